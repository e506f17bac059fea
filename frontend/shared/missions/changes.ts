import type { Mission } from "../api/missions";
import { bodyOf, type Draft, fromMission } from "./draft";

const CHANGEABLE = [
  "place",
  "what",
  "route",
  "vehicle",
  "companions",
  "next_of_kin",
  "start_ms",
  "planned_end_ms",
  "interval_s",
  "contact",
] as const;

/** Only what differs from the mission as it is. */
export function changesOf(draft: Draft, mission: Mission): object {
  const wanted: Record<string, unknown> = { ...bodyOf(draft, mission.start_ms) };
  const known: Record<string, unknown> = { ...bodyOf(fromMission(mission, [], mission.start_ms), mission.start_ms) };
  const changed = CHANGEABLE.filter((name) => JSON.stringify(wanted[name]) !== JSON.stringify(known[name]));
  return Object.fromEntries(changed.flatMap((name) => (wanted[name] === undefined ? [] : [[name, wanted[name]]])));
}
