import { expect, test } from "vitest";
import { far } from "./far";

test("nothing is told more exactly than anybody can know it", () => {
  expect([12, 140, 949, 950, 2_340, 9_949, 9_950, 41_700].map(far)).toEqual([
    "50 m",
    "150 m",
    "950 m",
    "0,9 km",
    "2,3 km",
    "9,9 km",
    "10 km",
    "42 km",
  ]);
});
