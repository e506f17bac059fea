import type { CaseAnswer } from "../../shared/api/types";
import { useDesk } from "../desk";
import { PlacePanel } from "./PlacePanel";
import { ofCase } from "./subject";

/** The place of a case. */
export function CasePlace({ answer }: { answer: CaseAnswer }) {
  return <PlacePanel subject={ofCase(useDesk().board.value, answer)} />;
}
