import { describe, expect, it } from "vitest";
import type { CaseRow } from "../shared/api/types";
import { STORM, STORM_ID, stormOf, withStorm } from "./storm";

const MINUTE_MS = 60_000;

const row = (id: string, more: Partial<CaseRow> = {}): CaseRow =>
  ({ id, kind: "alarm_trouble", priority: 4, owner: null, opened_at_ms: 0, ...more }) as CaseRow;

const many = (count: number, more: (at: number) => Partial<CaseRow> = () => ({})): CaseRow[] =>
  Array.from({ length: count }, (_, at) => row(`c${at}`, { opened_at_ms: at * MINUTE_MS, ...more(at) }));

describe("a storm", () => {
  it("is many technical cases that came one upon another", () => {
    expect(stormOf(many(STORM - 1))).toBeNull();
    const storm = stormOf(many(STORM));
    expect(storm?.ids.size).toBe(STORM);
    expect(storm?.sinceMs).toBe(0);
  });

  it.each(["alarm_fire", "alarm_hold_up", "alarm_lift", "alarm_burglary", "alarm_water", "silence", "sos", "message"])(
    "never hides %s",
    (kind) => {
      const storm = stormOf([...many(40), row("grave", { kind, opened_at_ms: 3 * MINUTE_MS })]);
      expect(storm?.ids.has("grave")).toBe(false);
    },
  );

  it("never hides what somebody has taken, nor what is urgent", () => {
    const storm = stormOf([
      ...many(40),
      row("taken", { owner: { id: "silje", name: "Silje" } } as Partial<CaseRow>),
      row("urgent", { priority: 2 }),
    ]);
    expect(storm?.ids.size).toBe(40);
  });

  it("is the same object while it is the same", () => {
    const first = stormOf(many(STORM));
    expect(stormOf(many(STORM), first)).toBe(first);
    expect(stormOf(many(STORM + 1), first)?.ids.size).toBe(STORM + 1);
  });

  it("is not what has gathered in a day", () => {
    expect(stormOf(many(40, (at) => ({ opened_at_ms: at * 30 * MINUTE_MS })))).toBeNull();
  });

  it("leaves out the one that came long before", () => {
    const storm = stormOf([row("old", { opened_at_ms: -600 * MINUTE_MS }), ...many(STORM)]);
    expect(storm?.ids.has("old")).toBe(false);
  });
});

describe("the queue in a storm", () => {
  const order = ["fire", "c0", "water", "c1", "c2", "c3", "c4", "message"];
  const storm = stormOf(many(5));

  it("has one line for it, where its first case would stand", () => {
    expect(withStorm(order, storm, false)).toEqual(["fire", STORM_ID, "water", "message"]);
  });

  it("unfolds, and every case is where it belongs", () => {
    expect(withStorm(order, storm, true)).toEqual(["fire", STORM_ID, ...order.slice(1)]);
  });

  it("is as ever without one, or when its cases are on another desk", () => {
    expect(withStorm(order, null, false)).toBe(order);
    expect(withStorm(["fire"], storm, false)).toEqual(["fire"]);
  });
});
