import { effect } from "@preact/signals";
import { describe, expect, it, vi } from "vitest";
import { Rows } from "./rows";

interface Row {
  at: number;
  word?: string;
}

const rows = () => new Rows<Row>((a, b) => a.at - b.at);
const map = (...entries: [string, Row][]) => new Map(entries);

describe("rows in order", () => {
  it("come in their order, and go", () => {
    const all = rows();
    all.follow(map(["b", { at: 2 }], ["a", { at: 1 }]));
    expect(all.order.value).toEqual(["a", "b"]);
    all.follow(map(["b", { at: 2 }], ["c", { at: 0 }]));
    expect(all.order.value).toEqual(["c", "b"]);
    expect(all.row("a")).toBeUndefined();
  });

  it("stay as they are when another changes in its place: neither the order nor a neighbour is drawn again", () => {
    const all = rows();
    const [a, b] = [{ at: 1 }, { at: 2 }];
    all.follow(map(["a", a], ["b", b]));
    const [order, one, other] = [vi.fn(), vi.fn(), vi.fn()];
    const stops = [
      effect(() => order(all.order.value)),
      effect(() => one(all.row("a")?.value)),
      effect(() => other(all.row("b")?.value)),
    ];
    all.follow(map(["a", { at: 1, word: "new" }], ["b", b]));
    expect([order, one, other].map((seen) => seen.mock.calls.length)).toEqual([1, 2, 1]);
    expect(one).toHaveBeenLastCalledWith({ at: 1, word: "new" });
    for (const stop of stops) stop();
  });

  it("move when their place has changed", () => {
    const all = rows();
    const b = { at: 2 };
    all.follow(map(["a", { at: 1 }], ["b", b]));
    all.follow(map(["a", { at: 3 }], ["b", b]));
    expect(all.order.value).toEqual(["b", "a"]);
  });
});
