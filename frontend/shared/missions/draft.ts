import type { Contact, Mission, MissionTemplate, PlaceKind, RegisterMissionBody } from "../api/missions";
import type { LatLon } from "../coordinates/readings";
import { e164, grouped } from "../phone";
import { atWall, clockTime, dateOf } from "../time";

// A mission while it is being registered, by the worker or by an operator who has the worker on the telephone. Pure.

export interface Draft {
  /** As it was typed; what it means is `place`. */
  coordinates: string;
  place: LatLon | null;
  name: string;
  text: string;
  what: string;
  kindId: string;
  /** Seconds. */
  interval: number;
  contact: Contact;
  begins: "now" | "later";
  date: string;
  time: string;
  /** Seconds from the start. */
  lasts: number;
  route: string;
  vehicle: string;
  companions: { name: string; phone: string }[];
  kinName: string;
  kinPhone: string;
  party: string[];
}

const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;

export const DURATIONS_S = [
  ...[0.5, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 16].map((hours) => hours * HOUR_S),
  ...[1, 2, 3, 5, 7, 14].map((days) => days * DAY_S),
];
const INTERVALS_S = [15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440].map((minutes) => minutes * MINUTE_S);
const USUAL_S = 4 * HOUR_S;
const QUARTER_MS = 15 * MINUTE_S * 1000;

/** What may be agreed at this kind of place, its own interval among them. */
export function intervalsFor(kind: PlaceKind | undefined, chosen: number): number[] {
  const longest = Math.max(kind?.longest_interval_s ?? 0, kind?.interval_s ?? 0);
  const all = new Set([...INTERVALS_S.filter((one) => one <= longest), ...(kind ? [kind.interval_s] : []), chosen]);
  return [...all].sort((a, b) => a - b);
}

/** The lengths to choose from, with one of its own where a template had another. */
export const durationsWith = (chosen: number): number[] => [...new Set([...DURATIONS_S, chosen])].sort((a, b) => a - b);

export function emptyDraft(kinds: PlaceKind[], nowMs: number): Draft {
  const kind = kinds.at(-1);
  const soon = Math.ceil(nowMs / QUARTER_MS) * QUARTER_MS;
  return {
    coordinates: "",
    place: null,
    name: "",
    text: "",
    what: "",
    kindId: kind?.id ?? "",
    interval: kind?.interval_s ?? HOUR_S,
    contact: "own",
    begins: "now",
    date: dateOf(soon),
    time: clockTime(soon),
    lasts: USUAL_S,
    route: "",
    vehicle: "",
    companions: [],
    kinName: "",
    kinPhone: "",
    party: [],
  };
}

/** The next mission like an earlier one. */
export function fromTemplate(draft: Draft, template: MissionTemplate, kinds: PlaceKind[]): Draft {
  const kind = kinds.find(({ id }) => id === template.kind_id);
  return {
    ...draft,
    ...placed(template.place),
    what: template.what,
    kindId: kind?.id ?? draft.kindId,
    interval: kind ? template.interval_s : draft.interval,
    contact: template.contact ?? "own",
    lasts: template.duration_s,
    route: template.route ?? "",
    vehicle: template.vehicle ?? "",
    companions: (template.companions ?? []).map(({ name, phone }) => ({ name, phone: phone ? grouped(phone) : "" })),
    kinName: template.next_of_kin?.name ?? "",
    kinPhone: template.next_of_kin ? grouped(template.next_of_kin.phone) : "",
    party: template.party ?? [],
  };
}

/** A mission that is to be changed, in the fields it was registered with. */
export function fromMission(mission: Mission, kinds: PlaceKind[], nowMs: number): Draft {
  const template: MissionTemplate = {
    ...mission,
    party: mission.party.map(({ id }) => id),
    duration_s: Math.round((mission.planned_end_ms - mission.start_ms) / 1000),
    used_at_ms: nowMs,
  };
  return {
    ...fromTemplate(emptyDraft(kinds, nowMs), template, kinds),
    kindId: mission.kind_id,
    interval: mission.interval_s,
    begins: "later",
    date: dateOf(mission.start_ms),
    time: clockTime(mission.start_ms),
  };
}

export function placed(place: { latitude: number; longitude: number; name: string; text?: string }): Partial<Draft> {
  const { latitude, longitude, name, text = "" } = place;
  return { coordinates: written({ latitude, longitude }), place: { latitude, longitude }, name, text };
}

/** As it stands in the field when it was not typed: a form that is read back. */
export const written = ({ latitude, longitude }: LatLon): string => `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;

export const startOf = (draft: Draft, nowMs: number): number | null =>
  draft.begins === "now" ? Math.round(nowMs) : atWall(draft.date, draft.time);

export type Fault = "place" | "name" | "what" | "start" | "companion" | "kin";

/** What is still missing, in the order of the fields. */
export function faultsOf(draft: Draft, nowMs: number): Fault[] {
  const start = startOf(draft, nowMs);
  const kin = [draft.kinName, draft.kinPhone].map((text) => text.trim());
  const found: [Fault, boolean][] = [
    ["place", draft.place === null],
    ["name", draft.name.trim() === ""],
    ["what", draft.what.trim() === ""],
    ["start", start === null || (draft.begins === "later" && start + draft.lasts * 1000 <= nowMs)],
    ["companion", draft.companions.some(({ name, phone }) => isHalf(name, phone))],
    ["kin", kin.some(Boolean) && (!kin[0] || e164(kin[1] ?? "") === null)],
  ];
  return found.flatMap(([fault, isSo]) => (isSo ? [fault] : []));
}

/** Somebody with a number that cannot be one, or a number without a name. */
const isHalf = (name: string, phone: string): boolean =>
  phone.trim() !== "" && (name.trim() === "" || e164(phone) === null);

/** What is sent. Only for a draft without faults. */
export function bodyOf(draft: Draft, nowMs: number): RegisterMissionBody {
  const start_ms = startOf(draft, nowMs) ?? Math.round(nowMs);
  const { latitude, longitude } = draft.place ?? { latitude: 0, longitude: 0 };
  const text = draft.text.trim();
  const phone = e164(draft.kinPhone);
  return {
    place: { latitude, longitude, name: draft.name.trim(), ...(text ? { text } : {}) },
    what: draft.what.trim(),
    kind_id: draft.kindId,
    route: draft.route.trim(),
    vehicle: draft.vehicle.trim(),
    companions: draft.companions.flatMap((one) => companion(one) ?? []),
    ...(draft.kinName.trim() && phone ? { next_of_kin: { name: draft.kinName.trim(), phone } } : {}),
    party: draft.party,
    start_ms,
    planned_end_ms: start_ms + draft.lasts * 1000,
    interval_s: draft.interval,
    contact: draft.contact,
    start_now: draft.begins === "now",
  };
}

function companion({ name, phone }: { name: string; phone: string }): { name: string; phone?: string } | null {
  const number = e164(phone);
  return name.trim() ? { name: name.trim(), ...(number ? { phone: number } : {}) } : null;
}
