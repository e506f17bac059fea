import { isOpen, type Shift } from "./conflicts";
import { byDays, byMinutes } from "./week";

export interface Times {
  start_ms: number;
  end_ms: number;
}

/** What is taken hold of: the whole shift, its beginning or its end. */
export type Grip = "whole" | "start" | "end";

const DAY_MIN = 24 * 60;
const SHORTEST_MS = 15 * 60_000;
const LONGEST_MS = 24 * 3_600_000;

/** The times after a pull by so many minutes: whole days keep the time on the wall, the rest goes by quarters. */
export function pulled(times: Times, grip: Grip, minutes: number): Times {
  const by = (atMs: number) => byMinutes(byDays(atMs, Math.trunc(minutes / DAY_MIN)), minutes % DAY_MIN);
  if (grip === "whole") return { start_ms: by(times.start_ms), end_ms: by(times.end_ms) };
  if (grip === "end") {
    const end = Math.max(times.start_ms + SHORTEST_MS, Math.min(by(times.end_ms), times.start_ms + LONGEST_MS));
    return { ...times, end_ms: end };
  }
  const start = Math.min(times.end_ms - SHORTEST_MS, Math.max(by(times.start_ms), times.end_ms - LONGEST_MS));
  return { ...times, start_ms: start };
}

export type View = "assignments" | "guards";

export interface RowOf {
  id: string;
  name: string;
  beside: string;
  customer_id: string;
}

/** The row that a shift stands in. */
export const rowId = (view: View, shift: Shift): string => (view === "guards" ? shift.guard_id : shift.assignment_id);

/** The same shift in another row: by another guard, or at another assignment. */
export function inRow(view: View, shift: Shift, row: RowOf): Shift {
  if (rowId(view, shift) === row.id) return shift;
  if (view === "guards") return { ...shift, guard_id: row.id, guard_name: row.name, guard_ready: true };
  const { id, name, beside, customer_id } = row;
  return { ...shift, assignment_id: id, assignment_name: name, site_name: beside, customer_id };
}

/** Why a shift cannot be changed; null if it can. */
export const closedBy = (shift: Shift): "met" | "missed" | null =>
  isOpen(shift) ? null : shift.state === "met" ? "met" : "missed";

/** What the API is told. */
export const asSent = ({ guard_id, assignment_id, start_ms, end_ms }: Shift) => ({
  guard_id,
  assignment_id,
  start_ms,
  end_ms,
});
