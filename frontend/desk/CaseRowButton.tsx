import type { CaseRow } from "../shared/api/types";
import { now } from "../shared/clock";
import { Shape } from "../shared/components/Shape";
import { duration } from "../shared/time";
import { clock } from "../shared/words";
import { caseWeight } from "./board";
import { dispatchFlags } from "./dispatch/flags";
import { Left } from "./Left";
import { kindOf } from "./sentence";
import { handingFlags, waitsFor } from "./shiftwork/flags";
import { t } from "./texts";

export interface CaseRowProps {
  row: CaseRow;
  /** Who looks at it. */
  me: string | undefined;
  isOpen: boolean;
  tabIndex: 0 | -1;
  onOpen(): void;
}

/** One case in the queue: what it is, whose it is, how long it has waited and what happens next. */
export function CaseRowButton({ row, me, isOpen, tabIndex, onOpen }: CaseRowProps) {
  const weight = caseWeight(row.priority);
  const isOthers = row.owner !== null && row.owner.id !== me;
  const place = [row.site_name ?? row.customer_name, row.town].filter(Boolean).join(", ");
  return (
    <button
      type="button"
      class={`case-row ${isOthers ? "is-others" : ""}`}
      data-id={row.id}
      tabIndex={tabIndex}
      aria-current={isOpen ? "true" : undefined}
      onClick={onOpen}
    >
      <span class={`case-row-kind ${weight}`}>
        <Shape weight={weight} />
        <strong>{t.value.kinds[kindOf(t.value, row)]}</strong>
        <span class="unseen">
          {t.value.weights[weight]}, {t.value.priority(row.priority)}
        </span>
      </span>
      <Age sinceMs={row.opened_at_ms} />
      <span class="case-row-what">
        {row.person_name && <span>{row.person_name}</span>}
        <span>{place}</span>
      </span>
      <Owner row={row} me={me} />
      <Flags row={row} me={me} />
    </button>
  );
}

/** How long it has waited, counting. */
function Age({ sinceMs }: { sinceMs: number }) {
  return (
    <span class="case-row-age number">
      <span class="unseen">{t.value.queue.age} </span>
      {duration(Math.min(0, sinceMs - now.value))}
    </span>
  );
}

function Owner({ row, me }: { row: CaseRow; me: string | undefined }) {
  const isMine = row.owner?.id === me;
  return (
    <span class="case-row-owner">
      {row.owner ? (
        <strong>{isMine ? t.value.queue.mine : t.value.queue.owner(row.owner.name)}</strong>
      ) : (
        <span>{t.value.queue.free}</span>
      )}
      <span class="soft">
        <Left untilMs={row.due_at_ms} /> {waitsFor(row)}
      </span>
    </span>
  );
}

function Flags({ row, me }: { row: CaseRow; me: string | undefined }) {
  const flags = [
    ...handingFlags(row, me),
    ...dispatchFlags(row.dispatched),
    row.evidence_at_ms !== null ? { weight: "info", text: heard(row.kind, clock(t.value, row.evidence_at_ms)) } : null,
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
