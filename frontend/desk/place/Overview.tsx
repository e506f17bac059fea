import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { now } from "../../shared/clock";
import { MapView } from "../../shared/map/MapView";
import type { Mark } from "../../shared/map/marks";
import { go } from "../../shared/route";
import { useDesk } from "../desk";
import { watchedOn } from "../watched";
import { markOf } from "./marks";
import { words } from "./words";

const LOOK_AGAIN_MS = 3_000;
const MINUTE_MS = 60_000;

/** Nothing is open: everybody being watched, on one map. It follows at a walk: the lists are what is live. */
export function Overview() {
  const desk = useDesk();
  const marks = useSignal<Mark[]>([]);
  const all = useSignal(0);
  useEffect(() => {
    let seen: unknown[] = [];
    const look = () => {
      const board = desk.board.peek();
      if (!board || document.visibilityState !== "visible") return;
      // Ages are told by the minute; in between, only what has changed is worth a new map.
      const known = [board.watches, board.missions, Math.floor(now.peek() / MINUTE_MS)];
      if (known.every((one, at) => one === seen[at])) return;
      seen = known;
      const watched = watchedOn(board);
      all.value = watched.length;
      marks.value = watched.flatMap((one) => markOf(one));
    };
    look();
    // Behind everything else: five thousand marks must not hold up a case.
    const later = () => ("requestIdleCallback" in globalThis ? requestIdleCallback(look, { timeout: 1_000 }) : look());
    const timer = setInterval(later, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  if (marks.value.length === 0) return all.value > 0 ? <p class="soft pad">{words.value.nobody}</p> : null;
  return (
    <div class="overview">
      <MapView label={words.value.everybody} marks={marks.value} about="everybody" keepsAll onOpen={go} />
      <p class="soft small number">{words.value.withPosition(marks.value.length, all.value)}</p>
    </div>
  );
}
