import { describe, expect, it } from "vitest";
import type { Item } from "../shared/outbox/item";
import { readPosition } from "./geo";
import { deviceName } from "./more/device";
import { standing } from "./Said";

const NOW = 1_790_000_000_000;

const item = (changes: Partial<Item>): Item => ({
  id: "key-1",
  kind: "check_in",
  path: "",
  body: "",
  person_id: null,
  session_id: null,
  made_at_ms: NOW,
  hold_until_ms: 0,
  attempts: 1,
  state: "waiting",
  settled_at_ms: null,
  created_id: null,
  problem: null,
  quiet: false,
  ...changes,
});

describe("what is said of the last ALT OK", () => {
  it("is nothing before there is one", () => {
    expect(standing(undefined, false, NOW)).toBe("none");
  });

  it("is that a position is looked for, then that it is being sent", () => {
    expect(standing(item({ attempts: 0, hold_until_ms: NOW + 1 }), false, NOW)).toBe("locating");
    expect(standing(item({ attempts: 0, hold_until_ms: NOW }), false, NOW)).toBe("sending");
  });

  it("is that it waits for coverage as long as the server does not have it", () => {
    expect(standing(item({ attempts: 3 }), true, NOW + 3_600_000)).toBe("waiting");
  });

  it("is sent only when the server has it, and that for some seconds", () => {
    expect(standing(item({ state: "sent", settled_at_ms: NOW }), false, NOW + 1_000)).toBe("sent");
    expect(standing(item({ state: "sent", settled_at_ms: NOW }), true, NOW + 10_000)).toBe("none");
    expect(standing(item({ state: "refused", settled_at_ms: NOW }), false, NOW)).toBe("none");
  });
});

describe("a position from the phone", () => {
  const found = (timestamp: number, accuracy: number) =>
    ({ timestamp, coords: { latitude: 59.9, longitude: 10.7, accuracy } }) as GeolocationPosition;

  it("is put on the server's time, with the age that it had", () => {
    expect(readPosition(found(1_000_000 - 7_000, 12.4), 1_000_000, NOW)).toEqual({
      latitude: 59.9,
      longitude: 10.7,
      accuracy_m: 12,
      measured_at_ms: NOW - 7_000,
    });
  });

  it("with an impossible time of its own is as old as its arrival", () => {
    expect(readPosition(found(5, 12), NOW, NOW).measured_at_ms).toBe(NOW);
    expect(readPosition(found(NOW + 60_000, 12), NOW, NOW).measured_at_ms).toBe(NOW);
  });

  it("never claims to be more exact than a metre, nor worse than the centre can store", () => {
    expect(readPosition(found(NOW, 0), NOW, NOW).accuracy_m).toBe(1);
    expect(readPosition(found(NOW, 5_000_000), NOW, NOW).accuracy_m).toBe(100_000);
  });
});

describe("a device in the list of sessions", () => {
  it.each([
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile/15E148 Safari/604.1",
      "iPhone, Safari",
    ],
    [
      "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36",
      "Android, Chrome",
    ],
    [
      "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 SamsungBrowser/27.0 Chrome/125 Mobile Safari/537.36",
      "Android, Samsung Internet",
    ],
    ["", ""],
  ])("is known by system and browser", (agent, name) => {
    expect(deviceName(agent)).toBe(name);
  });
});
