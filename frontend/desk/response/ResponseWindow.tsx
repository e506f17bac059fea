import { useSignal } from "@preact/signals";
import type { components } from "../../shared/api/schema";
import { Shape } from "../../shared/components/Shape";
import { duration } from "../../shared/time";
import { Coming } from "../Coming";
import { Select } from "../Forms";
import { t } from "../texts";
import { useAsked } from "../useAsked";
import { close } from "../windows";
import { w } from "./words";

type Times = components["schemas"]["ResponseTimes"];
type Figures = components["schemas"]["ResponseFigures"];

const SPANS = ["1", "12", "24", "168"] as const;

/** How soon cases are taken, class by class, as it stands now. */
export function ResponseWindow() {
  const hours = useSignal("12");
  const { found, error } = useAsked<Times>(`response-times?hours=${hours.value}`);
  return (
    <div class="form">
      <p class="soft">{w.value.about}</p>
      <Select
        label={w.value.hours}
        value={hours.value}
        options={SPANS.map((span) => ({ value: span, text: w.value.spans[span] }))}
        onChoose={(span) => {
          hours.value = span;
        }}
      />
      {found === null ? <Coming error={error} /> : <Table times={found} />}
      <div class="buttons">
        <button type="button" onClick={close}>
          {t.value.close}
        </button>
      </div>
    </div>
  );
}

function Table({ times }: { times: Times }) {
  if (times.grave.count + times.other.count === 0) return <p class="soft">{w.value.none}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard
    <section class="response-table" aria-label={w.value.title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.value.kind}</th>
            <th scope="col">{w.value.count}</th>
            <th scope="col">{w.value.median}</th>
            <th scope="col">{w.value.first}</th>
            <th scope="col">{w.value.second}</th>
          </tr>
        </thead>
        <Group name={w.value.grave} of={times.grave} kinds={times.kinds.filter((one) => one.grave)} />
        <Group name={w.value.other} of={times.other} kinds={times.kinds.filter((one) => !one.grave)} />
      </table>
    </section>
  );
}

function Group({ name, of, kinds }: { name: string; of: Figures; kinds: Times["kinds"] }) {
  if (of.count === 0) return null;
  const named = (kind: string) => t.value.kinds[kind as keyof typeof t.value.kinds] ?? kind;
  return (
    <tbody>
      <Line name={name} of={of} isGroup />
      {kinds.map((one) => (
        <Line key={one.kind} name={named(one.kind)} of={one.figures} />
      ))}
    </tbody>
  );
}

function Line({ name, of, isGroup }: { name: string; of: Figures; isGroup?: boolean }) {
  return (
    <tr class={isGroup ? "response-group" : ""}>
      <th scope="row">{name}</th>
      <td class="number">
        {of.count}
        {of.waiting > 0 && <span class="soft response-limit">{w.value.waiting(of.waiting)}</span>}
      </td>
      <td class="number">{time(of.median_ms)}</td>
      <Share ms={of.first_ms} limitMs={of.first_limit_ms} showsLimit={isGroup} />
      <Share ms={of.second_ms} limitMs={of.second_limit_ms} showsLimit={isGroup} />
    </tr>
  );
}

function Share({ ms, limitMs, showsLimit }: { ms: number | null; limitMs: number; showsLimit?: boolean | undefined }) {
  const isLate = ms !== null && ms > limitMs;
  return (
    <td class={`number ${isLate ? "soon" : ""}`}>
      {isLate && <Shape weight="soon" />} {time(ms)}
      {isLate && <span class="unseen"> {w.value.late}</span>}
      {showsLimit && <span class="soft response-limit">{w.value.limit(duration(limitMs))}</span>}
    </td>
  );
}

const time = (ms: number | null): string => (ms === null ? "" : duration(ms));
