import { describe, expect, it } from "vitest";
import { Clusters } from "./clusters";
import { looksAlike, type Mark, weightier } from "./marks";

const NORWAY = { west: 0, south: 57, east: 35, north: 82 };
const mark = (id: number, latitude: number, longitude: number, weight: Mark["weight"] = "calm"): Mark => ({
  id: `duty/${id}`,
  latitude,
  longitude,
  weight,
  name: `Vekter ${id}`,
  said: `Vekter ${id}`,
});
/** So many people, spread over the country in a pattern. */
const people = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    mark(index, 58 + ((index * 7) % 130) / 10, 5 + ((index * 13) % 250) / 10),
  );

const told = (clusters: Clusters, zoom: number): number => {
  const { marks, crowds } = clusters.within(NORWAY, zoom);
  return marks.length + crowds.reduce((sum, { count }) => sum + count, 0);
};

describe("everybody on the map", () => {
  it("is drawn one by one while there is room", () => {
    const clusters = new Clusters();
    clusters.load(people(60));
    expect(clusters.within(NORWAY, 4)).toMatchObject({ crowds: [], marks: { length: 60 } });
  });

  it("is gathered into few marks when there are five thousand, and nobody is left out", () => {
    const clusters = new Clusters();
    clusters.load(people(5_000));
    for (const zoom of [3, 5, 8]) expect(told(clusters, zoom)).toBe(5_000);
    const { marks, crowds } = clusters.within(NORWAY, 5);
    expect(marks.length + crowds.length).toBeLessThan(300);
  });

  it("shows the most urgent of a crowd on the crowd", () => {
    const clusters = new Clusters();
    const all = Array.from({ length: 100 }, (_, index) => mark(index, 60 + index / 1e5, 10));
    all[42] = mark(42, 60.0004, 10, "now");
    clusters.load(all);
    const { crowds } = clusters.within(NORWAY, 5);
    expect(crowds).toMatchObject([{ count: 100, weight: "now" }]);
    expect(crowds[0]?.opensAt).toBeGreaterThan(5);
  });

  it("forgets who has gone", () => {
    const clusters = new Clusters();
    clusters.load(people(100));
    clusters.load(people(2));
    expect(told(clusters, 5)).toBe(2);
  });
});

describe("a mark", () => {
  it("is only moved when it looks as before", () => {
    expect(looksAlike(mark(1, 60, 10), mark(1, 61, 11))).toBe(true);
    expect(looksAlike(mark(1, 60, 10), mark(1, 60, 10, "now"))).toBe(false);
    expect(looksAlike(mark(1, 60, 10), { ...mark(1, 60, 10), accuracy_m: 20 })).toBe(false);
  });

  it("weighs by what is most urgent", () => {
    expect(weightier("soon", "now")).toBe("now");
    expect(weightier("info", "calm")).toBe("info");
  });
});
