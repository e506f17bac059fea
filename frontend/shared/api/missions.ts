import type { EndStage, Guard, Position, Stage } from "./types";

// Missions: what the API says of them, and what it is told.

export type Contact = "own" | "centre_calls";

export interface Spot {
  latitude: number;
  longitude: number;
  name: string;
  text?: string;
}

export interface Companion {
  name: string;
  phone?: string | null;
}

export interface NextOfKin {
  name: string;
  phone: string;
}

export interface PartyMember {
  id: string;
  name: string;
}

export interface AgreedCall {
  due_at_ms: number;
  dialled_at_ms: number | null;
  dialled_by: string;
  dialled_by_name: string;
  attempt: number;
  /** Nobody dialled in time: the centre's own failure. */
  failed: boolean;
}

export interface DyingPhone {
  at_ms: number;
  going_to?: string;
  next_contact_ms?: number | null;
  companion_phone?: string | null;
}

export type MissionState = "planned" | "under_way" | "ended" | "cancelled";

export interface Mission {
  id: string;
  version: number;
  state: MissionState;
  worker: Guard;
  customer_id: string;
  customer_name: string;
  place: Spot;
  what: string;
  kind_id: string;
  kind_name: string;
  route: string;
  vehicle: string;
  companions: Companion[];
  next_of_kin: NextOfKin | null;
  contact: Contact;
  start_ms: number;
  started_at_ms: number | null;
  planned_end_ms: number;
  ended_at_ms: number | null;
  interval_s: number;
  reminder_s: number;
  grace_s: number;
  next_contact_ms: number | null;
  stage: Stage;
  start_stage: "ok" | "reminded" | "missed";
  end_stage: EndStage;
  last_heard_at_ms: number;
  last_position: Position | null;
  battery_percent: number | null;
  loud: boolean;
  /** Until then the page neither rings nor lights up. */
  quiet_until_ms: number;
  pin_required: boolean;
  party: PartyMember[];
  call: AgreedCall | null;
  script: string;
  dying: DyingPhone | null;
  case_id: string;
  hushed: boolean;
  server_now_ms: number;
}

/** A kind of place: what interval it wants, and how long somebody may be left there without contact. */
export interface PlaceKind {
  id: string;
  name: string;
  interval_s: number;
  longest_interval_s: number;
}

/** An earlier mission, as far as the next one is like it. */
export interface MissionTemplate {
  id: string;
  place: Spot;
  what: string;
  kind_id: string;
  route?: string;
  vehicle?: string;
  companions?: Companion[];
  next_of_kin?: NextOfKin | null;
  party?: string[];
  interval_s: number;
  duration_s: number;
  contact?: Contact;
  used_at_ms: number;
}

export interface MyMission {
  mission: Mission | null;
  planned: Mission[];
  templates: MissionTemplate[];
  kinds: PlaceKind[];
  colleagues: PartyMember[];
  centre_phone: string;
  server_now_ms: number;
}

export interface RegisterMissionBody {
  place: Spot;
  what: string;
  kind_id: string;
  route: string;
  vehicle: string;
  companions: Companion[];
  next_of_kin?: NextOfKin;
  party: string[];
  start_ms: number;
  planned_end_ms: number;
  interval_s: number;
  contact: Contact;
  start_now: boolean;
}

/** Somebody on a mission, watched like a guard. */
export interface MissionRow {
  id: string;
  version: number;
  state: "planned" | "under_way" | "ended" | "cancelled";
  worker: Guard;
  customer_name: string;
  place: { name: string; latitude: number; longitude: number };
  next_check_in_ms: number | null;
  reminder_s: number;
  grace_s: number;
  stage: Stage;
  end_stage: EndStage;
  start_ms: number;
  start_stage: "ok" | "reminded" | "missed";
  planned_end_ms: number;
  started_at_ms: number | null;
  /** The agreed call that is due, or that somebody is making. */
  call: { dialled_at_ms: number | null; failed: boolean } | null;
  last_heard_at_ms: number | null;
  last_position: Position | null;
  battery_percent: number | null;
  hushed: boolean;
}

/** An agreed call that the centre owes somebody. */
export interface CallRow {
  id: string;
  name: string;
  phone: string;
  place: string;
  due_at_ms: number;
  dialled_at_ms: number | null;
  dialled_by_name: string;
  /** Nobody dialled in time. */
  failed: boolean;
  attempt: number;
  script: string;
  last_heard_at_ms: number;
}
