import type { BoardAnswer, CaseRow, ClockState, RowsAnswer, ShiftRow, WatchRow } from "../shared/api/types";
import type { Weight } from "../shared/components/Shape";

// What the board knows, and how it learns more. Pure: rows come whole and by id, out of order and twice.

export interface Board {
  cases: Map<string, CaseRow>;
  watches: Map<string, WatchRow>;
  shifts: Map<string, ShiftRow>;
  clock: ClockState;
  /** The server's time when it was last known to be so. */
  known_at_ms: number;
}

interface Versioned {
  id: string;
  version: number;
}

/** The whole board. A row that is known in a newer version keeps it: the answer was on its way when it changed. */
export function whole(before: Board | null, answer: BoardAnswer): Board {
  return {
    cases: kept(before?.cases, answer.cases),
    watches: kept(before?.watches, answer.watches),
    shifts: kept(before?.shifts, answer.shifts),
    clock: answer.clock,
    known_at_ms: answer.server_now_ms,
  };
}

function kept<R extends Versioned>(before: Map<string, R> | undefined, rows: R[]): Map<string, R> {
  return new Map(rows.map((row) => [row.id, newer(before?.get(row.id), row)]));
}

/** Some rows of it, and those that are gone. */
export function patched(before: Board, answer: RowsAnswer): Board {
  return {
    cases: merged(before.cases, answer.cases, answer.gone, "case"),
    watches: merged(before.watches, answer.watches, answer.gone, "duty"),
    shifts: merged(before.shifts, answer.shifts, answer.gone, "shift"),
    clock: answer.clock,
    known_at_ms: Math.max(before.known_at_ms, answer.server_now_ms),
  };
}

function merged<R extends Versioned>(before: Map<string, R>, rows: R[], gone: string[], kind: string): Map<string, R> {
  const lost = gone.filter((id) => id.startsWith(`${kind}/`));
  if (rows.length === 0 && lost.length === 0) return before;
  const after = new Map(before);
  for (const row of rows) after.set(row.id, newer(before.get(row.id), row));
  for (const id of lost) after.delete(id.slice(kind.length + 1));
  return after;
}

const newer = <R extends Versioned>(known: R | undefined, row: R): R =>
  known && known.version > row.version ? known : row;

/** The queue: what is most urgent first, what nobody has taken before what somebody has, the oldest first. */
export function queue(board: Board): CaseRow[] {
  return [...board.cases.values()].sort(
    (a, b) =>
      a.priority - b.priority ||
      Number(a.state === "owned") - Number(b.state === "owned") ||
      a.opened_at_ms - b.opened_at_ms,
  );
}

/** Everybody being watched, the least time left first; those who need not check in by their planned end. */
export function byTimeLeft(board: Board): WatchRow[] {
  const until = (watch: WatchRow) => watch.next_check_in_ms ?? Number.MAX_SAFE_INTEGER;
  return [...board.watches.values()].sort((a, b) => until(a) - until(b) || a.planned_end_ms - b.planned_end_ms);
}

/** Planned shifts whose start has passed and that nobody came to, the longest overdue first. */
export function notMet(board: Board, nowMs: number): ShiftRow[] {
  return [...board.shifts.values()]
    .filter((shift) => shift.start_ms <= nowMs && shift.state !== "met" && shift.state !== "cancelled")
    .sort((a, b) => a.start_ms - b.start_ms);
}

/** How much a case shines. */
export function caseWeight(priority: number): Exclude<Weight, "calm"> {
  if (priority <= 2) return "now";
  return priority === 3 ? "soon" : "info";
}

export interface Deadline {
  weight: Weight;
  /** Until the deadline; negative after it; null where there is none. */
  leftMs: number | null;
}

/** How a watch stands, from the facts and the server's time alone. */
export function deadline(watch: WatchRow, nowMs: number): Deadline {
  const due = watch.next_check_in_ms;
  const endsLate = nowMs >= watch.planned_end_ms || watch.end_stage === "overdue";
  if (due === null) return { weight: endsLate ? "soon" : "calm", leftMs: null };
  const leftMs = due - nowMs;
  if (leftMs <= 0 || watch.stage === "silent") return { weight: "now", leftMs };
  const isSoon = leftMs <= watch.reminder_s * 1000 || watch.stage === "reminded" || endsLate;
  return { weight: isSoon ? "soon" : "calm", leftMs };
}

const FRESH_MS = 10_000;
const CURRENT_MS = 20_000;

export interface Health {
  /** The clock's last sign of life is younger than ten seconds. */
  clockFresh: boolean;
  clockAgeMs: number | null;
  /** The page has heard from the server lately. */
  pageCurrent: boolean;
  pageAgeMs: number;
}

/** Whether what the board shows can be trusted. Only then may it say that all is calm. */
export function health(board: Board, nowMs: number): Health {
  const beat = board.clock.heartbeat_at_ms;
  const clockAgeMs = beat === null ? null : Math.max(0, nowMs - beat);
  const pageAgeMs = Math.max(0, nowMs - board.known_at_ms);
  return {
    clockFresh: clockAgeMs !== null && clockAgeMs < FRESH_MS,
    clockAgeMs,
    pageCurrent: pageAgeMs < CURRENT_MS,
    pageAgeMs,
  };
}

/** Nothing needs a person. */
export function isCalm(board: Board, nowMs: number): boolean {
  const someoneLate = [...board.watches.values()].some((watch) => deadline(watch, nowMs).weight === "now");
  return board.cases.size === 0 && !someoneLate && notMet(board, nowMs).length === 0;
}
