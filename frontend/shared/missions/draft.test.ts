import { describe, expect, it } from "vitest";
import type { Mission, PlaceKind } from "../api/missions";
import {
  bodyOf,
  type Draft,
  durationsWith,
  emptyDraft,
  faultsOf,
  fromMission,
  fromTemplate,
  intervalsFor,
} from "./draft";
import { each, kindName } from "./words";

const NOW = Date.UTC(2026, 10, 25, 8, 7);
const HOUR = 3_600;
const FOREST: PlaceKind = { id: "forest", name: "Skog", interval_s: 2 * HOUR, longest_interval_s: 8 * HOUR };
const OTHER: PlaceKind = { id: "other", name: "Annet", interval_s: HOUR, longest_interval_s: 4 * HOUR };
const KINDS = [FOREST, OTHER];

const whole = (changes: Partial<Draft> = {}): Draft => ({
  ...emptyDraft(KINDS, NOW),
  place: { latitude: 62.3, longitude: 11.9 },
  name: "Femundsmarka sør",
  what: "Taksering",
  ...changes,
});

describe("a mission that is being registered", () => {
  it("begins now, lasts four hours, at the place's own interval, unless something else is said", () => {
    expect(bodyOf(whole(), NOW)).toEqual({
      place: { latitude: 62.3, longitude: 11.9, name: "Femundsmarka sør" },
      what: "Taksering",
      kind_id: "other",
      route: "",
      vehicle: "",
      companions: [],
      party: [],
      start_ms: NOW,
      planned_end_ms: NOW + 4 * HOUR * 1000,
      interval_s: HOUR,
      contact: "own",
      start_now: true,
    });
  });

  it("is planned by the clock on the wall", () => {
    const later = whole({ begins: "later", date: "2026-11-26", time: "07:30", lasts: HOUR });
    const body = bodyOf(later, NOW);
    expect(body.start_ms).toBe(Date.UTC(2026, 10, 26, 6, 30));
    expect(body.start_now).toBe(false);
    expect(body.planned_end_ms - body.start_ms).toBe(HOUR * 1000);
  });

  it("names every fault at once, in the order of the fields", () => {
    const bad = {
      ...emptyDraft(KINDS, NOW),
      begins: "later" as const,
      date: "",
      companions: [{ name: "", phone: "123" }],
      kinName: "Ida",
    };
    expect(faultsOf(bad, NOW)).toEqual(["place", "name", "what", "start", "companion", "kin"]);
    expect(faultsOf(whole(), NOW)).toEqual([]);
  });

  it("cannot be over before it is registered", () => {
    const gone = { begins: "later" as const, date: "2026-11-25", time: "06:00" };
    expect(faultsOf(whole({ ...gone, lasts: HOUR }), NOW)).toEqual(["start"]);
    expect(faultsOf(whole({ ...gone, lasts: 8 * HOUR }), NOW)).toEqual([]);
  });

  it("takes a companion without a number, and leaves out one without a name", () => {
    const companions = [
      { name: " Ida ", phone: "412 34 567" },
      { name: "Jon", phone: "" },
      { name: "", phone: "" },
    ];
    expect(faultsOf(whole({ companions }), NOW)).toEqual([]);
    expect(bodyOf(whole({ companions }), NOW).companions).toEqual([
      { name: "Ida", phone: "+4741234567" },
      { name: "Jon" },
    ]);
  });

  it("has next of kin with both name and number, or none", () => {
    expect(bodyOf(whole({ kinName: "Ida", kinPhone: "41234567" }), NOW).next_of_kin).toEqual({
      name: "Ida",
      phone: "+4741234567",
    });
    expect(bodyOf(whole(), NOW)).not.toHaveProperty("next_of_kin");
    expect(faultsOf(whole({ kinPhone: "41234567" }), NOW)).toEqual(["kin"]);
  });
});

describe("what can be chosen", () => {
  it("is no interval beyond what the kind of place allows, and always the one that is chosen", () => {
    expect(intervalsFor(OTHER, HOUR).at(-1)).toBe(4 * HOUR);
    expect(intervalsFor(FOREST, 2 * HOUR)).toContain(8 * HOUR);
    expect(intervalsFor(OTHER, 20)).toContain(20);
    expect(intervalsFor(undefined, 90)).toEqual([90]);
  });

  it("keeps an earlier mission's own length among the lengths", () => {
    expect(durationsWith(2_700)).toContain(2_700);
  });
});

describe("an earlier mission", () => {
  it("fills in everything but the time", () => {
    const draft = fromTemplate(
      emptyDraft(KINDS, NOW),
      {
        id: "m1",
        place: { latitude: 62.3, longitude: 11.9, name: "Femundsmarka", text: "Bom ved veien" },
        what: "Taksering",
        kind_id: "forest",
        vehicle: "Hvit Duster",
        companions: [{ name: "Jon", phone: "+4741234567" }],
        next_of_kin: { name: "Ida", phone: "+4741234568" },
        interval_s: 3 * HOUR,
        duration_s: 5 * HOUR,
        contact: "centre_calls",
        used_at_ms: NOW,
      },
      KINDS,
    );
    expect(faultsOf(draft, NOW)).toEqual([]);
    expect(bodyOf(draft, NOW)).toMatchObject({
      place: { name: "Femundsmarka", text: "Bom ved veien" },
      kind_id: "forest",
      interval_s: 3 * HOUR,
      contact: "centre_calls",
      companions: [{ name: "Jon", phone: "+4741234567" }],
      next_of_kin: { name: "Ida", phone: "+4741234568" },
      start_ms: NOW,
    });
  });

  it("gives way to the kinds there are now", () => {
    const gone = { id: "m", place: { latitude: 1, longitude: 2, name: "x" }, what: "y", kind_id: "gone" };
    const draft = fromTemplate(
      emptyDraft(KINDS, NOW),
      { ...gone, interval_s: 9 * HOUR, duration_s: HOUR, used_at_ms: NOW },
      KINDS,
    );
    expect(draft).toMatchObject({ kindId: "other", interval: HOUR });
  });
});

describe("a mission that is changed", () => {
  it("comes back as it was when nothing is changed", () => {
    const mission = {
      place: { latitude: 62.3, longitude: 11.9, name: "Femundsmarka" },
      what: "Taksering",
      kind_id: "forest",
      route: "Langs elva",
      vehicle: "",
      companions: [],
      next_of_kin: null,
      contact: "own",
      start_ms: Date.UTC(2026, 10, 25, 9, 0),
      planned_end_ms: Date.UTC(2026, 10, 25, 12, 0),
      interval_s: HOUR,
      party: [{ id: "p", name: "Jon" }],
    } as unknown as Mission;
    expect(bodyOf(fromMission(mission, KINDS, NOW), NOW)).toMatchObject({
      place: { latitude: 62.3, longitude: 11.9, name: "Femundsmarka" },
      route: "Langs elva",
      start_ms: mission.start_ms,
      planned_end_ms: mission.planned_end_ms,
      interval_s: HOUR,
      party: ["p"],
    });
  });
});

describe("what a kind of place is called", () => {
  it("is the system's word for its own, and the customer's for a customer's", () => {
    expect(kindName("system-sea", "Hav")).toBe("Sjø og kyst");
    expect(kindName("3f9a", "Lakseelv")).toBe("Lakseelv");
  });
});

describe("how often contact is made, in words", () => {
  it.each([
    [1, "hvert sekund"],
    [60, "hvert minutt"],
    [1_800, "hver halvtime"],
    [2_700, "hvert 45. minutt"],
    [3_600, "hver time"],
    [5_400, "hvert 90. minutt"],
    [7_200, "hver 2. time"],
    [86_400, "hvert døgn"],
    [10, "hvert 10. sekund"],
  ])("%d s", (seconds, said) => {
    expect(each(seconds)).toBe(said);
  });
});
