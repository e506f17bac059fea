import type { Facts } from "../facts";
import { watchOfMission } from "../mission/watchOfMission";
import { type Watch, watchOfDuty } from "./watch";

/** The watch that is under way on this phone, if one is. */
export function underWay(facts: Facts | null): Watch | null {
  if (facts?.duty) return watchOfDuty(facts.duty);
  const mission = facts?.missions?.mission;
  return mission ? watchOfMission(mission) : null;
}
