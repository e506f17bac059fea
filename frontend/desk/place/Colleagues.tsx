import { useMemo } from "preact/hooks";
import { now } from "../../shared/clock";
import { Shape } from "../../shared/components/Shape";
import { length } from "../../shared/coordinates/words";
import { go } from "../../shared/route";
import { ageAndAccuracy } from "../../shared/words";
import type { Board } from "../board";
import { frame } from "../frame";
import { Phone } from "../Phone";
import { t } from "../texts";
import { deadline } from "../watched";
import { type Colleague, type Subject, unplaced } from "./subject";
import { words } from "./words";

const OLD_MS = 30 * 60_000;

export interface ColleaguesProps {
  board: Board;
  near: Colleague[];
  subject: Subject;
  /** What the distance is counted from. */
  from: "position" | "place";
}

/** Who can be there first, with how old the position is that says so. */
export function Colleagues({ board, near, subject, from }: ColleaguesProps) {
  const without = useMemo(
    () => unplaced(board, subject.watched?.key ?? null),
    [board.watches, board.missions, subject.key],
  );
  return (
    <section aria-labelledby="near-heading">
      <h3 id="near-heading">{words.value.nearest}</h3>
      {near.length > 0 && <p class="soft small">{words.value.nearestTo[from]}</p>}
      {near.length === 0 && <p class="soft">{words.value.nobodyNear}</p>}
      <ol class="near">
        {near.map((colleague) => (
          <Near key={colleague.watched.key} colleague={colleague} />
        ))}
      </ol>
      {without > 0 && <p class="soft small">{words.value.unplaced(without)}</p>}
    </section>
  );
}

function Near({ colleague: { watched, position, metres } }: { colleague: Colleague }) {
  const { weight } = deadline(watched, now.value);
  const isOld = now.value - position.measured_at_ms > OLD_MS;
  return (
    <li>
      <button type="button" class="plain" onClick={() => go(watched.key)}>
        <Shape weight={weight} />
        {weight !== "calm" && <span class="unseen">{t.value.weights[weight]}</span>}
        {watched.name}
      </button>
      <strong class="number">{length(metres)}</strong>
      <span class="soft">
        {frame.value.company[watched.company]} · {watched.place}
      </span>
      <Phone number={watched.phone} silent={watched.hushed} />
      <span class={`number ${isOld ? "soon" : "soft"}`}>
        {isOld && `${words.value.old}: `}
        {ageAndAccuracy(t.value, position, now.value)}
      </span>
    </li>
  );
}
