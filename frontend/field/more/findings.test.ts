import { describe, expect, it } from "vitest";
import { findings, type Measured } from "./findings";
import { systemOf } from "./system";

const WELL: Measured = {
  accuracyM: 11.6,
  denied: false,
  pushArrived: true,
  roundTripMs: 81.4,
  batteryPercent: 88,
  clockAheadMs: -41.2,
  stores: true,
  persisted: true,
  screen: "lit",
  installed: true,
};

describe("a self-test", () => {
  it("finds a phone in order, in whole numbers", () => {
    expect(findings(WELL)).toEqual({
      position: "good",
      accuracy_m: 12,
      push: "good",
      network: "good",
      round_trip_ms: 81,
      battery: "good",
      battery_percent: 88,
      time: "good",
      clock_ahead_ms: -41,
      storage: "good",
      screen: "good",
      installed: true,
    });
  });

  it.each<[string, Partial<Measured>, string]>([
    ["position", { accuracyM: 51 }, "poor"],
    ["position", { accuracyM: null }, "bad"],
    ["position", { denied: true }, "bad"],
    ["push", { pushArrived: null }, "poor"],
    ["push", { pushArrived: false }, "bad"],
    ["network", { roundTripMs: 2_001 }, "poor"],
    ["network", { roundTripMs: null }, "bad"],
    ["battery", { batteryPercent: 30 }, "poor"],
    ["battery", { batteryPercent: 15 }, "bad"],
    ["battery", { batteryPercent: null }, "unknown"],
    ["time", { clockAheadMs: -10_000 }, "poor"],
    ["time", { clockAheadMs: 120_000 }, "bad"],
    ["storage", { persisted: false }, "poor"],
    ["storage", { stores: false }, "bad"],
    ["screen", { screen: "dark" }, "poor"],
    ["screen", { screen: "unknown" }, "unknown"],
  ])("of %s, given %j, finds it %s", (what, given, verdict) => {
    expect(findings({ ...WELL, ...given })).toMatchObject({ [what]: verdict });
  });

  it("says nothing of what it does not know", () => {
    const found = findings({ ...WELL, accuracyM: null, batteryPercent: null, roundTripMs: null });
    expect(Object.keys(found)).not.toContain("accuracy_m");
    expect(Object.keys(found)).not.toContain("battery_percent");
    expect(Object.keys(found)).not.toContain("round_trip_ms");
  });
});

describe("the guide to the home screen", () => {
  it.each([
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", 5, "ios"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", 5, "ios"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", 0, "desktop"],
    ["Mozilla/5.0 (Linux; Android 15; Pixel 8) Chrome/140.0.0.0 Mobile Safari/537.36", 5, "android"],
    ["Mozilla/5.0 (Windows NT 10.0) Chrome/140.0.0.0 Safari/537.36", 10, "desktop"],
  ])("knows %s with %i fingers as %s", (agent, fingers, system) => {
    expect(systemOf(agent, fingers)).toBe(system);
  });
});
