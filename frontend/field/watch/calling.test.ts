import { describe, expect, it } from "vitest";
import type { Item } from "../../shared/outbox/item";
import { type Around, call, mayRing } from "./calling";
import { countdown, end, type Watch } from "./watch";

const NOW = 1_790_000_000_000;
const MINUTE = 60_000;

function watch(changes: Partial<Watch> = {}): Watch {
  return {
    path: "duties/duty-1",
    duty_id: "duty-1",
    started_at_ms: NOW - 60 * MINUTE,
    planned_end_ms: NOW + 8 * 60 * MINUTE,
    next_ms: NOW + 30 * MINUTE,
    interval_s: 1800,
    reminder_s: 300,
    grace_s: 240,
    stage: "ok",
    end_stage: "ok",
    last_heard_at_ms: NOW - 10 * MINUTE,
    loud: false,
    pin_required: false,
    quiet_until_ms: NOW - 10 * MINUTE,
    ...changes,
  };
}

const item = (changes: Partial<Item>): Item => ({
  id: "key-1",
  kind: "sos",
  path: "sos",
  body: "",
  person_id: null,
  session_id: null,
  made_at_ms: NOW - MINUTE,
  hold_until_ms: 0,
  attempts: 1,
  state: "waiting",
  settled_at_ms: null,
  created_id: null,
  problem: null,
  quiet: true,
  ...changes,
});

const around = (changes: Partial<Watch> = {}, more: Partial<Around> = {}): Around => {
  const one = watch(changes);
  return {
    watch: one,
    count: countdown(one, NOW),
    end: end(one, NOW),
    items: [],
    knownAtMs: NOW,
    leftAlone: false,
    ...more,
  };
};

describe("the open page", () => {
  it("is quiet while there is nothing to say", () => {
    expect(call(around())).toBeNull();
    expect(call(around({ next_ms: null }))).toBeNull();
  });

  it("reminds before the deadline, and urgently after it, with the whole screen", () => {
    expect(call(around({ next_ms: NOW + 5 * MINUTE }))).toMatchObject({ voice: "soon", fills: true });
    expect(call(around({ next_ms: NOW - 1 }))).toMatchObject({ voice: "now", fills: true });
    expect(call(around({ next_ms: NOW - 60 * MINUTE, stage: "silent" }))).toMatchObject({ voice: "now", fills: true });
  });

  it("begins anew with each deadline, and only then", () => {
    const first = call(around({ next_ms: NOW + 4 * MINUTE }))?.about;
    expect(call(around({ next_ms: NOW + 4 * MINUTE, reminder_s: 400 }))?.about).toBe(first);
    expect(call(around({ next_ms: NOW + 3 * MINUTE }))?.about).not.toBe(first);
  });

  it("stops when ALT OK is pressed, also while that waits for coverage", () => {
    const pressed = item({ kind: "check_in", path: "duties/duty-1/check-ins", quiet: false });
    expect(call(around({ next_ms: NOW - 1 }, { items: [pressed] }))).toBeNull();
    const before = { ...pressed, made_at_ms: NOW - 20 * MINUTE };
    expect(call(around({ next_ms: NOW - 1 }, { items: [before] }))).not.toBeNull();
    const other = { ...pressed, path: "missions/other/check-ins" };
    expect(call(around({ next_ms: NOW - 1 }, { items: [other] }))).not.toBeNull();
  });

  it("says once that company has left, and that the end is near", () => {
    expect(call(around({}, { leftAlone: true }))).toMatchObject({ voice: "soon", fills: false });
    expect(call(around({ planned_end_ms: NOW + MINUTE }))).toMatchObject({ voice: "info", fills: false });
  });
});

describe("after a silent SOS", () => {
  const late = { next_ms: NOW - 10 * MINUTE, stage: "silent" as const, planned_end_ms: NOW - 1 };

  it("nothing rings or shows, from the instant it was held and without the centre having it", () => {
    expect(call(around(late, { items: [item({})], leftAlone: true }))).toBeNull();
  });

  it("nothing rings or shows before the centre's own word is newer than the SOS", () => {
    const sent = item({ state: "sent", settled_at_ms: NOW - 30_000 });
    expect(mayRing(watch(late), [sent], NOW - 31_000)).toBe(false);
    expect(mayRing(watch({ ...late, quiet_until_ms: NOW + 24 * 60 * MINUTE }), [sent], NOW)).toBe(false);
  });

  it("nothing rings or shows after duress either: the centre says so, this page does not know", () => {
    expect(call(around({ ...late, quiet_until_ms: NOW + 24 * 60 * MINUTE }))).toBeNull();
  });

  it("it rings again when an operator has ended the case", () => {
    const sent = item({ state: "sent", settled_at_ms: NOW - 30_000 });
    expect(mayRing(watch(late), [sent], NOW)).toBe(true);
  });

  it("it rings as ever in a watch that began afterwards, and after a loud one", () => {
    expect(mayRing(watch(), [item({ made_at_ms: NOW - 2 * 60 * MINUTE })], NOW)).toBe(true);
    expect(mayRing(watch(), [item({ quiet: false })], NOW)).toBe(true);
  });
});
