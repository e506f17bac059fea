import { expect, test } from "vitest";
import type { Lift } from "../../shared/api/lifts";
import { nextOf } from "./turn";

function lift(panel: string, more: Partial<Lift> = {}): Lift {
  return {
    panel_id: panel,
    name: panel,
    voice_phone: "",
    ends_itself: true,
    stage: "alarm",
    alarm_ms: 0,
    acknowledged_ms: null,
    voice_ms: null,
    rescue_ms: null,
    ended_ms: null,
    ended_by: null,
    call_ms: 600_000,
    is_due: false,
    missed: 0,
    ...more,
  };
}

test("of two lifts the one whose call comes first has the keys", () => {
  expect(nextOf([lift("a"), lift("b", { call_ms: 120_000 })])?.panel_id).toBe("b");
});

test("a call that is due goes before one that comes", () => {
  const due = lift("b", { call_ms: 900_000, is_due: true });
  expect(nextOf([lift("a"), due])?.panel_id).toBe("b");
});

test("a lift that is free has no turn", () => {
  const free = lift("a", { stage: "ended", call_ms: 0 });
  expect(nextOf([free, lift("b")])?.panel_id).toBe("b");
  expect(nextOf([free])).toBeUndefined();
});

test("asking changes nothing", () => {
  const lifts = [lift("a"), lift("b", { call_ms: 1 })];
  nextOf(lifts);
  expect(lifts.map((one) => one.panel_id)).toEqual(["a", "b"]);
});
