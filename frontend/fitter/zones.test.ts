import { expect, it } from "vitest";
import type { Zone } from "./follower";
import { progress, standing } from "./zones";

function zone(cameMs: number | null, restoredMs: number | null, more: Partial<Zone> = {}): Zone {
  const told = { zone: "1", code: "130", name: "", matter: "burglary" as const, count: 1 };
  const heard =
    cameMs === null && restoredMs === null ? null : { ...told, came_ms: cameMs ?? 0, restored_ms: restoredMs };
  return { number: "1", name: "", known: true, on_test: true, heard, ...more };
}

it.each([
  [zone(null, null), "not_tried"],
  [zone(null, null, { on_test: false }), "not_on_test"],
  [zone(10, null), "open"],
  [zone(10, 20), "done"],
  [zone(30, 20), "open"],
  [zone(null, 20), "restored"],
])("a zone stands as it last said", (one, wanted) => {
  expect(standing(one)).toBe(wanted);
});

it("counts what has alarmed, of what is to be tried", () => {
  const all = [
    zone(10, 20),
    zone(10, null),
    zone(null, 20),
    zone(null, null),
    zone(null, null, { on_test: false }),
    zone(10, null, { known: false }),
    zone(10, null, { number: "000" }),
  ];
  expect(progress(all)).toEqual({ tried: 2, all: 4 });
  expect(progress([])).toEqual({ tried: 0, all: 0 });
});
