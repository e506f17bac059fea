import { describe, expect, it } from "vitest";
import type { StandingAnswer } from "../shared/api/types";
import { byUrgency, caseWeight, confirmed, differing, health, isCalm, notMet, patched, whole } from "./board";
import { agreed, answer, MINUTE, mission, NOW, row, rows, shift, watch } from "./examples";

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
