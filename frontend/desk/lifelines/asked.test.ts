import { describe, expect, it } from "vitest";
import { firstAsked, ORDER, SERVICES } from "./asked";

describe("the card that is read aloud", () => {
  it.each(SERVICES)("says everything once to %s, and where first", (service) => {
    expect([...ORDER[service]].sort()).toEqual([
      "access",
      "callback",
      "dangers",
      "position",
      "us",
      "what",
      "where",
      "who",
    ]);
    expect(ORDER[service][0]).toBe("where");
  });

  it("is read to the police when somebody is forced, and to 113 when somebody is silent", () => {
    expect([firstAsked("duress"), firstAsked("fire"), firstAsked("silence")]).toEqual(["police", "fire", "medical"]);
  });
});
