import { serverNow } from "../../shared/clock";
import type { App } from "../app";
import * as geo from "../geo";
import type { Measured } from "./findings";
import { agreeOnPush, pushing, tryPush } from "./push";
import { isInstalled } from "./system";

const POSITION_WITHIN_MS = 10_000;

/** Tries everything that a watch rests on, at the same time. */
export async function measure(app: App): Promise<Measured> {
  const [position, roundTripMs, battery, persisted, screen] = await Promise.all([
    geo.fix(POSITION_WITHIN_MS),
    reach(app),
    geo.battery(),
    persist(),
    light(),
  ]);
  const pushArrived = roundTripMs === null ? null : await push(app);
  return {
    accuracyM: position?.accuracy_m ?? null,
    denied: geo.denied.peek(),
    pushArrived,
    roundTripMs,
    batteryPercent: battery,
    clockAheadMs: Date.now() - serverNow(),
    stores: app.stores,
    persisted,
    screen,
    installed: isInstalled(),
  };
}

/** How long the centre takes to answer; null when it does not. */
async function reach(app: App): Promise<number | null> {
  const startedMs = performance.now();
  try {
    await app.session.ask({ path: "me" });
    return performance.now() - startedMs;
  } catch {
    return null;
  }
}

async function push(app: App): Promise<boolean | null> {
  await agreeOnPush(app);
  if (pushing.peek() !== "on") return null;
  return await tryPush(app).catch(() => false);
}

async function persist(): Promise<boolean> {
  const { storage } = navigator;
  if (!storage?.persisted) return false;
  return (await storage.persisted()) || (await storage.persist().catch(() => false));
}

async function light(): Promise<Measured["screen"]> {
  if (!("wakeLock" in navigator)) return "unknown";
  try {
    const lock = await navigator.wakeLock.request("screen");
    await lock.release();
    return "lit";
  } catch {
    return "dark";
  }
}
