import type { Mission, MyMission } from "../../shared/api/missions";

// What this phone knows about its person's missions, and how it learns more. Pure.

export interface MissionFacts extends MyMission {
  /** Missions that this phone was told are over: nothing it hears later brings them back to the screen. */
  over: string[];
}

const MOST_OVER = 8;

/** What the server's answer makes of what was known. One that was overtaken changes nothing. */
export function learned(before: MissionFacts | null, mine: MyMission): MissionFacts {
  if (before && mine.server_now_ms < before.server_now_ms) return before;
  const over = before?.over ?? [];
  const isOver = (one: Mission) => over.includes(one.id);
  return {
    ...mine,
    mission: mine.mission && !isOver(mine.mission) ? newer(before?.mission ?? null, mine.mission) : null,
    planned: mine.planned.filter((one) => !isOver(one)),
    over,
  };
}

/** What the answer to a report makes of it: begun, planned, or over. */
export function reported(before: MissionFacts, mission: Mission): MissionFacts {
  if (before.over.includes(mission.id)) return before;
  const server_now_ms = Math.max(before.server_now_ms, mission.server_now_ms);
  const others = before.planned.filter((one) => one.id !== mission.id);
  const known = before.mission?.id === mission.id ? before.mission : null;
  if (mission.state === "under_way") {
    return { ...before, mission: newer(known, mission), planned: others, server_now_ms };
  }
  if (mission.state === "planned") {
    const planned = [...others, mission].sort((a, b) => a.start_ms - b.start_ms);
    return { ...before, planned, server_now_ms };
  }
  const over = [mission.id, ...before.over].slice(0, MOST_OVER);
  return { ...before, mission: known ? null : before.mission, planned: others, over, server_now_ms };
}

const newer = (known: Mission | null, found: Mission): Mission =>
  known && known.id === found.id && known.version > found.version ? known : found;

/** Whether an answer is about a mission. */
export const isMission = (answer: unknown): answer is Mission =>
  typeof answer === "object" && answer !== null && "worker" in answer && "place" in answer;
