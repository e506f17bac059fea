import { signal } from "@preact/signals";
import { createRef } from "preact";
import { useId } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import type { CaseAnswer } from "../../shared/api/types";
import { useDesk } from "../desk";
import { frame } from "../frame";
import { later } from "../later";
import { t } from "../texts";

const LONGEST = 2000;

/** What was written and not yet sent, by case: it is there when one comes back to it. */
const drafts = signal<Record<string, string>>({});
const field = createRef<HTMLTextAreaElement>();

/** Where a note is written: the key for notes leads here. */
export function toNotes(): void {
  field.current?.focus();
  field.current?.scrollIntoView({ block: "nearest" });
}

function draft(caseId: string, text: string): void {
  drafts.value = { ...drafts.peek(), [caseId]: text };
}

/** A note in one's own words or in the usual ones. It can be taken back for a few seconds. */
export function Notes({ answer }: { answer: CaseAnswer }) {
  const desk = useDesk();
  const id = useId();
  const caseId = answer.case.id;
  const text = drafts.value[caseId] ?? "";
  if (answer.case.state === "resolved") return null;
  const save = () => {
    const note = text.trim();
    if (!note) return toNotes();
    const key = newKey();
    draft(caseId, "");
    later.add({
      said: () => frame.value.undo.note(note),
      about: caseId,
      send: () => desk.send(caseId, "notes", { text: note }, key),
      undo: () => draft(caseId, [note, drafts.peek()[caseId]].filter(Boolean).join(" ")),
    });
  };
  return (
    <section class="notes" aria-labelledby={`${id}-heading`}>
      <h3 id={`${id}-heading`}>{t.value.forms.note}</h3>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <textarea
          ref={field}
          rows={2}
          aria-labelledby={`${id}-heading`}
          maxlength={LONGEST}
          placeholder={t.value.forms.notePlaceholder}
          value={text}
          onInput={(event) => draft(caseId, event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            save();
          }}
        />
        <button type="submit">{t.value.case.note}</button>
      </form>
      <ul class="phrases" aria-label={frame.value.phrasesHeading}>
        {frame.value.phrases.map((phrase) => (
          <li key={phrase}>
            <button
              type="button"
              onClick={() => {
                draft(caseId, [text.trim(), phrase].filter(Boolean).join(" "));
                toNotes();
              }}
            >
              {phrase}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
