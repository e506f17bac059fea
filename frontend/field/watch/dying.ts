import type { Values } from "../../shared/storage";
import type { Dying } from "../actions";
import type { Watch } from "./watch";

// What the centre is told when the phone is about to die. Written once, it is known for the next time: then one tap is all.

export interface Plan {
  path: string;
  going_to: string;
  companion_phone: string;
}

const KEY = "dying";

export async function keptPlan(values: Values, watch: Watch): Promise<Plan> {
  const kept = await values.get<Plan>(KEY).catch(() => undefined);
  return kept?.path === watch.path ? kept : { path: watch.path, going_to: "", companion_phone: "" };
}

export async function keepPlan(values: Values, plan: Plan): Promise<void> {
  // Without it the next tap says less, and is sent all the same.
  await values.set(KEY, plan).catch(() => undefined);
}

/** What is known without asking: what was written earlier in this watch, and when the next contact is due. */
export async function knownPlan(values: Values, watch: Watch): Promise<Dying> {
  return said(await keptPlan(values, watch), watch.next_ms);
}

/** As it is sent: only what says something. */
export function said(plan: Plan, nextMs: number | null): Dying {
  return {
    ...(plan.going_to.trim() ? { going_to: plan.going_to.trim() } : {}),
    ...(nextMs === null ? {} : { next_contact_ms: nextMs }),
    ...(plan.companion_phone ? { companion_phone: plan.companion_phone } : {}),
  };
}
