import { describe, expect, it } from "vitest";
import type { Mission, MyMission } from "../../shared/api/missions";
import { learned, reported } from "./facts";
import { watchOfMission } from "./watchOfMission";

const NOW = 1_790_000_000_000;

const mission = (id: string, changes: Partial<Mission> = {}): Mission =>
  ({
    id,
    version: 1,
    state: "under_way",
    worker: { id: "w", name: "Lars Bakken", phone: "+4749000021" },
    place: { latitude: 62, longitude: 11, name: "Femunden" },
    contact: "own",
    start_ms: NOW,
    started_at_ms: NOW,
    planned_end_ms: NOW + 3_600_000,
    next_contact_ms: NOW + 600_000,
    loud: true,
    server_now_ms: NOW,
    ...changes,
  }) as Mission;

const mine = (changes: Partial<MyMission> = {}): MyMission => ({
  mission: null,
  planned: [],
  templates: [],
  kinds: [],
  colleagues: [],
  centre_phone: "",
  server_now_ms: NOW,
  ...changes,
});

describe("what the phone knows of missions", () => {
  it("is never made older by an answer that was overtaken", () => {
    const now = learned(null, mine({ mission: mission("m", { version: 3 }) }));
    expect(learned(now, mine({ server_now_ms: NOW - 1 }))).toBe(now);
    const again = learned(now, mine({ mission: mission("m", { version: 2 }) }));
    expect(again.mission?.version).toBe(3);
    expect(reported(now, mission("m", { version: 2 })).mission?.version).toBe(3);
  });

  it("goes from planned to under way to over, and what is over stays so", () => {
    let facts = learned(null, mine());
    facts = reported(facts, mission("m", { state: "planned", started_at_ms: null }));
    expect(facts.planned.map(({ id }) => id)).toEqual(["m"]);
    facts = reported(facts, mission("m", { version: 2 }));
    expect([facts.mission?.id, facts.planned]).toEqual(["m", []]);
    facts = reported(facts, mission("m", { state: "ended", version: 3 }));
    expect(facts.mission).toBeNull();
    expect(learned(facts, mine({ mission: mission("m", { version: 2 }) })).mission).toBeNull();
    expect(reported(facts, mission("m", { version: 4 })).mission).toBeNull();
  });

  it("keeps what is planned in the order in which it starts, each once", () => {
    let facts = learned(null, mine());
    for (const [id, start] of [
      ["b", 2],
      ["a", 1],
      ["b", 3],
    ] as const)
      facts = reported(facts, mission(id, { state: "planned", start_ms: NOW + start }));
    expect(facts.planned.map(({ id, start_ms }) => [id, start_ms - NOW])).toEqual([
      ["a", 1],
      ["b", 3],
    ]);
  });

  it("is not disturbed by a cancelled one beside the one under way", () => {
    const facts = learned(null, mine({ mission: mission("m"), planned: [mission("p", { state: "planned" })] }));
    const after = reported(facts, mission("p", { state: "cancelled" }));
    expect([after.mission?.id, after.planned]).toEqual(["m", []]);
  });
});

describe("the screen of a mission", () => {
  it("counts to the check-in that the worker makes, and to none where the centre calls", () => {
    expect(watchOfMission(mission("m")).next_ms).toBe(NOW + 600_000);
    expect(watchOfMission(mission("m", { contact: "centre_calls" })).next_ms).toBeNull();
    expect(watchOfMission(mission("m")).path).toBe("missions/m");
  });
});
