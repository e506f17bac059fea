import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { newKey } from "../shared/api/client";
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
import { type Detail, useDesk } from "./desk";
import { useKeys } from "./keys";
import { Left } from "./Left";
import { Messages } from "./Messages";
import { People } from "./People";
import { kindOf, sentence } from "./sentence";
import { Timeline } from "./Timeline";
import { t } from "./texts";
import { WhoWhere } from "./WhoWhere";
import { opened } from "./windows";

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

type Actions = ReturnType<typeof useActions>;

function useActions(answer: CaseAnswer) {
  const desk = useDesk();
  const { case: row } = answer;
  const error = useSignal<unknown>(null);
  const busy = useSignal(false);
  const act = async (what: string) => {
    if (busy.value) return;
    busy.value = true;
    error.value = null;
    try {
      await desk.act(row.id, what, {}, newKey());
    } catch (failure) {
      error.value = failure;
    } finally {
      busy.value = false;
    }
  };
  useEffect(() => {
    error.value = null;
  }, [row.id]);
  const isMine = row.owner?.id === desk.me.value?.id;
  const isDone = row.state === "resolved";
  const actions = {
    error,
    busy,
    take: () => !isDone && !isMine && void act("take"),
    release: () => isMine && !isDone && void act("release"),
    confirm: () => row.evidence_at_ms !== null && !isDone && void act("evidence"),
    note: () => {
      if (!isDone) opened.value = { window: "note", caseId: row.id };
    },
    resolve: () => {
      if (isMine && !isDone) opened.value = { window: "resolve", caseId: row.id };
    },
    call: () => {
      if (!isDone) opened.value = { window: "call", caseId: row.id, person: null };
    },
    text: () => {
      if (!isDone) opened.value = { window: "text", caseId: row.id, person: null };
    },
  };
  useKeys({
    t: actions.take,
    g: actions.release,
    b: actions.confirm,
    n: actions.note,
    a: actions.resolve,
    r: actions.call,
    s: actions.text,
    Escape: leave,
  });
  return actions;
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

function Buttons({ answer, actions }: { answer: CaseAnswer; actions: Actions }) {
  const { case: row } = answer;
  const isMine = row.owner?.id === useDesk().me.value?.id;
  if (row.state === "resolved") return null;
  return (
    <div class="buttons">
      {!isMine && (
        <button type="button" class="primary" disabled={actions.busy.value} onClick={actions.take}>
          {t.value.case.take} <kbd>T</kbd>
        </button>
      )}
      {isMine && (
        <button type="button" class="primary" onClick={actions.resolve}>
          {t.value.case.resolve} <kbd>A</kbd>
        </button>
      )}
      <button type="button" onClick={actions.call}>
        {t.value.case.call} <kbd>R</kbd>
      </button>
      <button type="button" onClick={actions.text}>
        {t.value.case.text} <kbd>S</kbd>
      </button>
      <button type="button" onClick={actions.note}>
        {t.value.case.note} <kbd>N</kbd>
      </button>
      {isMine && (
        <button type="button" disabled={actions.busy.value} onClick={actions.release}>
          {t.value.case.release} <kbd>G</kbd>
        </button>
      )}
    </div>
  );
}
