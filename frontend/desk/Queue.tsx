import { useRef } from "preact/hooks";
import type { CaseRow } from "../shared/api/types";
import { Shape } from "../shared/components/Shape";
import { go, route } from "../shared/route";
import { clockTime } from "../shared/time";
import { Ago } from "./Ago";
import { caseWeight, queue } from "./board";
import { useDesk } from "./desk";
import { Left } from "./Left";
import { kindOf } from "./sentence";
import { t } from "./texts";
import { useKeptFocus } from "./useKeptFocus";

/** Cases by urgency: what it is, whose it is, how long it has waited and what happens next. */
export function Queue() {
  const board = useDesk().board.value;
  const list = useRef<HTMLUListElement>(null);
  const cases = board ? queue(board) : [];
  useKeptFocus(list);
  return (
    <section class="queue" aria-labelledby="queue-heading">
      <h2 class="section-head" id="queue-heading">
        {t.value.queue.heading} <span class="count number">{t.value.queue.count(cases.length)}</span>
      </h2>
      {cases.length === 0 && <p class="soft pad">{t.value.queue.empty}</p>}
      <ul ref={list} id="queue">
        {cases.map((row) => (
          <li key={row.id}>
            <CaseButton row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function CaseButton({ row }: { row: CaseRow }) {
  const weight = caseWeight(row.priority);
  const isOpen = route.value === `case/${row.id}`;
  const place = [row.site_name ?? row.customer_name, row.town].filter(Boolean).join(", ");
  return (
    <button
      type="button"
      class={`case-row ${row.state}`}
      data-id={row.id}
      aria-current={isOpen ? "true" : undefined}
      onClick={() => go(`case/${row.id}`)}
    >
      <span class={`case-row-kind ${weight}`}>
        <Shape weight={weight} />
        <strong>{t.value.kinds[kindOf(t.value, row)]}</strong>
        <span class="unseen">
          {t.value.weights[weight]}, {t.value.priority(row.priority)}
        </span>
      </span>
      <Ago atMs={row.opened_at_ms} words={t.value.queue.since} />
      <span class="case-row-what">
        {row.person_name && <span>{row.person_name}</span>}
        <span>{place}</span>
      </span>
      <Owner row={row} />
      <Flags row={row} />
    </button>
  );
}

function Owner({ row }: { row: CaseRow }) {
  const me = useDesk().me.value;
  const isMine = row.owner?.id === me?.id;
  return (
    <span class="case-row-owner">
      {row.owner ? (
        <strong>{isMine ? t.value.queue.mine : t.value.queue.owner(row.owner.name)}</strong>
      ) : (
        <span>{t.value.queue.free}</span>
      )}
      <span class="soft">
        <Left untilMs={row.due_at_ms} /> {row.owner ? t.value.queue.idle : t.value.queue.next}
      </span>
    </span>
  );
}

function Flags({ row }: { row: CaseRow }) {
  const flags = [
    row.evidence_at_ms !== null ? { weight: "info", text: heard(row.kind, clockTime(row.evidence_at_ms)) } : null,
    row.undelivered ? { weight: "now", text: t.value.queue.undelivered(row.undelivered) } : null,
    row.exhausted ? { weight: "now", text: t.value.queue.exhausted } : null,
    row.silent ? { weight: "soon", text: t.value.queue.silent } : null,
    row.unverified ? { weight: "soon", text: t.value.queue.unverified } : null,
  ].filter((flag) => flag !== null);
  if (flags.length === 0) return null;
  return (
    <span class="flags">
      {flags.map(({ weight, text }) => (
        <span key={text} class={weight}>
          <Shape weight={weight as "info"} /> {text}
        </span>
      ))}
    </span>
  );
}

/** What speaks for the guard's safety: on an SOS it is that it was regretted. */
const heard = (kind: string, time: string): string =>
  kind === "sos" ? t.value.queue.regret(time) : t.value.queue.evidence(time);
