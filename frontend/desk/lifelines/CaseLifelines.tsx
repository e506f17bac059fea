import type { CaseAnswer } from "../../shared/api/types";
import { useCommands } from "../commands";
import { opened } from "../windows";
import { l } from "./texts";

/** What an open case offers for the telephone. */
export function CaseLifelines({ answer }: { answer: CaseAnswer }) {
  const { id, state } = answer.case;
  const isOpen = state !== "resolved";
  const askWord = () => {
    opened.value = { window: "lifeline", what: { kind: "code_word", caseId: id } };
  };
  useCommands([
    {
      id: "case.codeWord",
      key: "O",
      group: "case",
      title: () => l.value.codeWord.title,
      enabled: () => isOpen,
      run: askWord,
    },
  ]);
  if (!isOpen) return null;
  return (
    <div class="buttons case-lifelines">
      <button type="button" onClick={askWord}>
        {l.value.codeWord.title} <kbd>O</kbd>
      </button>
    </div>
  );
}
