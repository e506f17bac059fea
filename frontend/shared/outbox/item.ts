import type { Problem } from "../api/types";

export type MissionKind = "mission" | "mission_start" | "mission_change" | "mission_end" | "mission_cancel";
export type TurnoutKind =
  | "turnout_accept"
  | "turnout_decline"
  | "turnout_en_route"
  | "turnout_on_scene"
  | "turnout_report"
  | "turnout_photo"
  | "turnout_done"
  | "turnout_back_up";
export type Kind =
  | "on_duty"
  | "check_in"
  | "extension"
  | "off_duty"
  | "dying"
  | "sos"
  | "regret"
  | MissionKind
  | TurnoutKind;
export type ItemState = "waiting" | "sent" | "refused";

/** Something the user did, kept until the server has it. */
export interface Item {
  /** Its place in the order; given by the store. */
  seq?: number;
  /** Also the idempotency key: however often it is sent, it counts once. */
  id: string;
  kind: Kind;
  /** `{id}` stands for what the server calls that which item `id` creates, until it is known. */
  path: string;
  /** Exactly what is sent; never changed once it has been tried. Emptied afterwards: it may hold a PIN. */
  body: string;
  person_id: string | null;
  session_id: string | null;
  made_at_ms: number;
  /** A position is being looked for; sent without it at this time at the latest. */
  hold_until_ms: number;
  attempts: number;
  state: ItemState;
  settled_at_ms: number | null;
  /** What the server calls that which it created, once it has. */
  created_id: string | null;
  problem: Problem | null;
  /** Never shown: an attacker may be looking at the screen. */
  quiet: boolean;
}

export const LANES = ["urgent", "parting", "ordinary"] as const;
export type Lane = (typeof LANES)[number];

/** An SOS shares its lane with nothing that could hang before it; a dying phone's last words wait for no check-in. */
const OWN_LANE: Partial<Record<Kind, Lane>> = { sos: "urgent", regret: "urgent", dying: "parting" };

export const lane = (item: Item): Lane => OWN_LANE[item.kind] ?? "ordinary";

/** What stands in a path for the id of that which another item creates. */
export const idFrom = (item: { id: string }): string => `{${item.id}}`;

const UNKNOWN = /\{([^}]+)\}/;

/** The item with the id that it waited for, if that is known by now. */
export function resolved(item: Item, items: Item[]): Item {
  const wanted = waitsFor(item);
  const created = items.find((one) => one.id === wanted)?.created_id;
  return created && wanted ? { ...item, path: item.path.replace(idFrom({ id: wanted }), created) } : item;
}

/** The item whose answer this one waits for, or null. */
export const waitsFor = (item: Item): string | null => UNKNOWN.exec(item.path)?.[1] ?? null;

/** The id that an answer gives to what the item created. */
export function createdId(kind: Kind, answer: unknown): string | null {
  if (typeof answer !== "object" || answer === null) return null;
  const found = (answer as Record<string, unknown>)[kind === "sos" ? "sos_id" : "id"];
  const isNew = kind === "sos" || kind === "on_duty" || kind === "mission";
  return isNew && typeof found === "string" ? found : null;
}

/**
 * What a lane sends next. Within a lane things go in the order in which they were done. What another person left on
 * this device must not hold up the one who uses it now: it comes last. Without a living session, only what the
 * device's signature vouches for is sent.
 */
export function next(items: Item[], wanted: Lane, person: string | null, signedOut = false): Item | null {
  const waiting = items
    .filter((item) => item.state === "waiting" && lane(item) === wanted)
    .sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  const own = waiting.find((item) => item.person_id === person && (!signedOut || isVouched(item)));
  return own ?? waiting.find(isVouched) ?? null;
}

const isVouched = (item: Item): boolean => (item.kind === "check_in" || item.kind === "sos") && !waitsFor(item);

const PAUSES_S: Record<Lane, number[]> = {
  urgent: [1, 1, 2, 2, 3],
  parting: [1, 1, 2, 2, 3],
  ordinary: [1, 2, 4, 8, 15, 30],
};

/** How long to wait after so many failures in a row. */
export function pauseMs(wanted: Lane, failures: number): number {
  const pauses = PAUSES_S[wanted];
  return (pauses[Math.min(failures, pauses.length) - 1] ?? 1) * 1000;
}
