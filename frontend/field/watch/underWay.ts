import type { Facts } from "../facts";
import { type Watch, watchOfDuty } from "./watch";

/** The watch that is under way on this phone, if one is. */
export function underWay(facts: Facts | null): Watch | null {
  return facts?.duty ? watchOfDuty(facts.duty) : null;
}
