import type { Watched } from "../desk/watched";
import type { CaseRow } from "../shared/api/types";
import { now } from "../shared/clock";

// Rows as the board has them, one for each state that they are drawn in. Times are counted from when the page was opened.

const OPENED_MS = now.peek();
const MINUTE_MS = 60_000;

export const ME = "me";

const caseRow = (id: string, changes: Partial<CaseRow>): CaseRow =>
  ({
    id,
    version: 1,
    kind: "silence",
    priority: 2,
    desk: "alarm",
    state: "open",
    owner: null,
    opened_at_ms: OPENED_MS - MINUTE_MS,
    due_at_ms: OPENED_MS + 4 * MINUTE_MS,
    exhausted: false,
    evidence_at_ms: null,
    undelivered: 0,
    arrived_at_ms: null,
    silent: false,
    unverified: false,
    dispatched: [],
    subject: "",
    text: "",
    person_name: "Jonas Dahl",
    site_name: "Breivika havneterminal",
    town: "Tromsø",
    customer_name: "Norsk institutt for skog og landskap",
    parked_until_ms: null,
    handed_to: null,
    ...changes,
  }) as CaseRow;

export const CASES: CaseRow[] = [
  caseRow("sos", { kind: "sos", priority: 1 }),
  caseRow("silent", { kind: "sos", priority: 1, silent: true, unverified: true }),
  caseRow("mine", { state: "owned", owner: { id: ME, name: "Kari Hansen" } }),
  caseRow("others", {
    state: "owned",
    owner: { id: "x", name: "Henrik Vik" },
    opened_at_ms: OPENED_MS - 70 * MINUTE_MS,
  }),
  caseRow("late", { due_at_ms: OPENED_MS - MINUTE_MS, exhausted: true, undelivered: 2 }),
  caseRow("heard", { evidence_at_ms: OPENED_MS - MINUTE_MS, priority: 3, kind: "not_on_duty" }),
  caseRow("message", { kind: "message", priority: 4, person_name: null }),
];

const watched = (name: string, changes: Partial<Watched>): Watched => ({
  key: `duty/${name}`,
  name,
  phone: "+4749000014",
  place: "Breivika havneterminal, Tromsø",
  company: "alone",
  nextMs: OPENED_MS + 24 * MINUTE_MS,
  reminderMs: 5 * MINUTE_MS,
  stage: "ok",
  endStage: "ok",
  plannedEndMs: OPENED_MS + 300 * MINUTE_MS,
  heardMs: OPENED_MS - 6 * MINUTE_MS,
  position: null,
  hushed: false,
  isDialled: false,
  ...changes,
});

export const WATCHED: Watched[] = [
  watched("Jonas Dahl", {}),
  watched("Siri Bakken", { nextMs: OPENED_MS + 3 * MINUTE_MS, stage: "reminded" }),
  watched("Ola Nordmann Kristoffersen-Haugen", { nextMs: OPENED_MS - MINUTE_MS, stage: "silent" }),
  watched("Mona Vik", { company: "together", nextMs: null }),
  watched("Marte Lie", { company: "planned", nextMs: OPENED_MS + 50 * MINUTE_MS, heardMs: null }),
  watched("Liv Moen", { company: "mission", plannedEndMs: OPENED_MS - MINUTE_MS }),
];
