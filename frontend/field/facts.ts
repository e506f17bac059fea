import type { Turnout } from "../shared/api/dispatch";
import type { MyMission } from "../shared/api/missions";
import type { Assignment, Duty, MyDuty } from "../shared/api/types";
import type { MissionFacts } from "./mission/facts";

// What this phone knows about its person's duty, and how it learns more. Pure.

export interface Facts extends MyDuty {
  /** The server's time when this was known. */
  known_at_ms: number;
  /** A duty whose end this phone was told of: nothing it hears later brings it back to the screen. */
  over: string | null;
  /** Company has left since the last check-in, and the guard has not yet said that this is understood. */
  left_alone: boolean;
  /** A field worker's missions; null for who is none. */
  missions: MissionFacts | null;
}

/** Of somebody who is no guard: nothing is asked about duties. */
export const noDuty = ({ centre_phone, server_now_ms }: MyMission): MyDuty => ({
  duty: null,
  shifts: [],
  assignments: [],
  centre_phone,
  dispatch: null,
  server_now_ms,
});

/** What the server's answer makes of what was known. One that was overtaken by an answer to a report changes nothing. */
export function learned(before: Facts | null, mine: MyDuty): Facts {
  if (before && mine.server_now_ms < before.known_at_ms) return before;
  const duty = mine.duty?.on && mine.duty.id !== before?.over ? mine.duty : null;
  return {
    ...mine,
    ...withDuty(before, duty),
    assignments: assignments(before, mine),
    missions: before?.missions ?? null,
    known_at_ms: mine.server_now_ms,
  };
}

/** What the answer to a report makes of it. An answer that was overtaken by a newer one changes nothing. */
export function reported(before: Facts, duty: Duty): Facts {
  const isStale = before.duty?.id === duty.id && duty.version < before.duty.version;
  if (isStale || duty.id === before.over) return before;
  const known_at_ms = Math.max(before.known_at_ms, duty.server_now_ms);
  if (!duty.on) return { ...before, duty: null, dispatch: null, left_alone: false, over: duty.id, known_at_ms };
  return { ...before, ...withDuty(before, duty), known_at_ms };
}

/** What the answer to something said on a turn-out makes of it; one that is no longer this guard's is gone. */
export function turnedOut(before: Facts, turnout: Turnout): Facts {
  const isStale = before.dispatch?.id === turnout.id && turnout.version < before.dispatch.version;
  const known_at_ms = Math.max(before.known_at_ms, turnout.server_now_ms);
  return isStale ? before : { ...before, dispatch: turnout.mine ? turnout : null, known_at_ms };
}

function withDuty(before: Facts | null, duty: Duty | null): Pick<Facts, "duty" | "over" | "left_alone"> {
  const previous = before?.duty ?? null;
  const isSame = previous !== null && duty?.id === previous.id;
  const hasLost = isSame && !previous.alone && (duty?.alone ?? false);
  const stillUnread = isSame && (before?.left_alone ?? false) && (duty?.alone ?? false);
  return { duty, over: before?.over ?? null, left_alone: hasLost || stillUnread };
}

/** While somebody is on duty the server lists no assignments; the screen after it needs those known before. */
function assignments(before: Facts | null, mine: MyDuty): Assignment[] {
  return mine.duty && mine.assignments.length === 0 ? (before?.assignments ?? []) : mine.assignments;
}
