import type { CaseRow } from "../shared/api/types";
import { now } from "../shared/clock";
import { Shape } from "../shared/components/Shape";
import { WindowedList } from "../shared/components/WindowedList";
import { go, route } from "../shared/route";
import { clockTime, duration } from "../shared/time";
import { caseWeight } from "./board";
import { useCommands } from "./commands";
import { useDesk } from "./desk";
import { Left } from "./Left";
import { lists } from "./lists";
import { kindOf } from "./sentence";
import { Elsewhere } from "./shiftwork/Elsewhere";
import { handingFlags, waitsFor } from "./shiftwork/flags";
import { t } from "./texts";

const ESTIMATE = 72;

/** Cases by urgency: what it is, whose it is, how long it has waited and what happens next. */
export function Queue() {
  const desk = useDesk();
  const ids = desk.queue.order.value;
  useCommands([
    command("next", "J", t.value.keys.next, () => lists.queue.current?.step(1)),
    command("previous", "K", t.value.keys.previous, () => lists.queue.current?.step(-1)),
  ]);
  const [kind, id] = route.value.split("/");
  return (
    <section class="queue" aria-labelledby="queue-heading">
      <h2 class="section-head" id="queue-heading">
        {t.value.queue.heading} <span class="count number">{t.value.queue.count(ids.length)}</span>
      </h2>
      {desk.board.value === null && <p class="soft pad">{t.value.loading}</p>}
      {desk.board.value !== null && ids.length === 0 && <p class="soft pad">{t.value.queue.empty}</p>}
      <WindowedList
        ids={ids}
        label={t.value.queue.heading}
        estimate={ESTIMATE}
        control={lists.queue}
        current={kind === "case" ? id : undefined}
        render={(one, tabIndex) => <CaseButton id={one} tabIndex={tabIndex} />}
      />
      <Elsewhere />
    </section>
  );
}

const command = (id: string, key: string, title: string, run: () => void) =>
  ({ id: `queue.${id}`, key, group: "queue", title: () => title, run }) as const;

function CaseButton({ id, tabIndex }: { id: string; tabIndex: 0 | -1 }) {
  const desk = useDesk();
  const row = desk.queue.row(id)?.value;
  if (!row) return null;
  const weight = caseWeight(row.priority);
  const isOpen = route.value === `case/${id}`;
  const isOthers = row.owner !== null && row.owner.id !== desk.me.value?.id;
  const place = [row.site_name ?? row.customer_name, row.town].filter(Boolean).join(", ");
  return (
    <button
      type="button"
      class={`case-row ${isOthers ? "is-others" : ""}`}
      data-id={id}
      tabIndex={tabIndex}
      aria-current={isOpen ? "true" : undefined}
      onClick={() => go(`case/${id}`)}
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
      <Owner row={row} />
      <Flags row={row} />
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
        <Left untilMs={row.due_at_ms} /> {waitsFor(row)}
      </span>
    </span>
  );
}

function Flags({ row }: { row: CaseRow }) {
  const flags = [
    ...handingFlags(row, useDesk().me.value?.id),
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
