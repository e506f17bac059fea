import type { Mission, RegisterMissionBody } from "../../shared/api/missions";
import type { Item } from "../../shared/outbox/item";
import { item, keepWithPosition, moment, withPin } from "../actions";
import type { App } from "../app";

// What a field worker does with missions. Each is kept first and sent then, in the order in which it was done.

/** Registers it; one that begins now takes the position along. */
export async function register(app: App, body: RegisterMissionBody): Promise<void> {
  if (body.start_now) await keepWithPosition(app, "mission", "missions", body);
  else await app.courier.keep(item(app, "mission", "missions", body));
}

export async function start(app: App, mission: Mission): Promise<void> {
  await keepWithPosition(app, "mission_start", `missions/${mission.id}/start`, { happened_at_ms: moment() });
}

export async function end(app: App, mission: Mission, pin: string | null): Promise<void> {
  const said = { happened_at_ms: moment(), ...withPin(pin) };
  await keepWithPosition(app, "mission_end", `missions/${mission.id}/end`, said);
}

export async function cancel(app: App, mission: Mission): Promise<void> {
  await app.courier.keep(item(app, "mission_cancel", `missions/${mission.id}/cancel`, {}));
}

export async function change(app: App, mission: Mission, changes: object): Promise<void> {
  await app.courier.keep(item(app, "mission_change", `missions/${mission.id}/change`, changes));
}

/** What still waits of this kind, the last first. */
export const waiting = (items: Item[], kind: Item["kind"]): Item | undefined =>
  items.filter((one) => one.kind === kind && one.state === "waiting").at(-1);
