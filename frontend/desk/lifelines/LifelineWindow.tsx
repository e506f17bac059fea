import { AfterwardsForm } from "./Afterwards";
import { CodeWordWindow } from "./CodeWord";
import { CopyWindow } from "./copy/CopyWindow";
import { HalfHourWindow } from "./HalfHour";
import { ReadCardWindow } from "./ReadCard";
import { l } from "./texts";

/** A window of the lifelines, and what it is about. */
export type Lifeline =
  | { kind: "code_word"; caseId: string }
  | { kind: "card"; caseId: string }
  | { kind: "half_hour" }
  | { kind: "copy" }
  | { kind: "afterwards"; caseId: string };

const WHOLE = new Set<Lifeline["kind"]>(["card", "half_hour"]);

/** Windows that are read at arm's length take the whole screen. */
export const lifelineClass = (what: Lifeline): string => (WHOLE.has(what.kind) ? "window-whole" : "");

export function lifelineTitle(what: Lifeline): string {
  switch (what.kind) {
    case "code_word":
      return l.value.codeWord.title;
    case "card":
      return l.value.card.title;
    case "half_hour":
      return l.value.halfHour.title;
    case "copy":
      return l.value.copy.title;
    case "afterwards":
      return l.value.afterwards.title;
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
    case "copy":
      return <CopyWindow />;
    case "afterwards":
      return <AfterwardsForm caseId={what.caseId} />;
  }
}
