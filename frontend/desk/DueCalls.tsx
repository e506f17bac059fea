import type { CallRow } from "../shared/api/types";
import { now } from "../shared/clock";
import { Shape } from "../shared/components/Shape";
import { WindowedList } from "../shared/components/WindowedList";
import { go, route } from "../shared/route";
import { clock } from "../shared/words";
import { useCommands } from "./commands";
import { useDesk } from "./desk";
import { frame } from "./frame";
import { Left } from "./Left";
import { lists } from "./lists";
import { t } from "./texts";

const ESTIMATE = 66;

/** The calls that the centre has agreed to make, the next one first. Not there at all while none is agreed. */
export function DueCalls() {
  const ids = useDesk().calls.order.value;
  useCommands([
    {
      id: "calls.list",
      key: "D",
      group: "watched",
      title: () => frame.value.calls.go,
      enabled: () => ids.length > 0,
      run: () => lists.calls.current?.focus(),
    },
  ]);
  if (ids.length === 0) return null;
  return (
    <section class="due-calls" aria-labelledby="calls-heading">
      <h2 class="section-head" id="calls-heading">
        {frame.value.calls.heading} <span class="count number">{frame.value.calls.count(ids.length)}</span>
      </h2>
      <WindowedList
        ids={ids}
        label={frame.value.calls.heading}
        estimate={ESTIMATE}
        control={lists.calls}
        render={(id, tabIndex) => <CallButton id={id} tabIndex={tabIndex} />}
      />
    </section>
  );
}

function CallButton({ id, tabIndex }: { id: string; tabIndex: 0 | -1 }) {
  const call = useDesk().calls.row(id)?.value;
  if (!call) return null;
  return (
    <button
      type="button"
      class="watch-row"
      data-id={id}
      tabIndex={tabIndex}
      aria-current={route.value === `mission/${id}` ? "true" : undefined}
      onClick={() => go(`mission/${id}`)}
    >
      <span class="watch-row-name">
        <CallShape call={call} />
        <strong>{call.name}</strong>
      </span>
      <span class="watch-row-left">
        <Left untilMs={call.due_at_ms} />
      </span>
      <span class="soft">{call.place}</span>
      <span class="soft number">
        {call.failed && <strong class="now">{frame.value.calls.failed} · </strong>}
        {call.dialled_at_ms === null
          ? frame.value.calls.due(clock(t.value, call.due_at_ms))
          : frame.value.calls.dialled(clock(t.value, call.dialled_at_ms), call.dialled_by_name)}
      </span>
    </button>
  );
}

function CallShape({ call }: { call: CallRow }) {
  const isDialled = call.dialled_at_ms !== null && !call.failed;
  const weight = isDialled ? "soon" : call.due_at_ms > now.value ? "calm" : "now";
  return (
    <>
      <Shape weight={weight} />
      {weight !== "calm" && <span class="unseen">{t.value.weights[weight]}</span>}
    </>
  );
}
