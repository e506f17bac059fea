import { describe, expect, it } from "vitest";
import type { MissionRow } from "../shared/api/types";
import { whole } from "./board";
import { answer, MINUTE, mission, NOW, shown, watch } from "./examples";
import { byTimeLeft, deadline, type Watched, watchedOn } from "./watched";

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
