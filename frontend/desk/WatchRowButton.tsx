import { now } from "../shared/clock";
import { Shape } from "../shared/components/Shape";
import { when } from "../shared/words";
import { Ago } from "./Ago";
import { frame } from "./frame";
import { Left } from "./Left";
import { t } from "./texts";
import { deadline, type Watched } from "./watched";

export interface WatchRowProps {
  watched: Watched;
  isOpen: boolean;
  tabIndex: 0 | -1;
  onOpen(): void;
}

/** Somebody being watched: the time left first, then where, with whom, and when they were heard. */
export function WatchRowButton({ watched, isOpen, tabIndex, onOpen }: WatchRowProps) {
  return (
    <button
      type="button"
      class="watch-row"
      data-id={watched.key}
      tabIndex={tabIndex}
      aria-current={isOpen ? "true" : undefined}
      onClick={onOpen}
    >
      <span class="watch-row-name">
        <WatchShape watched={watched} />
        <strong>{watched.name}</strong>
      </span>
      <span class="watch-row-left">
        {watched.nextMs === null ? (
          <span class="soft">{t.value.watches.rests}</span>
        ) : (
          <Left untilMs={watched.nextMs} />
        )}
      </span>
      <span class="soft">{watched.place}</span>
      <span class="soft">
        {frame.value.company[watched.company]}
        {watched.company === "planned" && watched.nextMs !== null && (
          <span class="number"> · {frame.value.starts(when(t.value, watched.nextMs, now.value))}</span>
        )}
        {watched.heardMs !== null && (
          <>
            {" · "}
            <Ago atMs={watched.heardMs} words={t.value.watches.heard} />
          </>
        )}
      </span>
    </button>
  );
}

function WatchShape({ watched }: { watched: Watched }) {
  const { weight } = deadline(watched, now.value);
  return (
    <>
      <Shape weight={weight} />
      {weight !== "calm" && <span class="unseen">{t.value.weights[weight]}</span>}
    </>
  );
}
