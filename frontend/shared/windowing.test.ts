import { describe, expect, it } from "vitest";
import { layout, lineAt, moved, span } from "./windowing";

const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index));
const even = () => 10;

describe("a long list", () => {
  it("lays its lines one under the other, each as high as its highest row", () => {
    const heights: Record<string, number> = { "1": 30, "4": 5 };
    expect(layout(ids(5), 2, (id) => heights[id] ?? 10)).toEqual({ tops: [0, 30, 40], height: 45 });
    expect(layout([], 2, even)).toEqual({ tops: [], height: 0 });
  });

  it("finds the line at a height", () => {
    const { tops } = layout(ids(5), 1, even);
    expect([-5, 0, 9, 10, 49, 500].map((y) => lineAt(tops, y))).toEqual([0, 0, 0, 1, 4, 4]);
    expect(lineAt([], 5)).toBe(0);
  });

  it("draws what is seen and a little more, in whole lines", () => {
    const lines = layout(ids(5000), 4, even);
    expect(span(lines, 4, 5000, 500, 600)).toEqual({ from: 46 * 4, until: 65 * 4 });
    expect(span(lines, 4, 5000, 0, 100)).toEqual({ from: 0, until: 15 * 4 });
    expect(span(lines, 4, 4999, 12_450, 12_500)).toEqual({ from: 1241 * 4, until: 4999 });
    expect(span(layout([], 4, even), 4, 0, 0, 100)).toEqual({ from: 0, until: 0 });
  });

  it.each([
    ["ArrowDown", 0, 4],
    ["ArrowUp", 2, 0],
    ["ArrowRight", 9, 9],
    ["ArrowLeft", 5, 4],
    ["Home", 7, 0],
    ["End", 2, 9],
    ["PageDown", 1, 9],
    ["PageUp", 9, 1],
  ])("is walked with %s from %i to %i", (key, from, to) => {
    expect(moved(key, from, 4, 10, 2)).toBe(to);
  });

  it("leaves other keys alone, and sideways in one column", () => {
    expect(moved("t", 0, 4, 10, 2)).toBeNull();
    expect(moved("ArrowRight", 0, 1, 10, 2)).toBeNull();
  });
});
