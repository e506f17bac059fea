import type { components } from "../../shared/api/schema";

export type Shift = components["schemas"]["RotaShift"];

/** Rest between two shifts, by law unless something else is agreed. */
export const REST_MS = 11 * 3_600_000;

export type Conflict =
  | { what: "double"; with: Shift }
  | { what: "rest"; with: Shift; hours: number }
  | { what: "guard" };

/** What is wrong with each shift: by id, the worst first. */
export function conflicts(shifts: Shift[]): Map<string, Conflict[]> {
  const found = new Map<string, Conflict[]>();
  const add = (shift: Shift, conflict: Conflict) => found.set(shift.id, [...(found.get(shift.id) ?? []), conflict]);
  for (const shift of shifts) if (!shift.guard_ready && isOpen(shift)) add(shift, { what: "guard" });
  for (const [one, next] of tooClose(shifts)) {
    add(one, between(one, next, next));
    add(next, between(one, next, one));
  }
  for (const list of found.values()) list.sort((a, b) => WEIGHT[a.what] - WEIGHT[b.what]);
  return found;
}

/** Pairs of one guard's shifts with less than the rest between them, the earlier first. */
function* tooClose(shifts: Shift[]): Generator<[Shift, Shift]> {
  const sorted = [...shifts].sort((a, b) => a.start_ms - b.start_ms || a.end_ms - b.end_ms);
  for (const [index, one] of sorted.entries()) {
    for (const next of sorted.slice(index + 1)) {
      if (next.start_ms >= one.end_ms + REST_MS) break;
      if (next.guard_id === one.guard_id) yield [one, next];
    }
  }
}

function between(one: Shift, next: Shift, other: Shift): Conflict {
  const gap = next.start_ms - one.end_ms;
  return gap < 0 ? { what: "double", with: other } : { what: "rest", with: other, hours: gap / 3_600_000 };
}

const WEIGHT = { double: 0, guard: 1, rest: 2 };

/** Whether the shift can still be changed. */
export const isOpen = (shift: Shift): boolean =>
  shift.version !== null && (shift.state === "planned" || shift.state === "reminded");

/** Which line of its row each shift is drawn on, so that none covers another. */
export function lines(shifts: Shift[]): Map<string, number> {
  const ends: number[] = [];
  const placed = new Map<string, number>();
  for (const shift of [...shifts].sort((a, b) => a.start_ms - b.start_ms || a.id.localeCompare(b.id))) {
    const free = ends.findIndex((end) => end <= shift.start_ms);
    const line = free < 0 ? ends.length : free;
    ends[line] = shift.end_ms;
    placed.set(shift.id, line);
  }
  return placed;
}
