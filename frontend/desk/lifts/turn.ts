import type { Lift } from "../../shared/api/lifts";

/** Whose turn it is: of the lifts in which somebody may be stuck, the one whose call is due or comes next. */
export function nextOf(lifts: readonly Lift[]): Lift | undefined {
  const stuck = lifts.filter((one) => one.stage !== "ended");
  return stuck.sort((one, other) => Number(other.is_due) - Number(one.is_due) || one.call_ms - other.call_ms)[0];
}
