import type { Turnout } from "../../shared/api/dispatch";
import type { Kind } from "../../shared/outbox/item";
import { item, keepWithPosition, moment } from "../actions";
import type { App } from "../app";

// What a guard says on a turn-out. Each is kept first and sent then, in the order in which it was done.

const path = (turnout: Turnout, what: string): string => `cases/${turnout.case_id}/dispatches/${turnout.id}/${what}`;

const said = () => ({ happened_at_ms: moment() });

const step =
  (kind: Kind, what: string) =>
  (app: App, turnout: Turnout): Promise<void> =>
    keepWithPosition(app, kind, path(turnout, what), said());

export const accept = step("turnout_accept", "accept");
export const enRoute = step("turnout_en_route", "en-route");
export const onScene = step("turnout_on_scene", "on-scene");
export const done = step("turnout_done", "done");
export const backUp = step("turnout_back_up", "back-up");

export async function decline(app: App, turnout: Turnout, why: "busy" | "declined"): Promise<void> {
  await app.courier.keep(item(app, "turnout_decline", path(turnout, "decline"), { ...said(), why }));
}

export async function report(app: App, turnout: Turnout, text: string): Promise<void> {
  await keepWithPosition(app, "turnout_report", path(turnout, "reports"), { ...said(), text });
}

export async function sendPhoto(app: App, turnout: Turnout, photo: string): Promise<void> {
  await app.courier.keep(item(app, "turnout_photo", path(turnout, "photos"), { ...said(), photo }));
}
