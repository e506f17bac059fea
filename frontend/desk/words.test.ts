import { describe, expect, it } from "vitest";
import type { CaseRow, TimelineEntry } from "../shared/api/types";
import { desk as en } from "../shared/i18n/en/desk";
import { desk as nb } from "../shared/i18n/nb/desk";
import { toReach } from "./case/People";
import { isToldElsewhere, tell } from "./events";
import { changedId } from "./live";
import { sentence } from "./sentence";

const row = (changes: Partial<CaseRow>): CaseRow =>
  ({
    kind: "sos",
    person_name: "Jonas Dahl",
    site_name: "Breivika havneterminal",
    town: "Tromsø",
    ...changes,
  }) as CaseRow;

const entry = (changes: Partial<TimelineEntry>): TimelineEntry => ({
  at_ms: 0,
  stream: "case/a#state",
  version: 1,
  actor: { kind: "person", id: "nina", name: "Nina Aas" },
  kind: "noted",
  data: {},
  private: {},
  verified: true,
  ...changes,
});

describe("what happened, in one sentence", () => {
  it("names who and where", () => {
    expect(sentence(nb, row({}), null, null)).toBe("Jonas Dahl har sendt SOS ved Breivika havneterminal, Tromsø.");
    expect(sentence(en, row({}), null, null)).toBe("Jonas Dahl has sent an SOS at Breivika havneterminal, Tromsø.");
  });

  it("does not invent a name or a place", () => {
    const late = row({ kind: "undeliverable", arrived_at_ms: Date.UTC(2026, 10, 25, 20, 32) });
    expect(sentence(nb, late, null, null)).toBe("En SMS til Jonas Dahl kom sent fram, bekreftet 21:32.");
    expect(sentence(nb, { ...late, arrived_at_ms: null }, null, null)).toBe("En SMS til Jonas Dahl kom ikke fram.");
    const unknown = row({ person_name: null, site_name: null, town: null, unverified: true });
    expect(sentence(nb, unknown, null, null)).toBe("En ukjent telefon har sendt SOS.");
  });

  it("is said of a kind that this page does not know", () => {
    expect(sentence(nb, row({ kind: "lift" }), null, null)).toContain("Jonas Dahl");
  });
});

describe("the journal in words", () => {
  it("says who did what, and what was written", () => {
    expect(tell(nb, entry({ private: { text: "Alt vel." } }))).toEqual({
      who: "Nina Aas",
      what: "noterte",
      more: "Alt vel.",
    });
    const call = entry({ kind: "called", data: { outcome: "no_answer" }, private: { number: "+4749000014" } });
    expect(tell(nb, call)).toEqual({ who: "Nina Aas", what: "ringte: Svarte ikke", more: "+47 490 00 014" });
    const done = entry({ kind: "case_resolved", data: { disposition: "safe" } });
    expect(tell(nb, done).what).toBe("avsluttet saken: Trygg");
  });

  it("does not name the clock for what happens by itself", () => {
    const rung = entry({
      kind: "rung",
      actor: { kind: "system", id: "clock", name: "" },
      data: { to: "contacts", people: 2 },
    });
    expect(tell(nb, rung)).toEqual({ who: "", what: "Trinn: kontakter, 2 varslet", more: "" });
  });

  it("shows what it has no words for", () => {
    expect(tell(nb, entry({ kind: "panel_opened" })).what).toBe("Hendelse: panel_opened");
  });

  it("leaves deliveries to the list of messages, unless the entry was tampered with", () => {
    expect(isToldElsewhere(entry({ kind: "sms_delivered" }))).toBe(true);
    expect(isToldElsewhere(entry({ kind: "sms_delivered", verified: false }))).toBe(false);
    expect(isToldElsewhere(entry({ kind: "sms_failed" }))).toBe(false);
  });
});

describe("people to reach", () => {
  it("come with the nearest first, without oneself", () => {
    const person = (id: string, role: string) => ({ id, name: id, role, phone: "", wrong: false, each_step: false });
    const people = [
      person("nina", "operators"),
      person("henrik", "operators"),
      person("kunde", "contacts"),
      person("anne", "worker"),
    ];
    expect(toReach(people, "nina").map((one) => one.id)).toEqual(["anne", "kunde", "henrik"]);
  });
});

describe("a word from the socket", () => {
  it("names a row", () => {
    expect(changedId('["case","abc",3]')).toBe("case/abc");
  });

  it.each(["pong", "{}", "[]", "[1,2,3]", ""])("is not %j", (said) => {
    expect(changedId(said)).toBeNull();
  });
});
