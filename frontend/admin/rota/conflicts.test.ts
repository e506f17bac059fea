import { describe, expect, it } from "vitest";
import { atWall, clockTime } from "../../shared/time";
import { conflicts, isOpen, lines, type Shift } from "./conflicts";
import { closedBy, inRow, pulled } from "./moves";

const at = (date: string, time: string): number => atWall(date, time) as number;

function shift(id: string, from: string, until: string, more: Partial<Shift> = {}): Shift {
  const moment = (text: string) => at(text.slice(0, 10), text.slice(11));
  return {
    id,
    version: 1,
    guard_id: "alice",
    guard_name: "Alice",
    guard_ready: true,
    assignment_id: "quay",
    assignment_name: "Kaia",
    site_name: "Havna",
    customer_id: "harbour",
    state: "planned",
    start_ms: moment(from),
    end_ms: moment(until),
    ...more,
  };
}

const kinds = (shifts: Shift[], id: string) => (conflicts(shifts).get(id) ?? []).map((one) => one.what);

describe("conflicts", () => {
  it("finds a guard who is to be in two places", () => {
    const night = shift("a", "2026-11-24 22:00", "2026-11-25 06:00");
    const other = shift("b", "2026-11-25 05:59", "2026-11-25 12:00");
    expect([kinds([night, other], "a"), kinds([night, other], "b")]).toEqual([["double"], ["double"]]);
  });

  it("warns of less than eleven hours of rest, and not of eleven", () => {
    const night = shift("a", "2026-11-24 22:00", "2026-11-25 06:00");
    expect(kinds([night, shift("b", "2026-11-25 16:59", "2026-11-25 22:00")], "b")).toEqual(["rest"]);
    expect(kinds([night, shift("b", "2026-11-25 17:00", "2026-11-25 22:00")], "b")).toEqual([]);
  });

  it("counts real hours on the night in October, not those on the wall", () => {
    const evening = shift("a", "2026-10-24 14:00", "2026-10-24 20:00");
    expect(kinds([evening, shift("b", "2026-10-25 06:00", "2026-10-25 12:00")], "a")).toEqual([]);
    const night = shift("c", "2026-03-28 14:00", "2026-03-28 20:00");
    expect(kinds([night, shift("d", "2026-03-29 07:00", "2026-03-29 12:00")], "d")).toEqual(["rest"]);
  });

  it("leaves two guards alone who follow one another", () => {
    const bob = { guard_id: "bob" };
    const shifts = [
      shift("a", "2026-11-24 22:00", "2026-11-25 06:00"),
      shift("b", "2026-11-25 06:00", "2026-11-25 14:00", bob),
    ];
    expect(conflicts(shifts).size).toBe(0);
  });

  it("says the worst first, and that a guard cannot come", () => {
    const gone = { guard_ready: false };
    const shifts = [
      shift("a", "2026-11-24 22:00", "2026-11-25 06:00", gone),
      shift("b", "2026-11-25 05:00", "2026-11-25 08:00"),
    ];
    expect(kinds(shifts, "a")).toEqual(["double", "guard"]);
    expect(
      kinds([shift("c", "2026-11-24 22:00", "2026-11-25 06:00", { ...gone, version: null, state: "met" })], "c"),
    ).toEqual([]);
  });

  it("finds every pair of three that follow too closely", () => {
    const three = ["06:00", "10:00", "14:00"].map((from, index) =>
      shift(String(index), `2026-11-24 ${from}`, `2026-11-24 ${Number(from.slice(0, 2)) + 4}:00`),
    );
    expect(kinds(three, "1")).toEqual(["rest", "rest"]);
  });
});

describe("what can be moved", () => {
  it.each([
    ["planned", 1, null],
    ["reminded", 2, null],
    ["missed", 3, "missed"],
    ["met", null, "met"],
  ] as const)("a %s shift of version %s", (state, version, closed) => {
    const one = shift("a", "2026-11-24 22:00", "2026-11-25 06:00", { state, version });
    expect(closedBy(one)).toBe(closed);
    expect(isOpen(one)).toBe(closed === null);
  });

  it("keeps its times on the wall when it goes to another day, over both nights of the year", () => {
    for (const [from, until] of [
      ["2026-03-27", "2026-03-28"],
      ["2026-10-23", "2026-10-24"],
    ] as const) {
      const moved = pulled({ start_ms: at(from, "22:00"), end_ms: at(until, "06:00") }, "whole", 24 * 60);
      expect([clockTime(moved.start_ms), clockTime(moved.end_ms)]).toEqual(["22:00", "06:00"]);
    }
  });

  it("is stretched at the edge that is held, and never turned inside out", () => {
    const one = { start_ms: at("2026-11-24", "22:00"), end_ms: at("2026-11-25", "06:00") };
    expect(clockTime(pulled(one, "end", 90).end_ms)).toBe("07:30");
    expect(clockTime(pulled(one, "start", -30).start_ms)).toBe("21:30");
    expect(pulled(one, "end", -3000).end_ms - one.start_ms).toBe(15 * 60_000);
    expect(one.end_ms - pulled(one, "start", 3000).start_ms).toBe(15 * 60_000);
    expect(pulled(one, "end", 9000).end_ms - one.start_ms).toBe(24 * 3_600_000);
  });

  it("belongs to the row it is put in", () => {
    const one = shift("a", "2026-11-24 22:00", "2026-11-25 06:00");
    const bob = { id: "bob", name: "Bob", beside: "17", customer_id: "self" };
    expect(inRow("guards", one, bob)).toMatchObject({ guard_id: "bob", assignment_id: "quay", customer_id: "harbour" });
    const gate = { id: "gate", name: "Porten", beside: "Kai 4", customer_id: "other" };
    expect(inRow("assignments", one, gate)).toMatchObject({
      guard_id: "alice",
      assignment_id: "gate",
      customer_id: "other",
    });
  });
});

it("draws no shift over another", () => {
  const shifts = [
    shift("a", "2026-11-24 08:00", "2026-11-24 16:00"),
    shift("b", "2026-11-24 12:00", "2026-11-24 20:00"),
    shift("c", "2026-11-24 16:00", "2026-11-24 22:00"),
  ];
  expect([...lines(shifts)]).toEqual([
    ["a", 0],
    ["b", 1],
    ["c", 0],
  ]);
});
