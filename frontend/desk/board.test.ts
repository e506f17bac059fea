import { describe, expect, it } from "vitest";
import type {
  BoardAnswer,
  CallRow,
  CaseRow,
  MissionRow,
  RowsAnswer,
  ShiftRow,
  StandingAnswer,
  WatchRow,
} from "../shared/api/types";
import { byUrgency, caseWeight, confirmed, differing, health, isCalm, notMet, patched, whole } from "./board";
import { byTimeLeft, deadline, type Watched, watchedOn } from "./watched";

const NOW = 1_790_000_000_000;
const MINUTE = 60_000;

const row = (id: string, changes: Partial<CaseRow> = {}): CaseRow => ({
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

const watch = (id: string, changes: Partial<WatchRow> = {}): WatchRow => ({
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
const shown = (id: string, changes: Partial<WatchRow> = {}): Watched =>
  watchedOn(whole(null, answer({ watches: [watch(id, changes)] })))[0] as Watched;

const mission = (id: string, changes: Partial<MissionRow> = {}): MissionRow => ({
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

const agreed = (changes: Partial<CallRow> = {}): CallRow => ({
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

const shift = (id: string, changes: Partial<ShiftRow> = {}): ShiftRow => ({
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

const answer = (changes: Partial<BoardAnswer> = {}): BoardAnswer => ({
  server_now_ms: NOW,
  clock: { heartbeat_at_ms: NOW },
  cases: [],
  watches: [],
  shifts: [],
  ...changes,
});

const rows = (changes: Partial<RowsAnswer> = {}): RowsAnswer => ({ ...answer(), gone: [], ...changes });

describe("what the board learns", () => {
  it("takes new rows, and lets go of those that are gone", () => {
    const before = whole(null, answer({ cases: [row("a"), row("b")], watches: [watch("w")] }));
    const after = patched(before, rows({ cases: [row("c")], gone: ["case/a", "duty/w"] }));
    expect([...after.cases.keys()]).toEqual(["b", "c"]);
    expect(after.watches.size).toBe(0);
  });

  it("never goes back to an older version of a row, whichever answer comes last", () => {
    const before = whole(null, answer({ cases: [row("a", { version: 3, state: "owned" })] }));
    expect(patched(before, rows({ cases: [row("a", { version: 2 })] })).cases.get("a")?.state).toBe("owned");
    expect(whole(before, answer({ cases: [row("a", { version: 2 })] })).cases.get("a")?.state).toBe("owned");
    expect(patched(before, rows({ cases: [row("a", { version: 4 })] })).cases.get("a")?.state).toBe("open");
  });

  it("keeps the very row that has not changed, so that nothing is drawn again for it", () => {
    const before = whole(null, answer({ cases: [row("a"), row("b")], watches: [watch("w")] }));
    const after = whole(before, answer({ cases: [row("a"), row("b", { town: "Bodø" })], watches: [watch("w")] }));
    expect(after.cases.get("a")).toBe(before.cases.get("a"));
    expect(after.watches.get("w")).toBe(before.watches.get("w"));
    expect(after.cases.get("b")?.town).toBe("Bodø");
  });

  it("knows of agreed calls, and lets go of one when its mission owes none any more", () => {
    const call = agreed({ name: "Moen", place: "Svanhovd" });
    const before = whole(null, answer({ missions: [mission("m")], calls: [call] }));
    expect(before.calls.get("m")?.due_at_ms).toBe(NOW);
    expect(patched(before, rows({ watches: [watch("w")] })).calls.size).toBe(1);
    expect(patched(before, rows({ missions: [mission("m", { version: 2 })] })).calls.size).toBe(0);
    expect(patched(before, rows({ gone: ["mission/m"] })).missions.size).toBe(0);
  });

  it("forgets with the whole board what is not on it", () => {
    const before = whole(null, answer({ cases: [row("a")] }));
    expect(whole(before, answer()).cases.size).toBe(0);
  });
});

describe("what the board compares", () => {
  const standing = (versions: Record<string, number>): StandingAnswer => ({
    server_now_ms: NOW + 9,
    clock: { heartbeat_at_ms: NOW + 8 },
    versions,
  });
  const board = whole(
    null,
    answer({
      cases: [row("a", { version: 3 })],
      watches: [watch("a", { version: 7 })],
      shifts: [shift("s")],
      missions: [mission("m")],
    }),
  );
  const all = { "case/a": 3, "duty/a": 7, "shift/s": 1, "mission/m": 1 };

  it("asks about nothing when everything stands as it is known, and knows that it is so now", () => {
    expect(differing(board, standing(all))).toEqual([]);
    const after = confirmed(board, standing(all));
    expect([after.known_at_ms, after.clock.heartbeat_at_ms]).toEqual([NOW + 9, NOW + 8]);
    expect(after.watches).toBe(board.watches);
  });

  it("asks about what it has never heard of, and about what has changed meanwhile", () => {
    expect(differing(board, standing({ ...all, "duty/a": 8, "case/b": 1 }))).toEqual(["duty/a", "case/b"]);
  });

  it("asks about what is not open any more rather than believe it: the index may lag behind", () => {
    const { "case/a": _, ...rest } = all;
    expect(differing(board, standing(rest))).toEqual(["case/a"]);
  });

  it("does not ask about what it knows better than the index", () => {
    expect(differing(board, standing({ ...all, "case/a": 2 }))).toEqual([]);
  });
});

describe("the queue", () => {
  it("has the most urgent first, what nobody has taken before what somebody has, the oldest first", () => {
    const board = whole(
      null,
      answer({
        cases: [
          row("late", { opened_at_ms: NOW + 5 }),
          row("message", { priority: 3 }),
          row("owned", { state: "owned", opened_at_ms: NOW - 5 }),
          row("early"),
          row("sos", { priority: 1, opened_at_ms: NOW + 9 }),
        ],
      }),
    );
    expect([...board.cases.values()].sort(byUrgency).map((one) => one.id)).toEqual([
      "sos",
      "early",
      "late",
      "owned",
      "message",
    ]);
  });

  it.each([
    [1, "now"],
    [2, "now"],
    [3, "soon"],
    [4, "info"],
    [5, "info"],
  ])("shines for priority %i as %s", (priority, weight) => {
    expect(caseWeight(priority)).toBe(weight);
  });
});

describe("those who are watched", () => {
  it("are sorted by time left; those who have company come last", () => {
    const board = whole(
      null,
      answer({
        watches: [
          watch("resting", { alone: false, next_check_in_ms: null }),
          watch("calm"),
          watch("late", { next_check_in_ms: NOW - 1 }),
        ],
      }),
    );
    expect(
      watchedOn(board)
        .sort(byTimeLeft)
        .map((one) => one.name),
    ).toEqual(["late", "calm", "resting"]);
  });

  it("are guards and field workers in one list", () => {
    const answered = answer({ watches: [watch("guard")], missions: [mission("field")] });
    const keys = watchedOn(whole(null, answered))
      .sort(byTimeLeft)
      .map((one) => one.key);
    expect(keys).toEqual(["mission/field", "duty/guard"]);
  });

  it("shine by the facts and the server's time alone", () => {
    expect(deadline(shown("a"), NOW).weight).toBe("calm");
    expect(deadline(shown("a"), NOW + 25 * MINUTE).weight).toBe("soon");
    expect(deadline(shown("a"), NOW + 30 * MINUTE)).toEqual({ weight: "now", leftMs: 0 });
    expect(deadline(shown("a", { stage: "silent" }), NOW).weight).toBe("now");
    expect(deadline(shown("a", { next_check_in_ms: null, planned_end_ms: NOW }), NOW).weight).toBe("soon");
    expect(deadline(shown("a", { next_check_in_ms: null }), NOW)).toEqual({ weight: "calm", leftMs: null });
  });
});

describe("planned shifts", () => {
  it("are shown when their start has passed and nobody came", () => {
    const shifts = [
      shift("late"),
      shift("later", { start_ms: NOW - 9 * MINUTE }),
      shift("tomorrow", { start_ms: NOW + MINUTE }),
      shift("met", { state: "met" }),
      shift("off", { state: "cancelled" }),
    ];
    expect(notMet(whole(null, answer({ shifts })), NOW).map((one) => one.id)).toEqual(["later", "late"]);
  });
});

describe("a mission among those who are watched", () => {
  const only = (changes: Partial<MissionRow>): Watched =>
    watchedOn(whole(null, answer({ missions: [mission("m", changes)] })))[0] as Watched;

  it("is counted down to its start while it is planned, and is nobody's silence when that has passed", () => {
    const planned = only({ state: "planned", start_ms: NOW + 5 * MINUTE, next_check_in_ms: null });
    expect([planned.company, planned.nextMs, planned.heardMs]).toEqual(["planned", NOW + 5 * MINUTE, null]);
    expect(deadline(planned, NOW)).toEqual({ weight: "calm", leftMs: 5 * MINUTE });
    expect(deadline(planned, NOW + 6 * MINUTE).weight).toBe("soon");
  });

  it("shines when its start was missed", () => {
    const missed = only({ state: "planned", start_ms: NOW, start_stage: "missed", next_check_in_ms: null });
    expect(deadline(missed, NOW + MINUTE).weight).toBe("now");
  });

  it("shines no more as soon as somebody dials, and again when nobody tells how it went", () => {
    const due = { next_check_in_ms: NOW };
    expect(deadline(only({ ...due, call: { dialled_at_ms: null, failed: false } }), NOW).weight).toBe("now");
    expect(deadline(only({ ...due, call: { dialled_at_ms: NOW, failed: false } }), NOW).weight).toBe("soon");
    expect(deadline(only({ ...due, call: { dialled_at_ms: NOW, failed: true } }), NOW).weight).toBe("now");
  });
});

describe("all is calm", () => {
  it("only while no case is open, nobody is late and everybody has come", () => {
    expect(isCalm(whole(null, answer({ watches: [watch("a")] })), NOW)).toBe(true);
    expect(isCalm(whole(null, answer({ cases: [row("a", { priority: 5 })] })), NOW)).toBe(false);
    expect(isCalm(whole(null, answer({ watches: [watch("a")] })), NOW + 31 * MINUTE)).toBe(false);
    expect(isCalm(whole(null, answer({ shifts: [shift("a")] })), NOW)).toBe(false);
    const call = agreed({ due_at_ms: NOW + MINUTE });
    expect(isCalm(whole(null, answer({ calls: [call] })), NOW)).toBe(true);
    expect(isCalm(whole(null, answer({ calls: [call] })), NOW + MINUTE)).toBe(false);
  });

  it("can be said only while the clock's heartbeat is younger than ten seconds", () => {
    const board = whole(null, answer());
    expect(health(board, NOW + 9_999).clockFresh).toBe(true);
    expect(health(board, NOW + 10_000).clockFresh).toBe(false);
    expect(health(whole(null, answer({ clock: { heartbeat_at_ms: null } })), NOW).clockFresh).toBe(false);
  });

  it("cannot be said by a page that has not heard from the server lately", () => {
    const board = whole(null, answer());
    expect(health(board, NOW + 19_999).pageCurrent).toBe(true);
    expect(health(board, NOW + 20_000).pageCurrent).toBe(false);
  });
});
