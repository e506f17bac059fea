import { newKey } from "../shared/api/client";
import type { CheckInBody, Duty, DyingBody, OffDutyBody, OnDutyBody, Position, SosBody } from "../shared/api/types";
import { serverNow } from "../shared/clock";
import { type Item, idFrom, type Kind } from "../shared/outbox/item";
import type { App } from "./app";
import * as geo from "./geo";
import type { Watch } from "./watch/watch";

// What somebody on a watch does. Each is kept first and sent then; a position may join it while it waits, for a few seconds.

const POSITION_WITHIN_MS = 4_000;

export async function goOnDuty(app: App, body: Omit<OnDutyBody, "position" | "battery_percent">): Promise<void> {
  await keepWithPosition(app, "on_duty", "duties", body);
}

export async function checkIn(app: App, watch: Watch, pin: string | null): Promise<void> {
  const body: CheckInBody = { happened_at_ms: moment(), ...withPin(pin) };
  await keepWithPosition(app, "check_in", `${watch.path}/check-ins`, body);
}

export async function goOffDuty(app: App, duty: Duty, pin: string | null, more: Partial<OffDutyBody>): Promise<void> {
  const body: OffDutyBody = { happened_at_ms: moment(), ...withPin(pin), ...more };
  await keepWithPosition(app, "off_duty", `duties/${duty.id}/off-duty`, body);
}

export async function extend(app: App, watch: Watch, minutes: number): Promise<void> {
  await app.courier.keep(item(app, "extension", `${watch.path}/extension`, { minutes }));
}

/** Sent at once, with the position that is known: nothing is worth waiting for. */
export async function sendSos(app: App, watch: Watch | null): Promise<Item> {
  const position = geo.known();
  const body: SosBody = {
    happened_at_ms: moment(),
    ...(watch?.duty_id ? { duty_id: watch.duty_id } : {}),
    ...(position ? { position } : {}),
    ...withBattery(app),
  };
  const sos = { ...item(app, "sos", "sos", body), quiet: !watch?.loud };
  await app.courier.keep(sos);
  return sos;
}

export type Dying = Omit<DyingBody, "happened_at_ms" | "position" | "battery_percent">;

/** The phone is about to die: what is known, at once. There may be no second try. */
export async function sayDying(app: App, watch: Watch, said: Dying): Promise<void> {
  const position = geo.known();
  const body: DyingBody = { happened_at_ms: moment(), ...said, ...(position ? { position } : {}), ...withBattery(app) };
  await app.courier.keep(item(app, "dying", `${watch.path}/dying`, body));
}

/** All that can follow an SOS from here. It closes nothing: an operator makes sure. */
export async function regret(app: App, sos: Item, pin: string | null): Promise<void> {
  await app.courier.keep({ ...item(app, "regret", `sos/${idFrom(sos)}/regret`, withPin(pin)), quiet: sos.quiet });
}

export const moment = (): number => Math.round(serverNow());

function withBattery(app: App): { battery_percent?: number } {
  const percent = app.battery.peek();
  return percent === null ? {} : { battery_percent: percent };
}

export const withPin = (pin: string | null): { pin?: string } => (pin === null ? {} : { pin });

export function item(app: App, kind: Kind, path: string, body: object): Item {
  const session = app.session.kept.peek();
  return {
    id: newKey(),
    kind,
    path,
    body: JSON.stringify(body),
    person_id: session?.person.id ?? null,
    session_id: session?.session_id ?? null,
    made_at_ms: moment(),
    hold_until_ms: 0,
    attempts: 0,
    state: "waiting",
    settled_at_ms: null,
    created_id: null,
    problem: null,
    quiet: false,
  };
}

/** Kept at once with the position that is known; a better one may join it while it waits, for a few seconds. */
export async function keepWithPosition(app: App, kind: Kind, path: string, said: object): Promise<void> {
  const with_ = (position: Position | null) => ({
    ...said,
    ...(position ? { position } : {}),
    ...withBattery(app),
  });
  const now = geo.latest.peek();
  if (geo.isFresh(now)) return await app.courier.keep(item(app, kind, path, with_(now)));
  // What is known already goes into the draft: if the page dies while a better one is looked for, it is sent so.
  const draft = item(app, kind, path, with_(geo.known()));
  await app.courier.keep({ ...draft, hold_until_ms: draft.made_at_ms + POSITION_WITHIN_MS + 500 });
  const found = await geo.fix(POSITION_WITHIN_MS);
  if (found) await app.outbox.amend(draft.id, JSON.stringify(with_(found)));
  await app.outbox.release(draft.id);
  await app.courier.kick();
}
