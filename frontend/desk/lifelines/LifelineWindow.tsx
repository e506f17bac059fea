import { CodeWordWindow } from "./CodeWord";
import { l } from "./texts";

/** A window of the lifelines, and what it is about. */
export type Lifeline = { kind: "code_word"; caseId: string };

export function lifelineTitle(what: Lifeline): string {
  switch (what.kind) {
    case "code_word":
      return l.value.codeWord.title;
  }
}

export function LifelineWindow({ what }: { what: Lifeline }) {
  switch (what.kind) {
    case "code_word":
      return <CodeWordWindow caseId={what.caseId} />;
  }
}
