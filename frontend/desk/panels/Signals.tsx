import { useSignal } from "@preact/signals";
import type { components } from "../../shared/api/schema";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { go } from "../../shared/route";
import { when } from "../../shared/words";
import { Coming } from "../Coming";
import { Select } from "../Forms";
import { t } from "../texts";
import { useAsked } from "../useAsked";
import { close } from "../windows";
import { s } from "./signalWords";
import type { Panel } from "./types";
import { w } from "./words";

type History = components["schemas"]["PanelHistory"];
type Heard = History["signals"][number];
type HeardEvent = Heard["events"][number];

const SPANS = ["24", "168", "744"] as const;

/** What the panel has sent, the newest first, each with its bytes behind it. */
export function Signals({ panel }: { panel: Panel }) {
  const hours = useSignal("24");
  const { found, error } = useAsked<History>(`panels/${panel.id}/history?hours=${hours.value}`);
  return (
    <section class="panel-signals" aria-label={s.value.heading}>
      <Select
        label={s.value.back}
        value={hours.value}
        options={SPANS.map((span) => ({ value: span, text: s.value.spans[span] }))}
        onChoose={(span) => {
          hours.value = span;
        }}
      />
      {found === null && <Coming error={error} />}
      {found !== null && error !== null && <Notice weight="soon">{explain(t.value, error)}</Notice>}
      {found?.signals.length === 0 && <p class="soft">{s.value.none}</p>}
      <ol>
        {found?.signals.map((one) => (
          <li key={`${one.received_at_ms}/${one.raw}`}>
            <Signal one={one} panel={panel} />
          </li>
        ))}
      </ol>
      {found?.more && <p class="soft">{s.value.more(found.signals.length)}</p>}
    </section>
  );
}

function Signal({ one, panel }: { one: Heard; panel: Panel }) {
  const about = [
    s.value.verdicts[one.verdict] ?? one.verdict,
    s.value.protocols[one.protocol] ?? one.protocol,
    one.encrypted && !(one.protocol in s.value.protocols) && s.value.encrypted,
    !one.genuine && s.value.doubtful,
  ];
  return (
    <>
      <p>
        <span class="number">{when(t.value, one.received_at_ms, now.value)}</span>{" "}
        <strong>{one.events.map((event) => named(event, panel)).join("; ")}</strong>
      </p>
      <p class="soft">{about.filter(Boolean).join(" · ")}</p>
      {one.fault && (
        <p class="soon">
          {s.value.fault}: {s.value.faults[one.fault] ?? one.fault}
        </p>
      )}
      {one.oddities.length > 0 && (
        <p class="soft">
          {s.value.odd}: {one.oddities.map((odd) => s.value.oddities[odd] ?? odd).join(", ")}
        </p>
      )}
      <details>
        <summary>{s.value.raw}</summary>
        {one.raw ? <code class="raw">{one.raw}</code> : <p class="soft">{s.value.rawGone}</p>}
      </details>
      {one.case_id && (
        <button
          type="button"
          onClick={() => {
            close();
            go(`case/${one.case_id}`);
          }}
        >
          {s.value.toCase}
        </button>
      )}
    </>
  );
}

/** What it meant, where, and in the panel's own code. */
function named({ category, code, zone, partition, text }: HeardEvent, panel: Panel): string {
  const zoneName = panel.zones.find(({ number }) => number === zone)?.name ?? "";
  const parts = [
    w.value.categories[category as keyof typeof w.value.categories] ?? category,
    code && `(${code})`,
    zone && `${s.value.zone(zone)} ${zoneName}`.trim(),
    partition && s.value.partition(partition),
    text,
  ];
  return parts.filter(Boolean).join(" ");
}
