import { describe, expect, it } from "vitest";
import type { BoardAnswer, CallRow } from "../../shared/api/types";
import { whole } from "../board";
import type { OnTest } from "../panels/types";
import { bunched, CALL_MS, coming, HALF_HOUR_MS } from "./upcoming";

const NOW = 1_790_000_000_000;
const MINUTE = 60_000;

const call = (id: string, inMs: number, more: Partial<CallRow> = {}): CallRow => ({
  id,
  name: id,
  phone: "+4749000021",
  place: "Pasvik",
  due_at_ms: NOW + inMs,
  dialled_at_ms: null,
  dialled_by_name: "",
  failed: false,
  attempt: 1,
  script: "",
  last_heard_at_ms: NOW,
  ...more,
});

const board = (more: object) =>
  whole(null, {
    server_now_ms: NOW,
    clock: { heartbeat_at_ms: NOW },
    cases: [],
    watches: [],
    shifts: [],
    ...more,
  } as BoardAnswer);

describe("the next half hour", () => {
  it("has calls in order of time, and neither what is due already nor what comes later", () => {
    const calls = [call("late", HALF_HOUR_MS + 1), call("b", 9 * MINUTE), call("a", 4 * MINUTE), call("due", 0)];
    expect(coming(board({ calls }), NOW).map(({ who }) => who)).toEqual(["a", "b"]);
  });

  it.each(["2026-03-29T00:50:00Z", "2026-10-25T00:50:00Z", "2026-12-31T22:50:00Z"])(
    "is half an hour also when the wall turns at %s",
    (iso) => {
      const nowMs = Date.parse(iso);
      const at = (id: string, inMs: number) => call(id, nowMs - NOW + inMs);
      const calls = [at("after", 25 * MINUTE), at("before", 5 * MINUTE), at("later", 31 * MINUTE)];
      expect(coming(board({ calls }), nowMs).map(({ who }) => who)).toEqual(["before", "after"]);
    },
  );

  it("does not wait for a call that somebody is making", () => {
    expect(coming(board({ calls: [call("a", MINUTE, { dialled_at_ms: NOW })] }), NOW)).toEqual([]);
  });

  it("has check-ins and planned ends of everybody, and the starts of shifts", () => {
    const guard = { id: "ola", name: "Ola", phone: "+4749000011" };
    const watches = [
      { id: "d", guard, site_name: "Kai 4", town: "Oslo", next_check_in_ms: NOW + 5 * MINUTE, reminder_s: 60 },
    ].map((one) => ({ ...one, planned_end_ms: NOW + 20 * MINUTE, alone: true, stage: "ok", end_stage: "ok" }));
    const shifts = [
      { id: "s", guard, site_name: "Kai 4", start_ms: NOW + 10 * MINUTE, end_ms: NOW + 99 * MINUTE, state: "planned" },
      { id: "m", guard, site_name: "Kai 4", start_ms: NOW + 10 * MINUTE, end_ms: NOW + 99 * MINUTE, state: "met" },
    ];
    const found = coming(board({ watches, shifts }), NOW);
    expect(found.map(({ kind, address }) => [kind, address])).toEqual([
      ["check_in", "duty/d"],
      ["shift_start", ""],
      ["end", "duty/d"],
    ]);
  });

  it("has the start of a planned mission, and neither a check-in nor an end before it has begun", () => {
    const missions = [
      {
        id: "m",
        state: "planned",
        worker: { id: "w", name: "Marte", phone: "+4749000022" },
        place: { name: "Finse", latitude: 60.6, longitude: 7.5 },
        customer_name: "",
        start_ms: NOW + 7 * MINUTE,
        start_stage: "ok",
        next_check_in_ms: null,
        planned_end_ms: NOW + 20 * MINUTE,
        call: null,
      },
    ];
    const found = coming(board({ missions }), NOW);
    expect(found.map(({ kind, address, who }) => [kind, address, who])).toEqual([
      ["mission_start", "mission/m", "Marte"],
    ]);
  });

  it("has the ends of tests, after which a panel alarms again", () => {
    const test = (panel: string, inMs: number) =>
      ({ panel, site: "Hotellet", town: "Bergen", until_ms: NOW + inMs }) as OnTest;
    const found = coming(board({}), NOW, [test("later", 40 * MINUTE), test("Brannsentralen", 9 * MINUTE)]);
    expect(found.map(({ kind, who, where }) => [kind, who, where])).toEqual([
      ["test_end", "Brannsentralen", "Hotellet, Bergen"],
    ]);
  });

  it("has parked cases that come back", () => {
    const cases = [{ id: "c", parked_until_ms: NOW + MINUTE, customer_name: "Havna", person_name: null }];
    expect(coming(board({ cases }), NOW).map(({ kind, who }) => [kind, who])).toEqual([["parked", "Havna"]]);
  });

  it("says which calls stand nearer to another than a call takes", () => {
    const calls = [call("a", 0), call("b", CALL_MS - 1), call("c", 2 * CALL_MS - 1), call("d", 9 * CALL_MS)];
    const near = bunched(calls.map(({ id, due_at_ms }) => ({ id, dueMs: due_at_ms })));
    expect([...near].sort()).toEqual(["a", "b"]);
  });
});
