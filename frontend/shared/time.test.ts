import { describe, expect, it } from "vitest";
import { age, atWall, clockSeconds, clockTime, dateOf, daysApart, duration, hoursLater, nextAt, season } from "./time";

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

const at = (iso: string): number => Date.parse(iso);

/** The first quarter after a moment at which the wall says this time, looking at each; at most `untilMs`. */
function walkedTo(time: string, fromMs: number, untilMs: number): number {
  let ms = Math.floor(fromMs / QUARTER_MS) * QUARTER_MS + QUARTER_MS;
  while (clockTime(ms) !== time && ms < untilMs) ms += QUARTER_MS;
  return ms;
}

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

  it("is the second of the two once the first is over", () => {
    expect(nextAt("02:30", at("2026-10-25T00:30:00Z"))).toBe(at("2026-10-25T01:30:00Z"));
    expect(nextAt("02:30", at("2026-10-25T01:30:00Z"))).toBe(at("2026-10-26T01:30:00Z"));
  });

  it.each([
    ["before the night on which the clock springs forward", "2026-03-28T22:30:00Z", "06:00", "2026-03-29T04:00:00Z"],
    ["in the last minute before it", "2026-03-28T22:59:59Z", "06:00", "2026-03-29T04:00:00Z"],
    [
      "in the first minute after the night on which it falls back",
      "2026-10-24T22:00:00Z",
      "06:00",
      "2026-10-25T05:00:00Z",
    ],
    ["on New Year's Eve", "2026-12-31T22:30:00Z", "06:00", "2027-01-01T05:00:00Z"],
    ["on 28 February of a common year", "2027-02-28T22:30:00Z", "06:00", "2027-03-01T05:00:00Z"],
    ["on 28 February of a leap year", "2028-02-28T22:30:00Z", "06:00", "2028-02-29T05:00:00Z"],
    ["on 29 February", "2028-02-29T22:30:00Z", "06:00", "2028-03-01T05:00:00Z"],
  ])("is the coming morning when it is given late in the evening %s", (_, evening, time, morning) => {
    expect(nextAt(time, at(evening))).toBe(at(morning));
  });

  it.each(["2026-03-27T12:00:00Z", "2026-10-23T12:00:00Z", "2026-12-30T12:00:00Z", "2028-02-27T12:00:00Z"])(
    "is always the next one, in the days from %s",
    (start) => {
      for (let ms = at(start); ms < at(start) + 4 * DAY_MS; ms += 37 * MINUTE_MS) {
        for (const time of ["00:00", "01:45", "02:00", "02:30", "03:15", "06:00", "23:30"]) {
          const found = nextAt(time, ms) ?? 0;
          expect(found, `${time} after ${new Date(ms).toISOString()}`).toBe(walkedTo(time, ms, found));
        }
      }
    },
  );

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

  it.each([
    ["2026-11-25T15:00:00Z", "2026-11-26T07:00:00Z", "16 hours, on every other night"],
    ["2026-10-24T14:00:00Z", "2026-10-25T07:00:00Z", "17 hours, on the night that has one more"],
    ["2026-10-24T08:30:00Z", "2026-10-25T01:30:00Z", "the later of two"],
    ["2026-03-28T15:00:00Z", "2026-03-29T07:00:00Z", "16 real ones, on the night that has one less"],
  ])("so many hours later: %s, %s: %s", (from, latest) => {
    expect(hoursLater(at(from), 16)).toBe(at(latest));
  });

  it("that the autumn night has twice is the one that is nearer to what is known", () => {
    const [first, second] = [at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z")];
    expect(atWall("2026-10-25", "02:30")).toBe(first);
    expect(atWall("2026-10-25", "02:30", second)).toBe(second);
    expect(atWall("2026-10-25", "02:30", first - DAY_MS)).toBe(first);
    expect([first, second].map(season)).toEqual(["summer", "winter"]);
    expect([first - 31 * MINUTE_MS, second + 30 * MINUTE_MS, at("2026-03-29T01:00:00Z")].map(season)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("are read back from every quarter of the nights on which the clock changes", () => {
    for (const night of ["2026-03-28T20:00:00Z", "2026-10-24T20:00:00Z", "2026-12-31T20:00:00Z"]) {
      for (let ms = at(night); ms < at(night) + 12 * 60 * MINUTE_MS; ms += QUARTER_MS) {
        expect(atWall(dateOf(ms), clockTime(ms), ms)).toBe(ms);
      }
    }
  });

  it("that the spring night leaves out is an hour later", () => {
    expect(atWall("2026-03-29", "02:30")).toBe(Date.UTC(2026, 2, 29, 1, 30));
  });
});
