import { type Signal, useSignal } from "@preact/signals";
import { Shape } from "../shared/components/Shape";
import { WindowedList } from "../shared/components/WindowedList";
import { go, route } from "../shared/route";
import { clock } from "../shared/words";
import { BoardState } from "./BoardState";
import { CaseRowButton } from "./CaseRowButton";
import { useCommands } from "./commands";
import { useDesk } from "./desk";
import { lists } from "./lists";
import { ResponseLine } from "./response/ResponseLine";
import { Elsewhere } from "./shiftwork/Elsewhere";
import { STORM_ID, withStorm } from "./storm";
import { t } from "./texts";

const ESTIMATE = 72;

/** Cases by urgency. J and K walk it. */
export function Queue() {
  const desk = useDesk();
  const isUnfolded = useSignal(false);
  const all = desk.queue.order.value;
  const ids = withStorm(all, desk.storm.value, isUnfolded.value);
  useCommands([
    command("next", "J", t.value.keys.next, () => lists.queue.current?.step(1)),
    command("previous", "K", t.value.keys.previous, () => lists.queue.current?.step(-1)),
  ]);
  const [kind, id] = route.value.split("/");
  return (
    <section class="queue" aria-labelledby="queue-heading">
      <h2 class="section-head" id="queue-heading">
        {t.value.queue.heading} <span class="count number">{t.value.queue.count(all.length)}</span>
      </h2>
      <ResponseLine />
      <BoardState isEmpty={ids.length === 0} empty={t.value.queue.empty} />
      <WindowedList
        ids={ids}
        label={t.value.queue.heading}
        estimate={ESTIMATE}
        control={lists.queue}
        current={kind === "case" ? id : undefined}
        render={(one, tabIndex) =>
          one === STORM_ID ? (
            <StormButton isUnfolded={isUnfolded} tabIndex={tabIndex} />
          ) : (
            <CaseButton id={one} tabIndex={tabIndex} />
          )
        }
      />
      <Elsewhere />
    </section>
  );
}

const command = (id: string, key: string, title: string, run: () => void) =>
  ({ id: `queue.${id}`, key, group: "queue", title: () => title, run }) as const;

/** Many small things as one: how many, since when, and a way to see each. */
function StormButton({ isUnfolded, tabIndex }: { isUnfolded: Signal<boolean>; tabIndex: 0 | -1 }) {
  const storm = useDesk().storm.value;
  if (!storm) return null;
  return (
    <button
      type="button"
      class="case-row storm-row"
      data-id={STORM_ID}
      tabIndex={tabIndex}
      aria-expanded={isUnfolded.value}
      onClick={() => {
        isUnfolded.value = !isUnfolded.value;
      }}
    >
      <span class="case-row-kind">
        <Shape weight="info" />
        <strong>{t.value.queue.storm(storm.ids.size)}</strong>
      </span>
      <span class="number">{t.value.queue.stormSince(clock(t.value, storm.sinceMs))}</span>
      <span class="case-row-what soft">{isUnfolded.value ? t.value.queue.stormFold : t.value.queue.stormUnfold}</span>
    </button>
  );
}

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
