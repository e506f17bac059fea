import type { Board } from "../board";
import type { OnTest } from "../panels/types";
import { type Watched, watchedOn } from "../watched";

// What the next half hour brings, from what the board knows. Pure.

export const HALF_HOUR_MS = 30 * 60_000;
/** So long does a call take; nearer than that, two calls are in each other's way. */
export const CALL_MS = 2 * 60_000;

export type ComingKind = "check_in" | "call" | "shift_start" | "mission_start" | "end" | "test_end" | "parked";

export interface Coming {
  kind: ComingKind;
  atMs: number;
  /** Where it is opened: "duty/…", "mission/…", "case/…"; empty where there is nothing to open. */
  address: string;
  who: string;
  where: string;
  /** A call that stands too near to another. */
  isBunched: boolean;
}

/** All that falls due from now on, the next first. What is due already is the board's own business. */
export function coming(board: Board, nowMs: number, tests: OnTest[] = []): Coming[] {
  const calls = [...board.calls.values()].filter((call) => call.dialled_at_ms === null);
  const called = new Set(calls.map(({ id }) => `mission/${id}`));
  const near = bunched(calls.map(({ id, due_at_ms }) => ({ id, dueMs: due_at_ms })));
  const all: Coming[] = [
    ...calls.map((call) => ({
      kind: "call" as const,
      atMs: call.due_at_ms,
      address: `mission/${call.id}`,
      who: call.name,
      where: call.place,
      isBunched: near.has(call.id),
    })),
    ...tests.map((test) => ({
      kind: "test_end" as const,
      atMs: test.until_ms,
      address: "",
      who: test.panel,
      where: [test.site, test.town].filter(Boolean).join(", "),
      isBunched: false,
    })),
    ...watchedOn(board).flatMap((watched) => ofWatched(watched, called)),
    ...[...board.shifts.values()]
      .filter(({ state }) => state === "planned" || state === "reminded")
      .map((shift) => ({
        kind: "shift_start" as const,
        atMs: shift.start_ms,
        address: "",
        who: shift.guard.name,
        where: shift.site_name,
        isBunched: false,
      })),
    ...[...board.cases.values()].flatMap((row) =>
      row.parked_until_ms == null
        ? []
        : [
            {
              kind: "parked" as const,
              atMs: row.parked_until_ms,
              address: `case/${row.id}`,
              who: row.person_name ?? row.customer_name,
              where: [row.site_name, row.town].filter(Boolean).join(", "),
              isBunched: false,
            },
          ],
    ),
  ];
  return all
    .filter(({ atMs }) => atMs > nowMs && atMs <= nowMs + HALF_HOUR_MS)
    .sort((a, b) => a.atMs - b.atMs || a.who.localeCompare(b.who, "nb"));
}

/** Of what has not begun its start; of everybody else the next check-in, where the centre does not call, and the end. */
function ofWatched(watched: Watched, called: ReadonlySet<string>): Coming[] {
  const { key: address, name: who, place: where, nextMs, plannedEndMs, company } = watched;
  const at = (kind: ComingKind, atMs: number): Coming => ({ kind, atMs, address, who, where, isBunched: false });
  if (company === "planned") return nextMs === null ? [] : [at("mission_start", nextMs)];
  const isOwn = nextMs !== null && !called.has(address) && !watched.isDialled;
  return [...(isOwn ? [at("check_in", nextMs)] : []), at("end", plannedEndMs)];
}

/** Those of some calls that stand nearer to another than a call takes. */
export function bunched(calls: { id: string; dueMs: number }[]): Set<string> {
  const inTurn = [...calls].sort((a, b) => a.dueMs - b.dueMs);
  const near = new Set<string>();
  for (const [index, call] of inTurn.entries()) {
    const before = inTurn[index - 1];
    if (before && call.dueMs - before.dueMs < CALL_MS) near.add(before.id).add(call.id);
  }
  return near;
}
