import { CodeWordWindow } from "./CodeWord";
import { HalfHourWindow } from "./HalfHour";
import { ReadCardWindow } from "./ReadCard";
import { l } from "./texts";

/** A window of the lifelines, and what it is about. */
export type Lifeline = { kind: "code_word"; caseId: string } | { kind: "card"; caseId: string } | { kind: "half_hour" };

/** Windows that are read at arm's length take the whole screen. */
export const lifelineClass = (what: Lifeline): string => (what.kind !== "code_word" ? "window-whole" : "");

export function lifelineTitle(what: Lifeline): string {
  switch (what.kind) {
    case "code_word":
      return l.value.codeWord.title;
    case "card":
      return l.value.card.title;
    case "half_hour":
      return l.value.halfHour.title;
  }
}

export function LifelineWindow({ what }: { what: Lifeline }) {
  switch (what.kind) {
    case "code_word":
      return <CodeWordWindow caseId={what.caseId} />;
    case "card":
      return <ReadCardWindow caseId={what.caseId} />;
    case "half_hour":
      return <HalfHourWindow />;
  }
}
