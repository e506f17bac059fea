import { signal } from "@preact/signals";
import type { Values } from "./storage";

// Countdowns run on the server's time. A phone's own clock can be minutes wrong; its difference is all we need.

export interface Sample {
  offsetMs: number;
  /** How long the answer took: the difference is uncertain by half of it. */
  tripMs: number;
  takenAtMs: number;
}

const SAMPLE_LASTS_MS = 10 * 60_000;

/** The sample to go by: the surer one, unless it has become old or the device's clock has been moved since. */
export function better(kept: Sample | null, fresh: Sample): Sample {
  if (!kept || fresh.tripMs <= kept.tripMs) return fresh;
  const isOld = fresh.takenAtMs - kept.takenAtMs > SAMPLE_LASTS_MS || fresh.takenAtMs < kept.takenAtMs;
  const hasMoved = Math.abs(fresh.offsetMs - kept.offsetMs) > fresh.tripMs / 2 + kept.tripMs / 2 + 500;
  return isOld || hasMoved ? fresh : kept;
}

let sample: Sample | null = null;
let keepIn: Values | null = null;

/** The server's time by our best knowledge, ms. */
export const serverNow = (): number => Date.now() + (sample?.offsetMs ?? 0);

/** The same, as what screens count by; moves once a second. */
export const now = signal(serverNow());

/** Learns from an answer that carries the server's time. */
export function learn(serverMs: number, sentAtMs: number, receivedAtMs: number): void {
  const fresh = {
    offsetMs: serverMs - (sentAtMs + receivedAtMs) / 2,
    tripMs: receivedAtMs - sentAtMs,
    takenAtMs: receivedAtMs,
  };
  const chosen = better(sample, fresh);
  if (chosen === sample) return;
  sample = chosen;
  now.value = serverNow();
  // Best effort: without it the next start without network counts by the device's own clock.
  void keepIn?.set("clock", sample).catch(() => undefined);
}

/** Counts from this instant: something new is about to be shown. */
export function recount(): void {
  now.value = serverNow();
}

/** Takes up what an earlier visit learned, and starts ticking, on the whole second. */
export async function startClock(values: Values): Promise<void> {
  keepIn = values;
  sample = (await values.get<Sample>("clock").catch(() => undefined)) ?? null;
  tick();
}

function tick(): void {
  now.value = serverNow();
  const untilNextSecond = 1000 - (serverNow() % 1000);
  setTimeout(tick, untilNextSecond);
}
