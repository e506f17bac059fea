import type { Findings, Verdict } from "../../shared/api/types";

// What a self-test makes of what it measures. Pure.

const GOOD_M = 50;
const SLOW_MS = 2_000;
const LOW = { poor: 30, bad: 15 };
/** A report may be so far from the server's time before it is refused. */
const CLOCK = { poorMs: 10_000, badMs: 120_000 };

export interface Measured {
  /** Null: none was found. */
  accuracyM: number | null;
  denied: boolean;
  /** Whether the trial came; null: push is not on here. */
  pushArrived: boolean | null;
  /** Null: the centre was not reached. */
  roundTripMs: number | null;
  batteryPercent: number | null;
  clockAheadMs: number;
  stores: boolean;
  persisted: boolean;
  screen: "lit" | "dark" | "unknown";
  installed: boolean;
}

export function findings(found: Measured): Findings {
  return {
    position: position(found),
    ...(found.accuracyM === null ? {} : { accuracy_m: Math.round(found.accuracyM) }),
    push: found.pushArrived === null ? "poor" : found.pushArrived ? "good" : "bad",
    network: found.roundTripMs === null ? "bad" : found.roundTripMs <= SLOW_MS ? "good" : "poor",
    ...(found.roundTripMs === null ? {} : { round_trip_ms: Math.round(found.roundTripMs) }),
    battery: battery(found.batteryPercent),
    ...(found.batteryPercent === null ? {} : { battery_percent: found.batteryPercent }),
    time: clock(Math.abs(found.clockAheadMs)),
    clock_ahead_ms: Math.round(found.clockAheadMs),
    storage: !found.stores ? "bad" : found.persisted ? "good" : "poor",
    screen: found.screen === "unknown" ? "unknown" : found.screen === "lit" ? "good" : "poor",
    installed: found.installed,
  };
}

function position({ accuracyM, denied }: Measured): Verdict {
  if (denied || accuracyM === null) return "bad";
  return accuracyM <= GOOD_M ? "good" : "poor";
}

function battery(percent: number | null): Verdict {
  if (percent === null) return "unknown";
  if (percent <= LOW.bad) return "bad";
  return percent <= LOW.poor ? "poor" : "good";
}

function clock(offMs: number): Verdict {
  if (offMs >= CLOCK.badMs) return "bad";
  return offMs >= CLOCK.poorMs ? "poor" : "good";
}
