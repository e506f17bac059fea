import type { Zone } from "./follower";

// How a zone stands in the test. Pure.

/** ``open``: it has alarmed and is not restored. ``restored``: it has only been restored. ``done``: it has done both. */
export type Standing = "not_on_test" | "not_tried" | "open" | "restored" | "done";

export function standing({ on_test, heard }: Zone): Standing {
  if (!heard) return on_test ? "not_tried" : "not_on_test";
  const [cameMs, restoredMs] = [heard.came_ms ?? 0, heard.restored_ms ?? 0];
  if (cameMs > restoredMs) return "open";
  return cameMs ? "done" : "restored";
}

/** Not a zone, but the panel itself. */
export const isWhole = (number: string): boolean => /^0*$/.test(number);

/** Of the zones that are on test and that the register has: how many have alarmed. */
export function progress(zones: Zone[]): { tried: number; all: number } {
  const wanted = zones.filter(({ number, on_test, known }) => on_test && known && !isWhole(number));
  return { tried: wanted.filter(({ heard }) => heard?.came_ms).length, all: wanted.length };
}
