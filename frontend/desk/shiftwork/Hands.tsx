import type { CaseAnswer } from "../../shared/api/types";
import { now } from "../../shared/clock";
import { useDesk } from "../desk";
import { handsOn } from "./desks";
import { w } from "./words";

/** Whose hands are on this case besides one's own. */
export function Hands({ answer }: { answer: CaseAnswer }) {
  const desk = useDesk();
  const operators = desk.board.value?.operators.values() ?? [];
  const { there, writing } = handsOn(operators, answer.case.id, desk.me.value?.id, now.value);
  return (
    <p class="hands" role="status">
      {there.length > 0 && w.value.hands.looks(there.map((one) => one.name).join(", "))}
      {writing.map((one) => (
        <strong key={one.id}> {w.value.hands.writes(one.name)}</strong>
      ))}
    </p>
  );
}
