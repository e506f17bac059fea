import { describe, expect, it } from "vitest";
import { age, atWall, clockSeconds, clockTime, dateOf, daysApart, duration, nextAt } from "./time";

const at = (iso: string): number => Date.parse(iso);

describe("times as they are written in Norway", () => {
  it("reads the wall clock in Oslo, summer and winter, whatever the device is set to", () => {
    expect(clockTime(at("2026-11-23T20:32:07Z"))).toBe("21:32");
    expect(clockTime(at("2026-07-01T20:32:07Z"))).toBe("22:32");
    expect(clockSeconds(at("2026-11-23T20:32:07Z"))).toBe("21:32:07");
    expect(clockTime(at("2026-11-23T23:05:00Z"))).toBe("00:05");
  });

  it.each([
    [24 * 60_000 + 10_000, "24:10"],
    [3_600_000 + 4 * 60_000 + 10_000, "1:04:10"],
    [59_001, "01:00"],
    [1, "00:01"],
    [0, "00:00"],
    [-999, "00:00"],
    [-1_000, "00:01"],
    [-133_000, "02:13"],
  ])("shows %i ms as %s", (ms, shown) => {
    expect(duration(ms)).toBe(shown);
  });

  it.each([
    [4_900, { count: 0, unit: "now" }],
    [12_000, { count: 12, unit: "second" }],
    [12 * 60_000 + 59_000, { count: 12, unit: "minute" }],
    [3 * 3_600_000, { count: 3, unit: "hour" }],
    [5 * 86_400_000, { count: 5, unit: "day" }],
    [-5_000, { count: 0, unit: "now" }],
  ])("says how long ago %i ms was", (ms, said) => {
    expect(age(ms)).toEqual(said);
  });

  it("counts days by the wall, not by hours", () => {
    expect(daysApart(at("2026-11-23T22:30:00Z"), at("2026-11-23T23:30:00Z"))).toBe(1);
    expect(daysApart(at("2026-11-23T08:00:00Z"), at("2026-11-23T20:00:00Z"))).toBe(0);
    expect(daysApart(at("2026-11-23T08:00:00Z"), at("2026-11-22T20:00:00Z"))).toBe(-1);
  });
});

describe("a planned end that is given as a time of day", () => {
  it("is the next such time: later today, or tomorrow", () => {
    const evening = at("2026-11-23T20:00:00Z");
    expect(nextAt("23:30", evening)).toBe(at("2026-11-23T22:30:00Z"));
    expect(nextAt("06:00", evening)).toBe(at("2026-11-24T05:00:00Z"));
    expect(nextAt("21:00", evening)).toBe(at("2026-11-24T20:00:00Z"));
  });

  it.each(["", "6", "24:00", "12:60", "seks"])("is not %j", (text) => {
    expect(nextAt(text, at("2026-11-23T20:00:00Z"))).toBeNull();
  });

  it("is the first of the two on the night when the clock falls back", () => {
    const saturday = at("2026-10-24T20:00:00Z");
    expect(nextAt("02:30", saturday)).toBe(at("2026-10-25T00:30:00Z"));
    expect(nextAt("06:00", saturday)).toBe(at("2026-10-25T05:00:00Z"));
  });

  it("is an hour later when the clock springs over it", () => {
    const saturday = at("2026-03-28T20:00:00Z");
    expect(clockTime(nextAt("02:30", saturday) ?? 0)).toBe("03:30");
    expect(nextAt("06:00", saturday)).toBe(at("2026-03-29T04:00:00Z"));
  });
});

describe("a date and a time on the wall", () => {
  it("are one moment, whatever the season", () => {
    expect(atWall("2026-11-25", "07:30")).toBe(Date.UTC(2026, 10, 25, 6, 30));
    expect(atWall("2026-06-25", "7:30")).toBe(Date.UTC(2026, 5, 25, 5, 30));
    expect(dateOf(Date.UTC(2026, 10, 24, 23, 30))).toBe("2026-11-25");
  });

  it.each([
    ["", "07:30"],
    ["2026-02-30", "07:30"],
    ["2026-11-25", ""],
    ["2026-11-25", "25:00"],
    ["25.11.2026", "07:30"],
  ])("that are none are refused: %s %s", (date, time) => {
    expect(atWall(date, time)).toBeNull();
  });

  it("that the spring night leaves out is an hour later", () => {
    expect(atWall("2026-03-29", "02:30")).toBe(Date.UTC(2026, 2, 29, 1, 30));
  });
});
