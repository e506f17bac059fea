import { describe, expect, it } from "vitest";
import { best, folded, score } from "./search";

describe("what somebody types", () => {
  it.each([
    ["Breivika Havneterminal", "breivika havneterminal"],
    ["Ånund Ødegård", "ånund ødegård"],
    ["José Müller", "jose muller"],
    ["+47 490 00 014", "+4749000014"],
  ])("%s is compared as %s", (text, as) => {
    expect(folded(text)).toBe(as);
  });

  it("finds parts of words in any order", () => {
    expect(score("dahl jon", "Jonas Dahl")).toBeGreaterThan(0);
    expect(score("490000", "Jonas Dahl +47 490 00 014")).toBeGreaterThan(0);
    expect(score("moen", "Jonas Dahl")).toBe(0);
    expect(score("  ", "Jonas Dahl")).toBeGreaterThan(0);
  });

  it("puts what begins so before what has it somewhere", () => {
    const all = ["Rådhusgata 4", "Nye Hus", "Hushai", "Lagerhuset"];
    expect(best("hus", all, (one) => one, 3)).toEqual(["Hushai", "Nye Hus", "Rådhusgata 4"]);
  });

  it("keeps the order of those that answer alike", () => {
    expect(best("", ["b", "a", "c"], (one) => one, 2)).toEqual(["b", "a"]);
  });
});
