import { useRef } from "preact/hooks";
import type { WatchRow } from "../shared/api/types";
import { now } from "../shared/clock";
import { Shape } from "../shared/components/Shape";
import { go, route } from "../shared/route";
import { Ago } from "./Ago";
import { byTimeLeft, deadline } from "./board";
import { useDesk } from "./desk";
import { Left } from "./Left";
import { t } from "./texts";
import { useKeptFocus } from "./useKeptFocus";

/** Everybody being watched, the least time left first. */
export function Watches() {
  const board = useDesk().board.value;
  const list = useRef<HTMLUListElement>(null);
  const watches = board ? byTimeLeft(board) : [];
  useKeptFocus(list);
  return (
    <section class="watches" aria-labelledby="watches-heading">
      <h2 class="section-head" id="watches-heading">
        {t.value.watches.heading} <span class="count number">{t.value.watches.count(watches.length)}</span>
      </h2>
      {watches.length === 0 && <p class="soft pad">{t.value.watches.empty}</p>}
      <ul ref={list}>
        {watches.map((watch) => (
          <li key={watch.id}>
            <WatchButton watch={watch} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function WatchButton({ watch }: { watch: WatchRow }) {
  const isOpen = route.value === `duty/${watch.id}`;
  return (
    <button
      type="button"
      class="watch-row"
      data-id={watch.id}
      aria-current={isOpen ? "true" : undefined}
      onClick={() => go(`duty/${watch.id}`)}
    >
      <span class="watch-row-name">
        <WatchShape watch={watch} />
        <strong>{watch.guard.name}</strong>
      </span>
      <span class="watch-row-left">
        {watch.next_check_in_ms === null ? (
          <span class="soft">{t.value.watches.rests}</span>
        ) : (
          <Left untilMs={watch.next_check_in_ms} />
        )}
      </span>
      <span class="soft">
        {watch.site_name}, {watch.town}
      </span>
      <span class="soft">
        {watch.alone ? t.value.watches.alone : t.value.watches.together} ·{" "}
        <Ago atMs={watch.last_heard_at_ms} words={t.value.watches.heard} />
      </span>
    </button>
  );
}

function WatchShape({ watch }: { watch: WatchRow }) {
  const { weight } = deadline(watch, now.value);
  return (
    <>
      <Shape weight={weight} />
      {weight !== "calm" && <span class="unseen">{t.value.weights[weight]}</span>}
    </>
  );
}
