import { describe, expect, it } from "vitest";
import { seconds, spoken } from "../durations";
import { csv } from "../files";
import { place, read } from "../places";
import { bodyOf, draftOf, type RungDraft } from "./draft";
import { KINDS } from "./kinds";
import { merge } from "./merge";
import { story } from "./story";

describe("durations", () => {
  it.each([
    ["20 min", 1200],
    ["20", 1200],
    ["1 t 30 min", 5400],
    ["1 h", 3600],
    ["90 s", 90],
    ["1:30", 90],
    ["1,5 t", 5400],
    ["1 min 30 sek", 90],
    ["0 s", 0],
  ])("%s is %i seconds", (text, found) => expect(seconds(text)).toBe(found));

  it.each(["", "soon", "20 fot", "1:75", "-5", "0.3 s", "20 min or so"])("%s is none", (text) =>
    expect(seconds(text)).toBeNull(),
  );

  it.each([0, 10, 60, 90, 3600, 5400, 5430, 86400])("%i seconds are read as they are said", (value) =>
    expect(seconds(spoken(value, "t"))).toBe(value),
  );
});

const POLICY = {
  customer_id: "harbour",
  name: "Natt",
  risk: "high",
  interval_s: 900,
  reminder_s: 120,
  grace_s: 60,
  start_grace_s: 300,
  end_reminder_s: 600,
  end_grace_s: 300,
  take_timeout_s: 90,
  broadcast_s: 120,
  ladder: [
    { after_s: 0, to: "operators", channels: ["board"], repeat_s: null, until_s: null, until: "taken" },
    { after_s: 60, to: "duty_manager", channels: ["sms"], repeat_s: 60, until_s: 600, until: "taken" },
  ],
  sos_ladder: [{ after_s: 0, to: "everyone", channels: ["sms"], repeat_s: 30, until_s: null, until: "taken" }],
};

describe("a form", () => {
  it("sends back what it was given", () => {
    const { body, unreadable } = bodyOf(KINDS.policies, draftOf(KINDS.policies, POLICY));
    expect(unreadable.size).toBe(0);
    const { ladder, sos_ladder, steps, ...plain } = body;
    expect(steps).toEqual({});
    const { ladder: before, sos_ladder: sosBefore, ...rest } = POLICY;
    expect(plain).toEqual(rest);
    expect(ladder).toEqual(before.map(({ until: _, ...rung }) => rung));
    expect(sos_ladder).toEqual(sosBefore.map(({ until: _, ...rung }) => rung));
  });

  it("keeps the operator's plans of a policy, step by step", () => {
    const steps = {
      silence: [
        { what: "ring_worker", compulsory: true },
        { what: "other", text: "Gå rundt huset." },
      ],
    };
    const draft = draftOf(KINDS.policies, { ...POLICY, steps });
    expect(bodyOf(KINDS.policies, draft).body.steps).toEqual({
      silence: [
        { what: "ring_worker", text: "", compulsory: true },
        { what: "other", text: "Gå rundt huset.", compulsory: false },
      ],
    });
  });

  it("names what it cannot read at the field where it was typed, rungs included", () => {
    const draft = draftOf(KINDS.policies, POLICY);
    const rungs = draft.ladder as RungDraft[];
    const spoiled = {
      ...draft,
      interval_s: "ofte",
      ladder: [rungs[0] as RungDraft, { ...(rungs[1] as RungDraft), after: "siden" }],
    };
    expect([...bodyOf(KINDS.policies, spoiled).unreadable]).toEqual([
      ["interval_s", "duration"],
      ["ladder[1].after_s", "duration"],
    ]);
  });

  it("sends no secret that was not touched, and nothing where one was taken away", () => {
    const draft = draftOf(KINDS.people, { customer_id: "self", name: "Alice", phone: "+4749000001", roles: ["guard"] });
    expect(bodyOf(KINDS.people, draft).body).not.toHaveProperty("pin");
    expect(bodyOf(KINDS.people, { ...draft, pin: { is: "gone", text: "" } }).body.pin).toBeNull();
    expect(bodyOf(KINDS.people, { ...draft, pin: { is: "new", text: "2580" } }).body.pin).toBe("2580");
  });

  it("puts inner fields where they belong, and leaves out a policy that is not chosen", () => {
    const customer = draftOf(KINDS.customers, { name: "Havna", default_policies: { high: "p1" } });
    expect(bodyOf(KINDS.customers, customer).body.default_policies).toEqual({ high: "p1" });
    expect(bodyOf(KINDS.customers, { ...customer, "default_policies.high": "" }).body.default_policies).toEqual({});
    const assessed = { text: "Alene.", assessed_by: "Dina", assessed_at_ms: Date.UTC(2026, 5, 1, 22) };
    const assignment = draftOf(KINDS.assignments, {
      risk: "high",
      risk_assessment: assessed,
      instruction: { text: "Gå.", version: 3 },
    });
    expect(assignment["risk_assessment.assessed_at_ms"]).toBe("2026-06-02");
    expect(bodyOf(KINDS.assignments, assignment).body).toMatchObject({ risk_assessment: assessed, instruction: "Gå." });
  });

  it("sends no position rather than half of one that nobody typed", () => {
    const site = draftOf(KINDS.sites, { name: "Kaia", latitude: 59.5, longitude: null });
    expect(site.latitude).toBe("59,5");
    expect(bodyOf(KINDS.sites, { ...site, longitude: "10.25" }).body).toMatchObject({
      latitude: 59.5,
      longitude: 10.25,
    });
    expect(bodyOf(KINDS.sites, { ...site, latitude: "nord", longitude: "" }).unreadable.get("latitude")).toBe(
      "degrees",
    );
  });
});

describe("two who changed the same thing", () => {
  const before = { name: "Kaia", town: "Oslo", phone: "1", roles: ["guard"] };

  it("keep both what only one of them changed", () => {
    const merged = merge(before, { ...before, name: "Kai 4" }, { ...before, town: "Bergen" });
    expect(merged).toEqual({ draft: { ...before, name: "Kai 4", town: "Bergen" }, clashes: [], taken: ["town"] });
  });

  it("must choose where both changed it, unless both said the same", () => {
    const mine = { ...before, name: "Kai 4", phone: "2" };
    const merged = merge(before, mine, { ...before, name: "Kai 5", phone: "2" });
    expect(merged.clashes).toEqual([{ name: "name", mine: "Kai 4", theirs: "Kai 5" }]);
    expect(merged.draft.name).toBe("Kai 4");
  });
});

describe("what happens if somebody falls silent", () => {
  it("is told in order, from the last sign of life to the broadcast", () => {
    const steps = story(draftOf(KINDS.policies, POLICY)) ?? [];
    expect(steps.map(({ atS, what }) => [atS, what])).toEqual([
      [0, "heard"],
      [780, "reminded"],
      [900, "due"],
      [960, "case"],
      [960, "rung"],
      [1020, "rung"],
      [1140, "broadcast"],
    ]);
  });

  it("is not told of what cannot be read", () => {
    const draft = draftOf(KINDS.policies, POLICY);
    expect(story({ ...draft, grace_s: "litt" })).toBeNull();
    expect(story({ ...draft, ladder: [] })).toBeNull();
  });
});

it("reads an address as it was written", () => {
  expect(read(place("sites", "new", { customer_id: "h&m" }))).toEqual({
    page: "sites",
    id: "new",
    given: { customer_id: "h&m" },
  });
  expect(read("")).toEqual({ page: "", id: "", given: {} });
});

it("writes a table that a spreadsheet reads and takes no cell of for a formula", () => {
  const text = csv([
    ["Navn", "Hva"],
    ['Kari "K"', "=1+1"],
    ["a;b", "to\nlinjer"],
  ]);
  expect(text).toBe('\uFEFFNavn;Hva\r\n"Kari ""K""";\'=1+1\r\n"a;b";"to\nlinjer"\r\n');
});
