import { signal } from "@preact/signals";
import type { Position } from "../shared/api/types";
import { serverNow } from "../shared/clock";

// Positions, only while the screen of an open duty is looked at. A phone gives none from a pocket: so the freshest is
// kept, and sent with its age.

const FRESH_MS = 15_000;
const GOOD_M = 100;
const FARTHEST_M = 100_000;
/** Older than this it tells nothing about where somebody is. */
export const USEFUL_MS = 60 * 60_000;

export const latest = signal<Position | null>(null);
export const denied = signal(false);

let watching: number | null = null;

/** Keeps the position warm, so that it is there when the button is pressed. */
export function follow(wanted: boolean): void {
  const { geolocation } = navigator;
  if (!geolocation || wanted === (watching !== null)) return;
  if (watching !== null) {
    geolocation.clearWatch(watching);
    watching = null;
  } else {
    watching = geolocation.watchPosition(take, fail, { enableHighAccuracy: true, maximumAge: 10_000, timeout: 30_000 });
  }
}

/** Forgets it: outside a duty it is nobody's business. */
export function forget(): void {
  follow(false);
  latest.value = null;
}

/** What is known now, if it still tells something. */
export function known(): Position | null {
  const position = latest.value;
  return position && serverNow() - position.measured_at_ms < USEFUL_MS ? position : null;
}

/** A position good enough to send without waiting for a better one. */
export const isFresh = (position: Position | null): position is Position =>
  position !== null && position.accuracy_m <= GOOD_M && serverNow() - position.measured_at_ms < FRESH_MS;

/** The best position that can be had within this time, or null. Never waits longer. */
export async function fix(withinMs: number): Promise<Position | null> {
  if (!navigator.geolocation || isFresh(latest.value)) return known();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, withinMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    navigator.geolocation.getCurrentPosition(
      (found) => {
        take(found);
        done();
      },
      (error) => {
        fail(error);
        done();
      },
      { enableHighAccuracy: true, maximumAge: FRESH_MS, timeout: withinMs },
    );
  });
  return known();
}

function take(found: GeolocationPosition): void {
  denied.value = false;
  const position = readPosition(found, Date.now(), serverNow());
  if (!latest.value || position.measured_at_ms >= latest.value.measured_at_ms) latest.value = position;
}

function fail(error: GeolocationPositionError): void {
  denied.value = error.code === error.PERMISSION_DENIED;
}

/** As the API wants it, on the server's time. Some phones stamp positions oddly: then it is as old as its arrival. */
export function readPosition(found: GeolocationPosition, deviceMs: number, serverMs: number): Position {
  const ageMs = deviceMs - found.timestamp;
  const measured_at_ms = Math.round(ageMs >= 0 && ageMs < USEFUL_MS ? serverMs - ageMs : serverMs);
  const { latitude, longitude, accuracy } = found.coords;
  return { latitude, longitude, accuracy_m: Math.min(FARTHEST_M, Math.max(1, Math.round(accuracy))), measured_at_ms };
}

interface Battery {
  level: number;
}

/** The battery in percent, where the browser tells. */
export async function battery(): Promise<number | null> {
  const ask = (navigator as { getBattery?: () => Promise<Battery> }).getBattery;
  try {
    return ask ? Math.round((await ask.call(navigator)).level * 100) : null;
  } catch {
    return null;
  }
}
