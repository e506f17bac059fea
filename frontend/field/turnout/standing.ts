import type { DispatchState, Turnout } from "../../shared/api/dispatch";
import type { Item, TurnoutKind } from "../../shared/outbox/item";

// How a turn-out stands on this phone: what the server knows, and what was done here and is not there yet. Pure.

const LEADS_TO: Partial<Record<TurnoutKind, DispatchState>> = {
  turnout_accept: "accepted",
  turnout_decline: "wanting",
  turnout_en_route: "en_route",
  turnout_on_scene: "on_scene",
  turnout_done: "done",
};

export interface Standing {
  state: DispatchState;
  hasReported: boolean;
  hasAskedBackUp: boolean;
  /** What still waits to be sent, the last first. */
  waiting: Item[];
}

export function standing(turnout: Turnout, items: Item[]): Standing {
  const own = items.filter((item) => item.kind.startsWith("turnout_") && item.path.includes(`/${turnout.id}/`));
  const alive = own.filter((item) => item.state !== "refused");
  const waiting = alive.filter((item) => item.state === "waiting");
  let state = turnout.state;
  for (const item of waiting) state = LEADS_TO[item.kind as TurnoutKind] ?? state;
  return {
    state,
    hasReported:
      turnout.reported_at_ms !== null ||
      alive.some(({ kind }) => kind === "turnout_report" || kind === "turnout_photo"),
    hasAskedBackUp: alive.some(({ kind }) => kind === "turnout_back_up"),
    waiting: waiting.reverse(),
  };
}

/** The way there, in the phone's own map; null where nobody knows where it is. */
export function wayTo(turnout: Turnout, isApple: boolean): string | null {
  const { latitude, longitude, address = "", postal_code = "", town = "" } = turnout.target;
  const spot = latitude != null && longitude != null ? `${latitude},${longitude}` : "";
  const words = encodeURIComponent([address, `${postal_code} ${town}`.trim()].filter(Boolean).join(", "));
  if (!spot && !words) return null;
  if (isApple) return `https://maps.apple.com/?daddr=${spot || words}`;
  return spot ? `geo:${spot}?q=${spot}` : `geo:0,0?q=${words}`;
}
