import { describe, expect, it } from "vitest";
import type { CaseAnswer, Position, WatchRow } from "../../shared/api/types";
import { whole } from "../board";
import { nearest, ofCase, ofDuty, unplaced } from "./subject";

const NOW = 1_790_000_000_000;
const at = (latitude: number, longitude: number): Position => ({
  latitude,
  longitude,
  accuracy_m: 20,
  measured_at_ms: NOW - 60_000,
});
const watch = (id: string, last_position: Position | null, more: Partial<WatchRow> = {}): WatchRow => ({
  id,
  version: 1,
  on: true,
  guard: { id: `person-${id}`, name: `Vekter ${id}`, phone: "+4740000000" },
  assignment_id: "a1",
  assignment_name: "Runde",
  site_id: "s1",
  site_name: "Breivika",
  town: "Tromsø",
  risk: "high",
  alone: true,
  next_check_in_ms: NOW + 60_000,
  reminder_s: 120,
  grace_s: 120,
  stage: "ok",
  end_stage: "ok",
  planned_end_ms: NOW + 3_600_000,
  started_at_ms: NOW,
  last_heard_at_ms: NOW,
  last_position,
  battery_percent: null,
  hushed: false,
  case_id: "",
  sos_id: "",
  ...more,
});
const board = (watches: WatchRow[]) =>
  whole(null, { server_now_ms: NOW, clock: { heartbeat_at_ms: NOW }, cases: [], watches, shifts: [] });
const answer = (subject: string, site_id: string | null, of: WatchRow | null) =>
  ({ case: { id: "c1", subject, site_id }, watch: of }) as unknown as CaseAnswer;

describe("the nearest colleagues", () => {
  const all = board([
    watch("1", at(59.91, 10.73)),
    watch("2", at(59.92, 10.73)),
    watch("3", at(60.39, 5.32)),
    watch("4", null),
    watch("5", at(59.911, 10.73), { on: false }),
  ]);

  it("are sorted by distance, without the one it is about", () => {
    const near = nearest(all, at(59.91, 10.73), "duty/1");
    expect(near.map(({ watched }) => watched.key)).toEqual(["duty/2", "duty/3"]);
    expect(near[0]?.metres).toBeCloseTo(1112, -1);
  });

  it("never include the position of somebody whose watch is not open", () => {
    expect(nearest(all, at(59.91, 10.73), null).map(({ watched }) => watched.key)).not.toContain("duty/5");
  });

  it("do not hide that somebody on duty has no known position", () => {
    expect(unplaced(all, "duty/1")).toBe(1);
  });
});

describe("what the right column is about", () => {
  it("is the person and the site of a duty", () => {
    const one = watch("1", at(59.91, 10.73));
    expect(ofDuty(board([one]), one)).toMatchObject({ key: "duty/1", siteId: "s1", watched: { name: "Vekter 1" } });
  });

  it("is the person of a case while they are watched, and its site when nobody is", () => {
    const one = watch("1", at(59.91, 10.73));
    expect(ofCase(board([one]), answer("duty/1", "s1", one))).toMatchObject({
      key: "case/c1",
      watched: { key: "duty/1" },
    });
    expect(ofCase(board([]), answer("person/1", "s2", null))).toMatchObject({ watched: null, siteId: "s2" });
    expect(ofCase(null, answer("duty/1", null, one))).toMatchObject({ watched: null, siteId: "s1" });
  });

  it("is the place of a mission for a case of that mission", () => {
    const mission = {
      id: "m1",
      version: 1,
      state: "under_way" as const,
      start_ms: NOW,
      start_stage: "ok" as const,
      call: null,
      worker: { id: "p", name: "Moen", phone: "+4741111111" },
      customer_name: "Nibio",
      place: { name: "Femundsmarka", latitude: 62.3, longitude: 11.9 },
      next_check_in_ms: null,
      reminder_s: 60,
      grace_s: 60,
      stage: "ok" as const,
      end_stage: "ok" as const,
      planned_end_ms: NOW,
      started_at_ms: NOW,
      last_heard_at_ms: null,
      last_position: null,
      battery_percent: null,
      hushed: false,
    };
    const with_ = whole(null, {
      server_now_ms: NOW,
      clock: { heartbeat_at_ms: NOW },
      cases: [],
      watches: [],
      shifts: [],
      missions: [mission],
    });
    expect(ofCase(with_, answer("mission/m1", null, null))).toMatchObject({
      key: "case/c1",
      mission: { name: "Femundsmarka" },
      watched: { name: "Moen" },
    });
  });
});
