import type { EndStage, MissionRow, Position, Stage, WatchRow } from "../shared/api/types";
import type { Weight } from "../shared/components/Shape";

// Guards on duty and field workers on missions, as one list: whoever is watched, by the time that is left.

export interface Watched {
  /** As the address names it: "duty/…", "mission/…". */
  key: string;
  name: string;
  phone: string;
  place: string;
  company: "alone" | "together" | "mission" | "planned";
  /** The next contact; of what has not begun, its start. */
  nextMs: number | null;
  reminderMs: number;
  stage: Stage;
  endStage: EndStage;
  plannedEndMs: number;
  heardMs: number | null;
  position: Position | null;
  hushed: boolean;
  /** An operator is on the telephone with them now. */
  isDialled: boolean;
}

// One for each row as long as the row is the same: what shows it is drawn again only when it has changed.
const duties = new WeakMap<WatchRow, Watched>();
const missions = new WeakMap<MissionRow, Watched>();

interface Rows {
  watches: ReadonlyMap<string, WatchRow>;
  missions: ReadonlyMap<string, MissionRow>;
}

/** Everybody being watched, in no order. */
export function watchedOn(board: Rows): Watched[] {
  return [
    ...[...board.watches.values()].map((row) => remembered(duties, row, fromDuty)),
    ...[...board.missions.values()].map((row) => remembered(missions, row, fromMission)),
  ];
}

function remembered<R extends object>(known: WeakMap<R, Watched>, row: R, make: (row: R) => Watched): Watched {
  const found = known.get(row) ?? make(row);
  known.set(row, found);
  return found;
}

const fromDuty = (row: WatchRow): Watched => ({
  key: `duty/${row.id}`,
  name: row.guard.name,
  phone: row.guard.phone,
  place: [row.site_name, row.town].filter(Boolean).join(", "),
  company: row.alone ? "alone" : "together",
  nextMs: row.next_check_in_ms,
  reminderMs: row.reminder_s * 1000,
  stage: row.stage,
  endStage: row.end_stage,
  plannedEndMs: row.planned_end_ms,
  heardMs: row.last_heard_at_ms,
  position: row.last_position,
  hushed: row.hushed,
  isDialled: false,
});

const fromMission = (row: MissionRow): Watched => ({
  key: `mission/${row.id}`,
  name: row.worker.name,
  phone: row.worker.phone,
  place: [row.place.name, row.customer_name].filter(Boolean).join(", "),
  ...(row.state === "planned" ? awaited(row) : out(row)),
  endStage: row.end_stage,
  plannedEndMs: row.planned_end_ms,
  position: row.last_position,
  hushed: row.hushed,
  isDialled: row.call !== null && row.call.dialled_at_ms !== null && !row.call.failed,
});

const out = (row: MissionRow) => ({
  company: "mission" as const,
  nextMs: row.next_check_in_ms,
  reminderMs: row.reminder_s * 1000,
  stage: row.stage,
  heardMs: row.last_heard_at_ms,
});

const STARTS = { ok: "ok", reminded: "reminded", missed: "silent" } as const;

/** Nobody has been heard yet: what is waited for is the start. */
const awaited = (row: MissionRow) => ({
  company: "planned" as const,
  nextMs: row.start_ms,
  reminderMs: 0,
  stage: STARTS[row.start_stage],
  heardMs: null,
});

/** The least time left first; those who need not check in by their planned end. */
export function byTimeLeft(a: Watched, b: Watched): number {
  const until = ({ nextMs }: Watched) => nextMs ?? Number.MAX_SAFE_INTEGER;
  return until(a) - until(b) || a.plannedEndMs - b.plannedEndMs;
}

export interface Deadline {
  weight: Weight;
  /** Until the deadline; negative after it; null where there is none. */
  leftMs: number | null;
}

/** How a watch stands, from the facts and the server's time alone. */
export function deadline(watched: Watched, nowMs: number): Deadline {
  const endsLate = nowMs >= watched.plannedEndMs || watched.endStage === "overdue";
  if (watched.nextMs === null) return { weight: endsLate ? "soon" : "calm", leftMs: null };
  const leftMs = watched.nextMs - nowMs;
  if (watched.isDialled) return { weight: "soon", leftMs };
  if (watched.company === "planned" && watched.stage !== "silent")
    return { weight: leftMs <= 0 ? "soon" : "calm", leftMs };
  if (leftMs <= 0 || watched.stage === "silent") return { weight: "now", leftMs };
  const isSoon = leftMs <= watched.reminderMs || watched.stage === "reminded" || endsLate;
  return { weight: isSoon ? "soon" : "calm", leftMs };
}
