import type { CaseAnswer } from "../../shared/api/types";
import { type Command, useCommands } from "../commands";
import { opened } from "../windows";
import { l } from "./texts";

/** What an open case offers for the telephone: the card, and the code word. */
export function CaseLifelines({ answer }: { answer: CaseAnswer }) {
  const { id, state } = answer.case;
  const isOpen = state !== "resolved";
  const show = (kind: "card" | "code_word") => () => {
    opened.value = { window: "lifeline", what: { kind, caseId: id } };
  };
  const all = [
    { id: "case.card", key: "L", title: l.value.card.title, run: show("card") },
    { id: "case.codeWord", key: "O", title: l.value.codeWord.title, run: show("code_word") },
  ];
  useCommands(
    all.map(({ title, ...one }): Command => ({ ...one, group: "case", title: () => title, enabled: () => isOpen })),
  );
  const afterwards = () => {
    opened.value = { window: "lifeline", what: { kind: "afterwards", caseId: id } };
  };
  useCommands([{ id: "case.afterwards", group: "case", title: () => l.value.afterwards.title, run: afterwards }]);
  return (
    <div class="buttons case-lifelines">
      {isOpen &&
        all.map(({ id: name, key, title, run }) => (
          <button type="button" key={name} onClick={run}>
            {title} <kbd>{key}</kbd>
          </button>
        ))}
      <button type="button" class="plain" onClick={afterwards}>
        {l.value.afterwards.title}
      </button>
    </div>
  );
}
