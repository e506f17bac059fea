import { useSignal } from "@preact/signals";
import { newKey } from "../../shared/api/client";
import type { CaseAnswer } from "../../shared/api/types";
import { type Command, useCommands } from "../commands";
import { useDesk } from "../desk";
import { leaveTo } from "../lists";
import { t } from "../texts";
import { opened } from "../windows";
import { toNotes } from "./Notes";

export type Actions = ReturnType<typeof useActions>;

/** What can be done with a case now, by button and by key. */
export function useActions(answer: CaseAnswer) {
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
  const isMine = row.owner?.id === desk.me.value?.id;
  const isDone = row.state === "resolved";
  const isFree = row.state === "open" || (row.parked_until_ms !== null && !isMine);
  const actions = {
    error,
    busy,
    isFree,
    take: () => isFree && void act("take"),
    release: () => isMine && !isDone && void act("release"),
    confirm: () => row.evidence_at_ms !== null && !isDone && void act("evidence"),
    note: () => {
      if (!isDone) toNotes();
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
  const open = !isDone;
  useCommands([
    command("case.take", "T", t.value.case.take, isFree, actions.take),
    command("case.call", "R", t.value.case.call, open, actions.call),
    command("case.text", "S", t.value.case.text, open, actions.text),
    command("case.note", "N", t.value.case.note, open, actions.note),
    command("case.confirm", "B", t.value.case.confirm, open && row.evidence_at_ms !== null, actions.confirm),
    command("case.resolve", "A", t.value.case.resolve, open && isMine, actions.resolve),
    command("case.release", "G", t.value.case.release, open && isMine, actions.release),
    command("case.leave", "Esc", t.value.keys.close, true, () => leaveTo("queue")),
  ]);
  return actions;
}

const command = (id: string, key: string, title: string, isPossible: boolean, run: () => void): Command => ({
  id,
  key,
  group: "case",
  title: () => title,
  enabled: () => isPossible,
  run,
});

/** The same, to be pressed. The first is the one that is due. */
export function Buttons({ answer, actions }: { answer: CaseAnswer; actions: Actions }) {
  const { case: row } = answer;
  const isMine = row.owner?.id === useDesk().me.value?.id;
  if (row.state === "resolved") return null;
  return (
    <div class="buttons">
      {actions.isFree && (
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
