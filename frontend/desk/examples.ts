/** Rows of a board as tests want them: whole, and different in what the test is about. */

import type { BoardAnswer, CallRow, CaseRow, MissionRow, RowsAnswer, ShiftRow, WatchRow } from "../shared/api/types";
import { whole } from "./board";
import { type Watched, watchedOn } from "./watched";

export const NOW = 1_790_000_000_000;
export const MINUTE = 60_000;

export const row = (id: string, changes: Partial<CaseRow> = {}): CaseRow => ({
  id,
  version: 1,
  kind: "silence",
  priority: 2,
  desk: "alarm",
  state: "open",
  owner: null,
  handed_to: null,
  handed_until_ms: null,
  parked_until_ms: null,
  opened_at_ms: NOW,
  due_at_ms: NOW + MINUTE,
  exhausted: false,
  evidence_at_ms: null,
  undelivered: 0,
  arrived_at_ms: null,
  silent: false,
  unverified: false,
  dispatched: [],
  subject: "",
  text: "",
  person_name: null,
  site_id: "s1",
  site_name: null,
  town: null,
  customer_name: "",
  ...changes,
});

export const watch = (id: string, changes: Partial<WatchRow> = {}): WatchRow => ({
  id,
  version: 1,
  on: true,
  guard: { id, name: id, phone: "+4749000014" },
  assignment_id: "a",
  assignment_name: "",
  site_id: "s1",
  site_name: "",
  town: "",
  risk: "high",
  alone: true,
  next_check_in_ms: NOW + 30 * MINUTE,
  reminder_s: 300,
  grace_s: 240,
  stage: "ok",
  end_stage: "ok",
  planned_end_ms: NOW + 480 * MINUTE,
  started_at_ms: NOW,
  last_heard_at_ms: NOW,
  last_position: null,
  battery_percent: null,
  hushed: false,
  case_id: "",
  sos_id: "",
  ...changes,
});

/** The same, as the list has it. */
export const shown = (id: string, changes: Partial<WatchRow> = {}): Watched =>
  watchedOn(whole(null, answer({ watches: [watch(id, changes)] })))[0] as Watched;

export const mission = (id: string, changes: Partial<MissionRow> = {}): MissionRow => ({
  id,
  version: 1,
  state: "under_way",
  start_ms: NOW,
  start_stage: "ok",
  call: null,
  worker: { id, name: id, phone: "+4749000021" },
  customer_name: "",
  place: { name: "", latitude: 69.4, longitude: 30.0 },
  next_check_in_ms: NOW + 20 * MINUTE,
  reminder_s: 300,
  grace_s: 240,
  stage: "ok",
  end_stage: "ok",
  planned_end_ms: NOW + 480 * MINUTE,
  started_at_ms: NOW,
  last_heard_at_ms: NOW,
  last_position: null,
  battery_percent: null,
  hushed: false,
  ...changes,
});

export const agreed = (changes: Partial<CallRow> = {}): CallRow => ({
  id: "m",
  name: "",
  phone: "+4749000021",
  place: "",
  due_at_ms: NOW,
  dialled_at_ms: null,
  dialled_by_name: "",
  failed: false,
  attempt: 1,
  script: "",
  last_heard_at_ms: NOW,
  ...changes,
});

export const shift = (id: string, changes: Partial<ShiftRow> = {}): ShiftRow => ({
  id,
  version: 1,
  guard: { id, name: id, phone: "+4749000014" },
  assignment_id: "a",
  assignment_name: "",
  site_name: "",
  start_ms: NOW - MINUTE,
  end_ms: NOW + 480 * MINUTE,
  state: "reminded",
  ...changes,
});

export const answer = (changes: Partial<BoardAnswer> = {}): BoardAnswer => ({
  server_now_ms: NOW,
  clock: { heartbeat_at_ms: NOW },
  cases: [],
  watches: [],
  shifts: [],
  ...changes,
});

export const rows = (changes: Partial<RowsAnswer> = {}): RowsAnswer => ({ ...answer(), gone: [], ...changes });
