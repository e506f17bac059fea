import { useEffect, useRef } from "preact/hooks";
import { Refused } from "../shared/api/problem";
import type { CaseAnswer } from "../shared/api/types";
import { now } from "../shared/clock";
import { Notice } from "../shared/components/Notice";
import { Shape } from "../shared/components/Shape";
import { explain } from "../shared/explain";
import { leave } from "../shared/route";
import { clockTime } from "../shared/time";
import { when } from "../shared/words";
import { Ago } from "./Ago";
import { caseWeight } from "./board";
import { type Actions, Buttons, useActions } from "./CaseActions";
import { type Detail, useDesk } from "./desk";
import { Left } from "./Left";
import { Messages } from "./Messages";
import { People } from "./People";
import { kindOf, sentence } from "./sentence";
import { Timeline } from "./Timeline";
import { t } from "./texts";
import { WhoWhere } from "./WhoWhere";

/** One case: what happened, what to do, who and where, whom to reach, what was sent, what was done. */
export function CasePanel({ detail }: { detail: Detail }) {
  const desk = useDesk();
  const { answer, error } = detail;
  if (!answer) {
    const isGone = error instanceof Refused && error.status === 404;
    return (
      <section class="panel" aria-busy={error === null}>
        {error === null ? (
          <p class="soft">{t.value.loading}</p>
        ) : (
          <Notice weight="soon" spoken>
            <p>{isGone ? t.value.case.gone : `${t.value.case.loadFailed} ${explain(t.value, error)}`}</p>
            <button type="button" onClick={() => (isGone ? leave() : void desk.reread())}>
              {isGone ? t.value.close : t.value.retry}
            </button>
          </Notice>
        )}
      </section>
    );
  }
  return <Case answer={answer} stale={error} />;
}

function Case({ answer, stale }: { answer: CaseAnswer; stale: unknown }) {
  const { case: row } = answer;
  const actions = useActions(answer);
  const time = row.evidence_at_ms === null ? "" : clockTime(row.evidence_at_ms);
  return (
    <section class="panel case" aria-labelledby="case-heading">
      <Head answer={answer} actions={actions} />
      {stale !== null && <Notice weight="soon">{explain(t.value, stale)}</Notice>}
      {actions.error.value !== null && (
        <Notice weight="soon" spoken>
          {explain(t.value, actions.error.value)}
        </Notice>
      )}
      {row.silent && <Notice weight="now">{t.value.case.silent}</Notice>}
      {row.unverified && <Notice weight="soon">{t.value.case.unverified}</Notice>}
      {row.exhausted && row.state === "open" && <Notice weight="now">{t.value.case.exhausted}</Notice>}
      {row.undelivered > 0 && <Notice weight="now">{t.value.case.undelivered(row.undelivered)}</Notice>}
      {row.evidence_at_ms !== null && row.state !== "resolved" && (
        <Notice weight="info" spoken>
          <p>{row.kind === "sos" ? t.value.case.evidenceRegret(time) : t.value.case.evidence(time)}</p>
          <button type="button" class="primary" disabled={actions.busy.value} onClick={actions.confirm}>
            {t.value.case.confirm} <kbd>B</kbd>
          </button>
        </Notice>
      )}
      <div class="case-columns">
        <div class="case-column">
          <People answer={answer} />
          <Timeline entries={answer.timeline} />
        </div>
        <div class="case-column">
          <WhoWhere row={row} watch={answer.watch} />
          <Messages messages={answer.messages} />
        </div>
      </div>
    </section>
  );
}

function Head({ answer, actions }: { answer: CaseAnswer; actions: Actions }) {
  const { case: row, watch } = answer;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [row.id]);
  const weight = caseWeight(row.priority);
  return (
    <header class="case-head">
      <p class={`case-kind ${weight}`}>
        <Shape weight={weight} /> <strong>{t.value.kinds[kindOf(t.value, row)]}</strong>
        <span class="soft">
          {t.value.case.opened(when(t.value, row.opened_at_ms, now.value), "")}
          <Ago atMs={row.opened_at_ms} />
        </span>
      </p>
      <h2 id="case-heading" ref={heading} tabIndex={-1}>
        {sentence(t.value, row, watch, now.value)}
      </h2>
      {row.text && <p class="case-text">{row.text}</p>}
      <Ownership answer={answer} />
      <Buttons answer={answer} actions={actions} />
    </header>
  );
}

function Ownership({ answer }: { answer: CaseAnswer }) {
  const { case: row } = answer;
  const me = useDesk().me.value;
  if (row.state === "resolved") {
    const by = row.owner ? t.value.case.resolvedBy(row.owner.name) : t.value.case.resolved;
    return <p class="ownership">{by}</p>;
  }
  return (
    <p class="ownership">
      <strong>
        {!row.owner && t.value.case.free}
        {row.owner && (row.owner.id === me?.id ? t.value.case.mine : t.value.case.owner(row.owner.name))}
      </strong>{" "}
      <span class="soft">
        <Left untilMs={row.due_at_ms} /> {row.owner ? t.value.queue.idle : t.value.queue.next}
      </span>
    </p>
  );
}
