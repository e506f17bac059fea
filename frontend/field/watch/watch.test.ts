import { describe, expect, it } from "vitest";
import { countdown, end, type Watch } from "./watch";

const NOW = 1_790_000_000_000;
const MINUTE = 60_000;

function watch(changes: Partial<Watch> = {}): Watch {
  return {
    path: "duties/duty-1",
    duty_id: "duty-1",
    started_at_ms: NOW,
    planned_end_ms: NOW + 8 * 60 * MINUTE,
    next_ms: NOW + 30 * MINUTE,
    interval_s: 1800,
    reminder_s: 300,
    grace_s: 240,
    stage: "ok",
    end_stage: "ok",
    last_heard_at_ms: NOW,
    loud: true,
    pin_required: false,
    quiet_until_ms: 0,
    ...changes,
  };
}

describe("the next check-in", () => {
  it.each([
    ["calm", 30 * MINUTE],
    ["calm", 5 * MINUTE + 1],
    ["soon", 5 * MINUTE],
    ["soon", 1],
    ["late", 0],
    ["late", -4 * MINUTE + 1],
    ["acted", -4 * MINUTE],
  ])("is %s with %i ms left, by the facts and the server's time alone", (phase, left) => {
    expect(countdown(watch({ next_ms: NOW + left }), NOW).phase).toBe(phase);
  });

  it("is not asked of somebody who has company", () => {
    expect(countdown(watch({ next_ms: null }), NOW).phase).toBe("resting");
  });

  it("says when the centre acts", () => {
    expect(countdown(watch(), NOW).actsAtMs).toBe(NOW + 34 * MINUTE);
  });

  it("is acted on if the centre says so, whatever this clock shows", () => {
    expect(countdown(watch({ stage: "silent" }), NOW).phase).toBe("acted");
  });

  it("fills the ring with what is left of the interval", () => {
    expect(countdown(watch(), NOW + 15 * MINUTE).share).toBe(0.5);
    expect(countdown(watch(), NOW + 60 * MINUTE).share).toBe(0);
  });
});

describe("the planned end", () => {
  it("is offered to be put off when it comes near, and when it has passed", () => {
    expect(end(watch(), NOW)).toBe("far");
    expect(end(watch(), watch().planned_end_ms - 15 * MINUTE)).toBe("soon");
    expect(end(watch({ end_stage: "reminded" }), NOW)).toBe("soon");
    expect(end(watch(), watch().planned_end_ms)).toBe("passed");
  });
});
