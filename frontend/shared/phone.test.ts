import { describe, expect, it } from "vitest";
import { e164, grouped } from "./phone";

describe("a telephone number", () => {
  it.each([
    ["490 00 014", "+4749000014"],
    ["49000014", "+4749000014"],
    ["+47 490 00 014", "+4749000014"],
    ["0047 490 00 014", "+4749000014"],
    ["+44 20 7946 0000", "+442079460000"],
    ["(+47) 22-00-00-00", "+4722000000"],
  ])("written %j is %s", (text, number) => {
    expect(e164(text)).toBe(number);
  });

  it.each(["", "123", "112", "4900001", "490000145", "nummer", "+0123456789"])("is not %j", (text) => {
    expect(e164(text)).toBeNull();
  });

  it("is grouped to be read aloud", () => {
    expect(grouped("+4749000014")).toBe("+47 490 00 014");
    expect(grouped("+4780012345")).toBe("+47 800 12 345");
    expect(grouped("+4722000000")).toBe("+47 22 00 00 00");
    expect(grouped("+4778972000")).toBe("+47 78 97 20 00");
    expect(grouped("+442079460000")).toBe("+442 079 460 000");
  });
});
