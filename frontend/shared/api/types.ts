import type { Turnout } from "./dispatch";

// What the API says, in one place. Times are milliseconds since the epoch (UTC), durations seconds (`_s`).
// The desk's own are in desk.ts.

export * from "./desk";
export type { CallRow, MissionRow } from "./missions";

export type Role =
  | "guard"
  | "field_worker"
  | "operator"
  | "duty_manager"
  | "contractor"
  | "customer_administrator"
  | "system_administrator";

export type Language = "nb" | "en";

export interface Person {
  id: string;
  name: string;
  roles: Role[];
  language: Language;
  customer_id: string;
}

export interface SessionAnswer {
  session_id: string;
  access_token: string;
  access_expires_at_ms: number;
  refresh_token: string;
  person: Person;
}

export interface Position {
  latitude: number;
  longitude: number;
  accuracy_m: number;
  measured_at_ms: number;
}

export type Risk = "high" | "standard" | "low";

export interface Assignment {
  id: string;
  name: string;
  site_name: string;
  address: string;
  risk: Risk;
  instruction: string;
  instruction_version: number;
}

export type Stage = "ok" | "reminded" | "silent";
export type EndStage = "ok" | "reminded" | "overdue";

export interface Duty {
  id: string;
  version: number;
  on: boolean;
  guard: { id: string; name: string };
  assignment: Assignment;
  alone: boolean;
  company: string[];
  started_at_ms: number;
  planned_end_ms: number;
  next_check_in_ms: number | null;
  interval_s: number;
  reminder_s: number;
  grace_s: number;
  stage: Stage;
  end_stage: EndStage;
  last_heard_at_ms: number;
  last_position: Position | null;
  battery_percent: number | null;
  loud: boolean;
  pin_required: boolean;
  /** Until then the page neither rings nor lights up. */
  quiet_until_ms: number;
  server_now_ms: number;
}

/** A planned shift. */
export interface Shift {
  id: string;
  version: number;
  guard: { id: string; name: string };
  assignment_id: string;
  assignment_name: string;
  site_name: string;
  start_ms: number;
  end_ms: number;
  state: "planned" | "reminded" | "missed" | "met" | "cancelled";
}

export interface MyDuty {
  duty: Duty | null;
  shifts: Shift[];
  assignments: Assignment[];
  /** The centre's own number, to be rung from the screen. */
  centre_phone: string;
  /** What the guard is asked for, or has. */
  dispatch: Turnout | null;
  server_now_ms: number;
}

export type IdentifiedBy = "code_word" | "callback" | "known_voice";

export interface OnBehalf {
  identified_by: IdentifiedBy;
  /** The check that the code word was right; with `code_word`. */
  check_id?: string;
  note: string;
}

export interface OnDutyBody {
  assignment_id: string;
  planned_end_ms: number;
  instruction_version: number;
  shift_id?: string;
  position?: Position;
  battery_percent?: number;
  guard_id?: string;
  on_behalf?: OnBehalf;
}

export interface CheckInBody {
  happened_at_ms: number;
  position?: Position;
  battery_percent?: number;
  pin?: string;
  on_behalf?: OnBehalf;
}

export interface OffDutyBody {
  happened_at_ms: number;
  /** Why somebody goes off duty with the keys that he has. */
  keys_kept?: string;
  position?: Position;
  pin?: string;
  on_behalf?: OnBehalf;
}

/** The phone is dying: where somebody is going, when they will be heard of next, and by whose phone. */
export interface DyingBody {
  happened_at_ms: number;
  position?: Position;
  going_to?: string;
  next_contact_ms?: number;
  companion_phone?: string;
  battery_percent?: number;
}

export interface SosBody {
  duty_id?: string;
  happened_at_ms: number;
  position?: Position;
  battery_percent?: number;
}

export interface SosAnswer {
  sos_id: string;
  received_at_ms: number;
  silent: boolean;
}

/** Where this session's device is told by push. */
export interface MyDevice {
  push_key: string;
  endpoint: string | null;
}

export type Verdict = "good" | "poor" | "bad" | "unknown";

/** What a phone found when it tried itself. */
export interface Findings {
  position: Verdict;
  accuracy_m?: number;
  push: Verdict;
  network: Verdict;
  round_trip_ms?: number;
  battery: Verdict;
  battery_percent?: number;
  time: Verdict;
  clock_ahead_ms?: number;
  storage: Verdict;
  screen: Verdict;
  installed: boolean;
}

export interface SelfTestAnswer {
  test: { at_ms: number; device_name: string; found: { [K in keyof Findings]: Findings[K] | null } } | null;
  server_now_ms: number;
}

/** One place where a person is signed in. */
export interface SessionRow {
  id: string;
  device_name: string;
  created_at_ms: number;
  refreshed_at_ms: number;
  current: boolean;
}

export interface Ticket {
  ticket: string;
  url: string;
}

/** A page of the register. */
export interface Listing<T> {
  items: T[];
  more: boolean;
}

/** Problem details, RFC 9457. */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  errors?: { field: string; message: string }[];
}
