import type { Item } from "../../shared/outbox/item";
import type { Countdown, End, Watch } from "./watch";

// When the open page itself reminds: by the whole screen's colour and by sound. Pure.

export interface Call {
  voice: "info" | "soon" | "now";
  /** What it is about: the same call is not begun anew. */
  about: string;
  /** Whether the whole screen takes the state's colour. */
  fills: boolean;
}

/** Sounded again so long after, until it is answered; null: once. */
export const AGAIN_MS: Record<Call["voice"], number | null> = { info: null, soon: 60_000, now: 8_000 };

export interface Around {
  watch: Watch;
  count: Countdown;
  end: End;
  items: Item[];
  /** The server's time when the facts were known. */
  knownAtMs: number;
  leftAlone: boolean;
}

export function call({ watch, count, end, items, knownAtMs, leftAlone }: Around): Call | null {
  if (!mayRing(watch, items, knownAtMs)) return null;
  if (!isAnswered(watch, items)) {
    if (count.phase === "late" || count.phase === "acted")
      return { voice: "now", about: `now/${watch.next_ms}`, fills: true };
    if (count.phase === "soon") return { voice: "soon", about: `soon/${watch.next_ms}`, fills: true };
  }
  if (leftAlone) return { voice: "soon", about: `alone/${watch.next_ms}`, fills: false };
  if (end !== "far") return { voice: "info", about: `end/${end}/${watch.planned_end_ms}`, fills: false };
  return null;
}

/**
 * After a silent SOS nothing rings, shows or lights up here. The phone knows of its own SOS before the centre does; once
 * the centre has it, the centre's word counts: it also says when the alarm is over.
 */
export function mayRing(watch: Watch, items: Item[], knownAtMs: number): boolean {
  const silent = items.filter((item) => item.kind === "sos" && item.quiet && item.made_at_ms >= watch.started_at_ms);
  const unheard = silent.some((item) => item.state !== "sent" || knownAtMs <= (item.settled_at_ms ?? Infinity));
  return knownAtMs >= watch.quiet_until_ms && !unheard;
}

/** Pressed already, and on its way: to ring for it again would help nobody. */
const isAnswered = (watch: Watch, items: Item[]): boolean =>
  items.some(
    (item) =>
      item.kind === "check_in" &&
      item.state === "waiting" &&
      item.path.startsWith(watch.path) &&
      item.made_at_ms > watch.last_heard_at_ms,
  );
