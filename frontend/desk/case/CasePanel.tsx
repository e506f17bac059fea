import { Refused } from "../../shared/api/problem";
import type { CaseAnswer } from "../../shared/api/types";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { leave } from "../../shared/route";
import { clock } from "../../shared/words";
import { type Detail, useDesk } from "../desk";
import { t } from "../texts";
import { type Actions, useActions } from "./CaseActions";
import { Head } from "./Head";
import { MIDDLE } from "./sections";

/** One case in the middle: what happened, what to do, whom to reach, what was sent, what was done. */
export function CasePanel({ detail }: { detail: Detail }) {
  const { answer, error } = detail;
  if (answer) return <Case answer={answer} stale={error} />;
  return (
    <section class="panel" aria-busy={error === null}>
      {error === null ? <p class="soft">{t.value.loading}</p> : <NotThere error={error} />}
    </section>
  );
}

function NotThere({ error }: { error: unknown }) {
  const desk = useDesk();
  const isGone = error instanceof Refused && error.status === 404;
  return (
    <Notice weight="soon" spoken>
      <p>{isGone ? t.value.case.gone : `${t.value.case.loadFailed} ${explain(t.value, error)}`}</p>
      <button type="button" onClick={() => (isGone ? leave() : void desk.reread())}>
        {isGone ? t.value.close : t.value.retry}
      </button>
    </Notice>
  );
}

function Case({ answer, stale }: { answer: CaseAnswer; stale: unknown }) {
  const actions = useActions(answer);
  return (
    <section class="panel case" aria-labelledby="case-heading">
      <Head answer={answer} actions={actions} />
      {stale !== null && <Notice weight="soon">{explain(t.value, stale)}</Notice>}
      {actions.error.value !== null && (
        <Notice weight="soon" spoken>
          {explain(t.value, actions.error.value)}
        </Notice>
      )}
      <Heard answer={answer} actions={actions} />
      <div class="case-sections">
        {MIDDLE.map((Section) => (
          <Section key={Section.name} answer={answer} />
        ))}
      </div>
    </section>
  );
}

/** The silent one was heard again: evidence, for a person to confirm. */
function Heard({ answer, actions }: { answer: CaseAnswer; actions: Actions }) {
  const { case: row } = answer;
  if (row.evidence_at_ms === null || row.state === "resolved") return null;
  const time = clock(t.value, row.evidence_at_ms);
  return (
    <Notice weight="info" spoken>
      <p>{row.kind === "sos" ? t.value.case.evidenceRegret(time) : t.value.case.evidence(time)}</p>
      <button type="button" class="primary" disabled={actions.busy.value} onClick={actions.confirm}>
        {t.value.case.confirm} <kbd>B</kbd>
      </button>
    </Notice>
  );
}
