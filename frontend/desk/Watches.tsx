import { now } from "../shared/clock";
import { Shape } from "../shared/components/Shape";
import { WindowedList } from "../shared/components/WindowedList";
import { go, route } from "../shared/route";
import { Ago } from "./Ago";
import { useCommands } from "./commands";
import { useDesk } from "./desk";
import { frame } from "./frame";
import { Left } from "./Left";
import { lists } from "./lists";
import { t } from "./texts";
import { deadline, type Watched } from "./watched";

const ESTIMATE = 66;
const COLUMN = 300;

/** Everybody being watched, guards and field workers in one list, the least time left first. */
export function Watches() {
  const desk = useDesk();
  const ids = desk.watched.order.value;
  useCommands([
    {
      id: "watched.list",
      key: "F",
      group: "watched",
      title: () => frame.value.toWatched,
      run: () => lists.watched.current?.focus(),
    },
  ]);
  return (
    <section class="watches" aria-labelledby="watches-heading">
      <h2 class="section-head" id="watches-heading">
        {t.value.watches.heading} <span class="count number">{t.value.watches.count(ids.length)}</span>
      </h2>
      {desk.board.value === null && <p class="soft pad">{t.value.loading}</p>}
      {desk.board.value !== null && ids.length === 0 && <p class="soft pad">{t.value.watches.empty}</p>}
      <WindowedList
        ids={ids}
        label={t.value.watches.heading}
        estimate={ESTIMATE}
        columnWidth={COLUMN}
        control={lists.watched}
        current={route.value}
        render={(key, tabIndex) => <WatchButton id={key} tabIndex={tabIndex} />}
      />
    </section>
  );
}

function WatchButton({ id, tabIndex }: { id: string; tabIndex: 0 | -1 }) {
  const watched = useDesk().watched.row(id)?.value;
  if (!watched) return null;
  return (
    <button
      type="button"
      class="watch-row"
      data-id={id}
      tabIndex={tabIndex}
      aria-current={route.value === id ? "true" : undefined}
      onClick={() => go(id)}
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
