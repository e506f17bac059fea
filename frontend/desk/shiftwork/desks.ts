import type { CaseRow, DeskName, OperatorRow } from "../../shared/api/types";
import type { Board } from "../board";

/** The cases of the desks that somebody covers. What nobody may overlook is on every desk. */
export function onDesks(board: Pick<Board, "cases" | "operators">, me: string | undefined): Map<string, CaseRow> {
  const mine = me ? board.operators.get(me)?.desks : undefined;
  if (!mine) return board.cases;
  const manned = new Set([...board.operators.values()].filter((one) => !one.away).flatMap(({ desks }) => desks));
  const shown = [...board.cases].filter(([, row]) => isShown(row, mine, manned, me));
  return shown.length === board.cases.size ? board.cases : new Map(shown);
}

function isShown(row: CaseRow, mine: DeskName[], manned: Set<DeskName>, me: string | undefined): boolean {
  const desk = row.desk as DeskName;
  if (mine.includes(desk) || !manned.has(desk)) return true;
  // Grave, and nobody has it; or it is somebody's own, wherever it belongs.
  return (row.priority <= 2 && row.owner === null) || row.owner?.id === me || row.handed_to?.id === me;
}

/** Others who have a case open now, and who of them is writing. */
export function handsOn(operators: Iterable<OperatorRow>, caseId: string, me: string | undefined, nowMs: number) {
  const there = [...operators].filter(
    (one) => one.id !== me && !one.away && one.case_id === caseId && one.case_until_ms > nowMs,
  );
  return { there, writing: there.filter((one) => one.writing_until_ms > nowMs) };
}
