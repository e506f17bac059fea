// What the API says at the desk: the board's rows, a case and its plan, who is on shift.

import type { CallRow, Mission, MissionRow } from "./missions";
import type { EndStage, Position, Risk, Stage } from "./types";

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
  /** How each guard stands who is wanted for it or under way. */
  dispatched: string[];
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
  /** Told of each step, as the customer's instruction wishes. */
  each_step: boolean;
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
  | "other"
  | StepWished;

/** What only a customer's instruction asks for. */
export type StepWished = "call_contact" | "mail_contact" | "verify" | "confirm_alarm" | "call_off" | "home_procedure";

/** A step of the case's action plan, and what has become of it. */
export interface PlanStep {
  number: number;
  what: StepWhat;
  /** The policy's own words; empty: the page has words for `what`. */
  text: string;
  compulsory: boolean;
  /** Whom it is about, among the plan's people, and what they are called. */
  contact_id: string;
  contact_name: string;
  due_at_ms: number | null;
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
