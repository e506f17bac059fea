import { expect, test } from "vitest";
import type { Turnout } from "../../shared/api/dispatch";
import type { Item, Kind } from "../../shared/outbox/item";
import { standing, wayTo } from "./standing";

const TURNOUT: Turnout = {
  id: "d1",
  case_id: "c1",
  version: 1,
  state: "offered",
  mine: true,
  what: "assistance",
  priority: 3,
  target: { name: "Lager 4", address: "Havnegata 4", postal_code: "0150", town: "Oslo" },
  text: "",
  hold: false,
  answer_until_ms: 0,
  response_until_ms: 0,
  on_scene_at_ms: null,
  reported_at_ms: null,
  photos: 0,
  on_scene: null,
  keys: [],
  server_now_ms: 0,
};

const did = (kind: Kind, state: Item["state"] = "waiting", id = "d1"): Item => ({
  id: kind,
  kind,
  path: `cases/c1/dispatches/${id}/x`,
  body: "",
  person_id: null,
  session_id: null,
  made_at_ms: 0,
  hold_until_ms: 0,
  attempts: 0,
  state,
  settled_at_ms: null,
  created_id: null,
  problem: null,
  quiet: false,
});

test("what was done without coverage leads on to the next thing, and is told as not sent", () => {
  const how = standing(TURNOUT, [did("turnout_accept"), did("turnout_en_route")]);
  expect(how.state).toBe("en_route");
  expect(how.waiting.map(({ kind }) => kind)).toEqual(["turnout_en_route", "turnout_accept"]);
});

test("what the server has is the server's to tell", () => {
  expect(standing(TURNOUT, [did("turnout_accept", "sent")]).state).toBe("offered");
  expect(standing({ ...TURNOUT, state: "accepted" }, [did("turnout_accept", "sent")]).state).toBe("accepted");
});

test("what was refused, or was said of another turn-out, counts for nothing", () => {
  expect(standing(TURNOUT, [did("turnout_accept", "refused"), did("turnout_accept", "waiting", "d2")]).state).toBe(
    "offered",
  );
});

test("a report that waits is a report: then comes the end", () => {
  const there = { ...TURNOUT, state: "on_scene" as const };
  expect(standing(there, []).hasReported).toBe(false);
  expect(standing(there, [did("turnout_photo")]).hasReported).toBe(true);
  expect(standing(there, [did("turnout_report", "sent")]).hasReported).toBe(true);
  expect(standing(there, [did("turnout_report", "refused")]).hasReported).toBe(false);
});

test("the way there is by position, else by address, else unknown", () => {
  const spot = { ...TURNOUT, target: { ...TURNOUT.target, latitude: 59.9, longitude: 10.7 } };
  expect(wayTo(spot, false)).toBe("geo:59.9,10.7?q=59.9,10.7");
  expect(wayTo(spot, true)).toBe("https://maps.apple.com/?daddr=59.9,10.7");
  expect(wayTo(TURNOUT, false)).toBe("geo:0,0?q=Havnegata%204%2C%200150%20Oslo");
  expect(wayTo({ ...TURNOUT, target: {} }, false)).toBeNull();
});
