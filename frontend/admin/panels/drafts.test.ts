import { expect, it } from "vitest";
import {
  codesShown,
  liftRead,
  liftShown,
  NO_LIFT,
  partitionsRead,
  partitionsShown,
  timeOf,
  zonesRead,
  zonesShown,
} from "./drafts";

const nothing = () => undefined;

it.each([
  ["7", "07:00"],
  ["7.30", "07:30"],
  ["23:59", "23:59"],
  ["24:00", "24:00"],
  ["24:01", null],
  ["7:60", null],
  ["halv åtte", null],
  ["", null],
])("reads %j as %j", (text, wanted) => {
  expect(timeOf(text)).toBe(wanted);
});

it("sends zones, codes and partitions back as they came", () => {
  const zones = [
    { number: "001", name: "Døren", category: "burglary" },
    { number: "002", name: "", category: null },
  ];
  expect(zonesRead(zonesShown(zones))).toEqual(zones);
  expect(zonesRead(zonesShown([{ number: "3" }]))).toEqual([{ number: "3", name: "", category: null }]);
  expect(codesShown([{ code: "150", category: "lift" }])).toEqual([{ code: "150", zone: "", category: "lift" }]);
  const partitions = [
    { number: "1", name: "Butikken", hours: [{ days: [0, 4], opens: "09:00", closes: "21:30" }] },
    { number: "2", name: "", hours: [] },
  ];
  expect(partitionsRead("partitions", partitionsShown(partitions), nothing)).toEqual(partitions);
  expect(zonesShown(undefined)).toEqual([]);
});

it("names the field whose time is none", () => {
  const wrong: string[] = [];
  const typed = [{ number: "1", name: "", hours: [{ days: ["6", "0"], opens: "nå", closes: "7" }] }];
  const read = partitionsRead("partitions", typed, (name, what) => wrong.push(`${name} ${what}`));
  expect(wrong).toEqual(["partitions[0].hours[0].opens time"]);
  expect(read).toEqual([{ number: "1", name: "", hours: [{ days: [0, 6], opens: "", closes: "07:00" }] }]);
});

it("keeps a lift, or that there is none", () => {
  const lift = { number: "NO-1", voice_phone: "+4749000812", test_hours: 48, ended_by: "fitter" };
  expect(liftRead("lift", liftShown(lift), nothing)).toEqual(lift);
  expect(liftShown(null)).toBe(NO_LIFT);
  expect(liftRead("lift", NO_LIFT, nothing)).toBeNull();
  const wrong: string[] = [];
  liftRead("lift", { ...liftShown(lift), testHours: "tre døgn" }, (name) => wrong.push(name));
  expect(wrong).toEqual(["lift.test_hours"]);
});
