import { describe, expect, it } from "vitest";
import { better, type Sample } from "./clock";

const sample = (offsetMs: number, tripMs: number, takenAtMs: number): Sample => ({ offsetMs, tripMs, takenAtMs });

describe("the server's time", () => {
  it("goes by the quickest answer, which is the surest", () => {
    const slow = sample(5_200, 900, 0);
    const quick = sample(5_010, 40, 1_000);
    expect(better(null, slow)).toBe(slow);
    expect(better(slow, quick)).toBe(quick);
    expect(better(quick, { ...slow, takenAtMs: 2_000 })).toBe(quick);
  });

  it("lets an old sample go", () => {
    const old = sample(5_010, 40, 0);
    const slower = sample(5_100, 400, 11 * 60_000);
    expect(better(old, slower)).toBe(slower);
  });

  it("notices that the device's clock was moved, forwards or back", () => {
    const before = sample(0, 40, 100_000);
    const ahead = sample(-3_600_000, 400, 3_700_000 - 3_500_000);
    expect(better(before, ahead)).toBe(ahead);
    const back = sample(3_600_000, 400, 50_000);
    expect(better(before, back)).toBe(back);
  });
});
