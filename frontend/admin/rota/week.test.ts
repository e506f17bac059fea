import { describe, expect, it } from "vitest";
import { atWall, clockTime, dateOf } from "../../shared/time";
import { pulled } from "./moves";
import { addDays, byDays, byMinutes, momentAt, mondayOf, shareOf, weekNumber, weekOf } from "./week";

const HOUR_MS = 3_600_000;
const at = (date: string, time: string): number => atWall(date, time) as number;

describe("a week by the clock on the wall", () => {
  it.each([
    ["2026-11-25", "2026-11-23", 48],
    ["2026-11-29", "2026-11-23", 48],
    ["2026-12-31", "2026-12-28", 53],
    ["2027-01-03", "2026-12-28", 53],
    ["2027-01-04", "2027-01-04", 1],
    ["2026-01-01", "2025-12-29", 1],
  ])("has %s in the week of %s, number %i", (date, monday, number) => {
    expect(mondayOf(date)).toBe(monday);
    expect(weekNumber(monday)).toBe(number);
  });

  it.each([
    ["an ordinary week", "2026-11-23", 168],
    ["the week in which the clock springs forward", "2026-03-23", 167],
    ["the week in which it falls back", "2026-10-19", 169],
  ])("%s has its hours", (_, monday, hours) => {
    const week = weekOf(monday);
    expect((week.endMs - week.startMs) / HOUR_MS).toBe(hours);
    expect(week.days.map((day) => clockTime(day.startMs))).toEqual(Array(7).fill("00:00"));
    expect(week.days.every((day, index) => index === 0 || day.startMs === week.days[index - 1]?.endMs)).toBe(true);
  });

  it("reads a date and a time, and back", () => {
    expect(dateOf(at("2026-07-01", "22:15"))).toBe("2026-07-01");
    expect(clockTime(at("2026-07-01", "22:15"))).toBe("22:15");
  });

  it.each([
    ["2026-02-30", "22:00"],
    ["2026-13-01", "22:00"],
    ["2026-02-20", "24:00"],
    ["2026-02-20", "22:60"],
    ["", "22:00"],
    ["2026-02-20", ""],
    ["in spring", "soon"],
  ])("reads nothing out of %s %s", (date, time) => expect(atWall(date, time)).toBeNull());

  it("takes the first of two, and an hour later for none", () => {
    expect(at("2026-10-25", "02:30")).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(clockTime(at("2026-03-29", "02:30"))).toBe("03:30");
  });
});

describe("moving a shift", () => {
  it.each([
    ["2026-11-24", 1, "2026-11-25"],
    ["2026-03-28", 1, "2026-03-29"],
    ["2026-10-24", 1, "2026-10-25"],
    ["2026-10-26", -2, "2026-10-24"],
  ])("from %s by %i days keeps ten in the evening", (date, days, then) => {
    const moved = byDays(at(date, "22:00"), days);
    expect([dateOf(moved), clockTime(moved)]).toEqual([then, "22:00"]);
  });

  it("over the night in March makes it an hour shorter, in October an hour longer", () => {
    const hours = (date: string) => (at(addDays(date, 1), "06:00") - at(date, "22:00")) / HOUR_MS;
    expect([hours("2026-03-27"), hours("2026-03-28"), hours("2026-10-24")]).toEqual([8, 7, 9]);
  });

  it("by no day at all leaves it where it is, also in the hour that comes twice", () => {
    for (const ms of [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)]) expect(byDays(ms, 0)).toBe(ms);
  });

  it("by quarters gets through the hour that comes twice, one by one and back again", () => {
    const start = Date.UTC(2026, 9, 24, 20);
    for (const grip of ["whole", "end", "start"] as const) {
      let times = { start_ms: start, end_ms: start + 6 * HOUR_MS };
      for (let step = 0; step < 16; step += 1) times = pulled(times, grip, 15);
      for (let step = 0; step < 16; step += 1) times = pulled(times, grip, -15);
      expect(times).toEqual({ start_ms: start, end_ms: start + 6 * HOUR_MS });
    }
    let end = { start_ms: start, end_ms: start + 4 * HOUR_MS };
    for (let step = 0; step < 16; step += 1) end = pulled(end, "end", 15);
    expect(end.end_ms).toBe(start + 8 * HOUR_MS);
  });

  it("goes by quarters of an hour", () => {
    expect(clockTime(byMinutes(at("2026-11-24", "22:00"), 22))).toBe("22:15");
    expect(clockTime(byMinutes(at("2026-11-24", "22:07"), 0))).toBe("22:00");
  });
});

describe("where a moment stands in the drawn week", () => {
  it.each(["2026-11-23", "2026-03-23", "2026-10-19"])("%s: each day has a seventh, and back again", (monday) => {
    const week = weekOf(monday);
    expect(shareOf(week, week.startMs - 1)).toBe(0);
    expect(shareOf(week, week.endMs + 1)).toBe(1);
    for (const [index, day] of week.days.entries()) {
      expect(shareOf(week, day.startMs)).toBeCloseTo(index / 7, 9);
      for (let ms = day.startMs; ms < day.endMs; ms += HOUR_MS) expect(momentAt(week, shareOf(week, ms))).toBe(ms);
    }
    expect(momentAt(week, -1)).toBe(week.startMs);
    expect(momentAt(week, 2)).toBe(week.endMs);
  });
});
