import { WindowedList } from "../shared/components/WindowedList";
import { go, route } from "../shared/route";
import { BoardState } from "./BoardState";
import { useCommands } from "./commands";
import { useDesk } from "./desk";
import { frame } from "./frame";
import { lists } from "./lists";
import { t } from "./texts";
import { WatchRowButton } from "./WatchRowButton";

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
      <BoardState isEmpty={ids.length === 0} empty={t.value.watches.empty} />
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
  return <WatchRowButton watched={watched} isOpen={route.value === id} tabIndex={tabIndex} onOpen={() => go(id)} />;
}
