// What the API says, in one place. Times are milliseconds since the epoch (UTC), durations seconds (`_s`).

import type { Mission } from "./missions";

export type Role =
  | "guard"
  | "field_worker"
  | "operator"
  | "duty_manager"
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

export type CaseState = "open" | "owned" | "resolved";

export interface CaseRow {
  id: string;
  version: number;
  kind: string;
  priority: number;
  desk: string;
  state: CaseState;
  owner: { id: string; name: string } | null;
  /** Whom the owner has asked to take it over, until `handed_until_ms`. */
  handed_to: { id: string; name: string } | null;
  handed_until_ms: number | null;
  parked_until_ms: number | null;
  opened_at_ms: number;
  due_at_ms: number;
  exhausted: boolean;
  /** When the silent one was heard again, live. */
  evidence_at_ms: number | null;
  undelivered: number;
  /** When a message that was counted as not delivered arrived after all. */
  arrived_at_ms: number | null;
  /** Nothing may ring, show or arrive on that phone. */
  silent: boolean;
  /** An SOS that nobody vouches for. */
  unverified: boolean;
  subject: string;
  text: string;
  person_name: string | null;
  site_id: string | null;
  site_name: string | null;
  town: string | null;
  customer_name: string;
}

export interface Guard {
  id: string;
  name: string;
  phone: string;
}

export interface WatchRow {
  id: string;
  version: number;
  on: boolean;
  guard: Guard;
  assignment_id: string;
  assignment_name: string;
  site_id: string;
  site_name: string;
  town: string;
  risk: Risk;
  alone: boolean;
  next_check_in_ms: number | null;
  reminder_s: number;
  grace_s: number;
  stage: Stage;
  end_stage: EndStage;
  planned_end_ms: number;
  started_at_ms: number;
  last_heard_at_ms: number;
  last_position: Position | null;
  battery_percent: number | null;
  hushed: boolean;
  case_id: string;
  sos_id: string;
}

/** A planned shift that nobody has met yet. */
export interface ShiftRow {
  id: string;
  version: number;
  guard: Guard;
  assignment_id: string;
  assignment_name: string;
  site_name: string;
  start_ms: number;
  end_ms: number;
  state: string;
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

export interface ClockState {
  heartbeat_at_ms: number | null;
}

export interface BoardAnswer {
  server_now_ms: number;
  clock: ClockState;
  cases: CaseRow[];
  watches: WatchRow[];
  shifts: ShiftRow[];
  missions?: MissionRow[];
  calls?: CallRow[];
  operators?: OperatorRow[];
}

export interface RowsAnswer extends BoardAnswer {
  gone: string[];
}

/** What is open and in which version, by "case/…", "duty/…" … */
export interface StandingAnswer {
  server_now_ms: number;
  clock: ClockState;
  versions: Record<string, number>;
}

export interface PlanPerson {
  id: string;
  name: string;
  role: string;
  phone: string;
  wrong: boolean;
}

export interface Rung {
  after_s: number;
  to: string;
  channels: string[];
  repeat_s: number | null;
  until_s: number | null;
}

export interface Plan {
  rungs: Rung[];
  broadcast_s: number;
  take_timeout_s: number;
  people: PlanPerson[];
  steps: PlanStep[];
  longest_park_ms: number;
}

export type StepWhat =
  | "ring_worker"
  | "ring_colleague"
  | "ring_contact"
  | "ring_110"
  | "ring_112"
  | "ring_113"
  | "send_guard"
  | "tell_duty_manager"
  | "keep_silent"
  | "wait_at_distance"
  | "find_replacement"
  | "reach_otherwise"
  | "correct_number"
  | "find_out"
  | "answer"
  | "check_system"
  | "other";

/** A step of the case's action plan, and what has become of it. */
export interface PlanStep {
  number: number;
  what: StepWhat;
  /** The policy's own words; empty: the page has words for `what`. */
  text: string;
  compulsory: boolean;
  outcome: "done" | "skipped" | "open";
  by: { id: string; name: string } | null;
  at_ms: number | null;
  reason: string;
}

/** Somebody who sits at the desk, or could. */
export interface Operator {
  id: string;
  name: string;
  here: boolean;
  desks: DeskName[];
}

/** A hand-over of the shift, to be read and signed by the next one. */
export interface ShiftNote {
  id: string;
  from: { id: string; name: string };
  desks: DeskName[];
  know: string;
  cases: { id: string; kind: string; priority: number; owner_name: string }[];
  case_count: number;
  watch_count: number;
  written_at_ms: number;
}

/** What still holds somebody who wants to leave. */
export interface Leaving {
  cases: CaseRow[];
  /** Agreed calls that I have dialled, and not said how they went. */
  calls: CallRow[];
  open_cases: number;
  watches: number;
  last: boolean;
}

export type DeskName = "alarm" | "mediation";

/** Somebody who is on shift, and what they have before them. */
export interface OperatorRow {
  id: string;
  version: number;
  name: string;
  desks: DeskName[];
  since_ms: number;
  away: boolean;
  /** Open before them until `case_until_ms`. */
  case_id: string;
  case_until_ms: number;
  writing_until_ms: number;
}

export interface TimelineEntry {
  at_ms: number;
  stream: string;
  version: number;
  actor: { kind: string; id: string; name: string };
  kind: string;
  data: Record<string, unknown>;
  private: Record<string, unknown>;
  verified: boolean;
}

export type MessageState = "waiting" | "sending" | "accepted" | "delivered" | "unconfirmed" | "failed" | "hushed";

export interface Message {
  id: string;
  to_name: string;
  to: string;
  channel: string;
  text: string;
  state: MessageState;
  attempts: number;
  at_ms: number;
  reason: string;
}

export interface CaseAnswer {
  case: CaseRow;
  plan: Plan;
  watch: WatchRow | null;
  /** Whole, when the case is about one. */
  mission: Mission | null;
  timeline: TimelineEntry[];
  messages: Message[];
  server_now_ms: number;
}

export type CallOutcome = "reached" | "no_answer" | "voicemail" | "busy" | "wrong_number";

export type Disposition =
  | "safe"
  | "false_alarm"
  | "assistance_given"
  | "emergency_services"
  | "handed_over"
  | "duplicate"
  | "other";

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
