import { WindowedList } from "../shared/components/WindowedList";
import { go, route } from "../shared/route";
import { BoardState } from "./BoardState";
import { CaseRowButton } from "./CaseRowButton";
import { useCommands } from "./commands";
import { useDesk } from "./desk";
import { lists } from "./lists";
import { Elsewhere } from "./shiftwork/Elsewhere";
import { t } from "./texts";

const ESTIMATE = 72;

/** Cases by urgency. J and K walk it. */
export function Queue() {
  const desk = useDesk();
  const ids = desk.queue.order.value;
  useCommands([
    command("next", "J", t.value.keys.next, () => lists.queue.current?.step(1)),
    command("previous", "K", t.value.keys.previous, () => lists.queue.current?.step(-1)),
  ]);
  const [kind, id] = route.value.split("/");
  return (
    <section class="queue" aria-labelledby="queue-heading">
      <h2 class="section-head" id="queue-heading">
        {t.value.queue.heading} <span class="count number">{t.value.queue.count(ids.length)}</span>
      </h2>
      <BoardState isEmpty={ids.length === 0} empty={t.value.queue.empty} />
      <WindowedList
        ids={ids}
        label={t.value.queue.heading}
        estimate={ESTIMATE}
        control={lists.queue}
        current={kind === "case" ? id : undefined}
        render={(one, tabIndex) => <CaseButton id={one} tabIndex={tabIndex} />}
      />
      <Elsewhere />
    </section>
  );
}

const command = (id: string, key: string, title: string, run: () => void) =>
  ({ id: `queue.${id}`, key, group: "queue", title: () => title, run }) as const;

function CaseButton({ id, tabIndex }: { id: string; tabIndex: 0 | -1 }) {
  const desk = useDesk();
  const row = desk.queue.row(id)?.value;
  if (!row) return null;
  const at = `case/${id}`;
  return (
    <CaseRowButton
      row={row}
      me={desk.me.value?.id}
      isOpen={route.value === at}
      tabIndex={tabIndex}
      onOpen={() => go(at)}
    />
  );
}
