import type {
  BoardAnswer,
  CallRow,
  CaseRow,
  ClockState,
  MissionRow,
  OperatorRow,
  RowsAnswer,
  ShiftRow,
  StandingAnswer,
  WatchRow,
} from "../shared/api/types";
import type { Weight } from "../shared/components/Shape";
import { deadline, watchedOn } from "./watched";

// What the board knows, and how it learns more. Pure: rows come whole and by id, out of order and twice.

export interface Board {
  cases: Map<string, CaseRow>;
  watches: Map<string, WatchRow>;
  shifts: Map<string, ShiftRow>;
  missions: Map<string, MissionRow>;
  /** Agreed calls that are due or will be, by their mission. */
  calls: Map<string, CallRow>;
  /** Who is on shift. */
  operators: Map<string, OperatorRow>;
  clock: ClockState;
  /** The server's time when it was last known to be so. */
  known_at_ms: number;
}

interface Row {
  id: string;
  version?: number;
}

/** The whole board. A row that is known in a newer version keeps it: the answer was on its way when it changed. */
export function whole(before: Board | null, answer: BoardAnswer): Board {
  return {
    cases: kept(before?.cases, answer.cases),
    watches: kept(before?.watches, answer.watches),
    shifts: kept(before?.shifts, answer.shifts),
    missions: kept(before?.missions, answer.missions ?? []),
    calls: kept(before?.calls, answer.calls ?? []),
    operators: kept(before?.operators, answer.operators ?? []),
    clock: answer.clock,
    known_at_ms: answer.server_now_ms,
  };
}

function kept<R extends Row>(before: Map<string, R> | undefined, rows: R[]): Map<string, R> {
  return new Map(rows.map((row) => [row.id, newer(before?.get(row.id), row)]));
}

/** Some rows of it, and those that are gone. */
export function patched(before: Board, answer: RowsAnswer): Board {
  const { gone } = answer;
  const missions = answer.missions ?? [];
  return {
    cases: merged(before.cases, answer.cases, named(gone, "case")),
    watches: merged(before.watches, answer.watches, named(gone, "duty")),
    shifts: merged(before.shifts, answer.shifts, named(gone, "shift")),
    missions: merged(before.missions, missions, named(gone, "mission")),
    // A mission that was read again owes the call that came with it, or none.
    calls: merged(before.calls, answer.calls ?? [], [...named(gone, "mission"), ...owing(answer)]),
    operators: merged(before.operators, answer.operators ?? [], named(gone, "operator")),
    clock: answer.clock,
    known_at_ms: Math.max(before.known_at_ms, answer.server_now_ms),
  };
}

/** What has to be asked about: what is newer than what is known, or not known, and what is known but open no more. */
export function differing(board: Board, { versions }: StandingAnswer): string[] {
  const known = new Map<string, number>();
  for (const [kind, rows] of [
    ["case", board.cases],
    ["duty", board.watches],
    ["shift", board.shifts],
    ["mission", board.missions],
    ["operator", board.operators],
  ] as const) {
    for (const row of rows.values()) known.set(`${kind}/${row.id}`, row.version);
  }
  const news = Object.keys(versions).filter((id) => (known.get(id) ?? -1) < (versions[id] as number));
  return [...news, ...[...known.keys()].filter((id) => !(id in versions))];
}

/** Nothing of it has changed, as of then. */
export const confirmed = (board: Board, { clock, server_now_ms }: StandingAnswer): Board => ({
  ...board,
  clock,
  known_at_ms: Math.max(board.known_at_ms, server_now_ms),
});

const named = (gone: string[], kind: string): string[] =>
  gone.filter((id) => id.startsWith(`${kind}/`)).map((id) => id.slice(kind.length + 1));

function owing({ missions = [], calls = [] }: RowsAnswer): string[] {
  const owed = new Set(calls.map(({ id }) => id));
  return missions.map(({ id }) => id).filter((id) => !owed.has(id));
}

function merged<R extends Row>(before: Map<string, R>, rows: R[], gone: string[]): Map<string, R> {
  if (rows.length === 0 && gone.length === 0) return before;
  const after = new Map(before);
  for (const row of rows) after.set(row.id, newer(before.get(row.id), row));
  for (const id of gone) after.delete(id);
  return after;
}

/** The newer of the two; the very same object where nothing has changed, so that nothing is drawn again for it. */
function newer<R extends Row>(known: R | undefined, row: R): R {
  if (!known) return row;
  return (known.version ?? 0) > (row.version ?? 0) || same(known, row) ? known : row;
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => same(left[key], right[key]));
}

/** The queue: what is most urgent first, what nobody has taken before what somebody has, the oldest first. */
export const byUrgency = (a: CaseRow, b: CaseRow): number =>
  a.priority - b.priority ||
  Number(a.state === "owned") - Number(b.state === "owned") ||
  a.opened_at_ms - b.opened_at_ms;

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
  if (board.cases.size > 0 || notMet(board, nowMs).length > 0) return false;
  if ([...board.calls.values()].some((call) => call.due_at_ms <= nowMs)) return false;
  return !watchedOn(board).some((watched) => deadline(watched, nowMs).weight === "now");
}
