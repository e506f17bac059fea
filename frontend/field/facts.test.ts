import { describe, expect, it } from "vitest";
import type { Assignment, Duty, MyDuty } from "../shared/api/types";
import { type Facts, learned, reported } from "./facts";

const NOW = 1_790_000_000_000;
const MINUTE = 60_000;

const PLACE: Assignment = {
  id: "port",
  name: "Nattvakt havneterminalen",
  site_name: "Breivika havneterminal",
  address: "Terminalgata 40, 9019 Tromsø",
  risk: "high",
  instruction: "Bruk redningsvest.",
  instruction_version: 1,
};

function duty(changes: Partial<Duty> = {}): Duty {
  return {
    id: "duty-1",
    version: 1,
    on: true,
    guard: { id: "anne", name: "Anne Solberg" },
    assignment: PLACE,
    alone: true,
    company: [],
    started_at_ms: NOW,
    planned_end_ms: NOW + 8 * 60 * MINUTE,
    next_check_in_ms: NOW + 30 * MINUTE,
    interval_s: 1800,
    reminder_s: 300,
    grace_s: 240,
    stage: "ok",
    end_stage: "ok",
    last_heard_at_ms: NOW,
    last_position: null,
    battery_percent: null,
    loud: true,
    pin_required: false,
    quiet_until_ms: 0,
    server_now_ms: NOW,
    ...changes,
  };
}

function mine(changes: Partial<MyDuty> = {}): MyDuty {
  return {
    duty: duty(),
    shifts: [],
    assignments: [],
    centre_phone: "",
    dispatch: null,
    server_now_ms: NOW,
    ...changes,
  };
}

const known = (changes: Partial<Duty> = {}): Facts => learned(null, mine({ duty: duty(changes) }));

describe("what the phone knows", () => {
  it("tells a guard who is left alone, until that is understood or answered", () => {
    const together = known({ alone: false, company: ["Per Haugen"], next_check_in_ms: null });
    expect(together.left_alone).toBe(false);
    const alone = learned(together, mine({ duty: duty({ version: 2 }) }));
    expect(alone.left_alone).toBe(true);
    expect(learned(alone, mine({ duty: duty({ version: 2 }) })).left_alone).toBe(true);
    expect(learned({ ...alone, left_alone: false }, mine({ duty: duty({ version: 2 }) })).left_alone).toBe(false);
    expect(learned(alone, mine({ duty: duty({ version: 3, alone: false }) })).left_alone).toBe(false);
  });

  it("does not say left alone to a guard who came alone", () => {
    expect(known().left_alone).toBe(false);
  });

  it("is not taken back by an answer that was overtaken on its way", () => {
    const newer = reported(known(), duty({ version: 5, last_heard_at_ms: NOW + 2 }));
    expect(reported(newer, duty({ version: 4, last_heard_at_ms: NOW + 1 }))).toBe(newer);
  });

  it("is not taken back by a question that was asked before the report", () => {
    const before = learned(null, mine({ duty: null, assignments: [PLACE] }));
    const on = reported(before, duty({ server_now_ms: NOW + 10 }));
    expect(learned(on, mine({ duty: null, server_now_ms: NOW + 5 })).duty?.id).toBe("duty-1");
    expect(learned(on, mine({ duty: null, server_now_ms: NOW + 15 })).duty).toBeNull();
  });

  it("ends the duty when the centre says that it is over", () => {
    expect(reported(known(), duty({ version: 2, on: false })).duty).toBeNull();
  });

  it("never shows again a duty whose end it was told of: off duty under duress must look like off duty", () => {
    const over = reported(known(), duty({ version: 2, on: false }));
    const asked = learned(over, mine({ duty: duty({ version: 3 }) }));
    expect(asked.duty).toBeNull();
    expect(reported(asked, duty({ version: 4 })).duty).toBeNull();
    expect(learned(asked, mine({ duty: duty({ id: "duty-2" }) })).duty?.id).toBe("duty-2");
  });

  it("keeps the assignments that were known before the duty, for the screen after it", () => {
    const before = learned(null, mine({ duty: null, assignments: [PLACE] }));
    const on = learned(before, mine());
    expect(on.assignments).toEqual([PLACE]);
    expect(reported(on, duty({ version: 2, on: false })).assignments).toEqual([PLACE]);
    expect(learned(on, mine({ duty: null, assignments: [] })).assignments).toEqual([]);
  });
});
