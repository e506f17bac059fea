import type { CaseRow } from "../shared/api/types";

// A whole town without mains: the same small thing from many panels must not stand in the way of the one fire among them.

const TECHNICAL = new Set(["alarm_technical", "alarm_trouble", "panel_silent"]);
/** From so many on they are a storm, and one line of the queue. */
export const STORM = 5;
/** So long may pass between one and the next of the same storm. */
const GAP_MS = 10 * 60_000;
/** The line's name among the ids of the queue. */
export const STORM_ID = "storm";

export interface Storm {
  ids: ReadonlySet<string>;
  sinceMs: number;
}

/**
 * The technical cases that came one upon another and that nobody has taken. Nothing else is ever among them: neither
 * what somebody works on, nor what is graver, nor what is no alarm. One that is as `before` is the same object.
 */
export function stormOf(cases: Iterable<CaseRow>, before: Storm | null = null): Storm | null {
  const free = [...cases].filter((row) => TECHNICAL.has(row.kind) && row.owner === null && row.priority > 2);
  if (free.length < STORM) return null;
  free.sort((a, b) => a.opened_at_ms - b.opened_at_ms);
  const ids = new Set<string>();
  let sinceMs = Number.POSITIVE_INFINITY;
  let run: CaseRow[] = [];
  const close = () => {
    if (run.length < STORM) return;
    for (const { id } of run) ids.add(id);
    sinceMs = Math.min(sinceMs, run[0]?.opened_at_ms ?? sinceMs);
  };
  for (const row of free) {
    const before = run.at(-1);
    if (before && row.opened_at_ms - before.opened_at_ms > GAP_MS) {
      close();
      run = [];
    }
    run.push(row);
  }
  close();
  if (ids.size === 0) return null;
  const isSame = before?.ids.size === ids.size && [...ids].every((id) => before.ids.has(id));
  return isSame ? before : { ids, sinceMs };
}

/** The queue with the storm as one line where its first case would stand; unfolded, its cases follow where they belong. */
export function withStorm(order: readonly string[], storm: Storm | null, isUnfolded: boolean): readonly string[] {
  if (!storm) return order;
  const first = order.findIndex((id) => storm.ids.has(id));
  if (first < 0) return order;
  const rest = isUnfolded ? order.slice(first) : order.slice(first).filter((id) => !storm.ids.has(id));
  return [...order.slice(0, first), STORM_ID, ...rest];
}
