import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { Shape } from "../../shared/components/Shape";
import { WindowedList } from "../../shared/components/WindowedList";
import { explain } from "../../shared/explain";
import { go } from "../../shared/route";
import { clock } from "../../shared/words";
import { useDesk } from "../desk";
import { Left } from "../Left";
import { useTests } from "../panels/usePanels";
import { t } from "../texts";
import { close } from "../windows";
import { l } from "./texts";
import type { MovedCalls } from "./types";
import { type Coming, coming } from "./upcoming";

const ROW_PX = 56;
/** The list is made anew so often; each row's own time runs by the second. */
const STEP_MS = 5_000;
const KEY = "s";

/** What the next half hour brings, in order of time, and where it is more than one person can do. */
export function HalfHourWindow() {
  const { board } = useDesk();
  const nowMs = Math.floor(now.value / STEP_MS) * STEP_MS;
  const { tests } = useTests();
  if (!board.value) return <p class="soft">{l.value.halfHour.unknown}</p>;
  const all = coming(board.value, nowMs, tests ?? []);
  const byId = new Map(all.map((one, index) => [`${index}/${one.kind}/${one.address}`, one]));
  const near = all.filter(({ isBunched }) => isBunched).length;
  return (
    <div class="form">
      <p class="soft number">{l.value.halfHour.count(all.length)}</p>
      <SpreadCalls near={near} />
      {all.length === 0 ? (
        <p>{l.value.halfHour.empty}</p>
      ) : (
        <div class="half-hour">
          <WindowedList
            ids={[...byId.keys()]}
            label={l.value.halfHour.list}
            estimate={ROW_PX}
            render={(id, tabIndex) => <ComingRow id={id} one={byId.get(id)} tabIndex={tabIndex} />}
          />
        </div>
      )}
      <div class="buttons">
        <button type="button" onClick={close}>
          {t.value.close}
        </button>
      </div>
    </div>
  );
}

/** One key makes room between the calls: some come earlier than agreed, none later. */
function SpreadCalls({ near }: { near: number }) {
  const desk = useDesk();
  const said = useSignal("");
  const error = useSignal<unknown>(null);
  const isBusy = useSignal(false);
  const spread = async () => {
    if (near === 0 || isBusy.peek()) return;
    isBusy.value = true;
    try {
      const { moved } = await desk.ask<MovedCalls>({ method: "POST", path: "calls/spread", body: {}, key: newKey() });
      await desk.changed(moved.map(({ id }) => `mission/${id}`));
      said.value = moved.length > 0 ? l.value.halfHour.moved(moved.length) : l.value.halfHour.notMoved;
      error.value = null;
    } catch (failure) {
      error.value = failure;
    } finally {
      isBusy.value = false;
    }
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== KEY || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      void spread();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  });
  return (
    <>
      {near > 0 && (
        <Notice weight="soon">
          <p>{l.value.halfHour.bunches(near)}</p>
          <p class="buttons">
            <button type="button" class="primary" aria-disabled={isBusy.value} onClick={() => void spread()}>
              {l.value.halfHour.spread} <kbd>{KEY.toUpperCase()}</kbd>
            </button>
            <span class="soft">{l.value.halfHour.spreadHint}</span>
          </p>
        </Notice>
      )}
      <p class="soft" role="status">
        {said.value}
      </p>
      {error.value !== null && (
        <Notice weight="soon" spoken>
          {explain(t.value, error.value)}
        </Notice>
      )}
    </>
  );
}

interface ComingRowProps {
  id: string;
  one: Coming | undefined;
  tabIndex: 0 | -1;
}

function ComingRow({ id, one, tabIndex }: ComingRowProps) {
  if (!one) return null;
  const open = () => {
    if (!one.address) return;
    close();
    go(one.address);
  };
  return (
    <button type="button" class="coming-row" data-id={id} tabIndex={tabIndex} onClick={open}>
      <span class="number">{clock(t.value, one.atMs)}</span>
      <span>
        <strong>{one.who}</strong> <span class="soft">{one.where}</span>
      </span>
      <span>
        {l.value.halfHour.kinds[one.kind]}
        {one.isBunched && (
          <span class="soon">
            {" "}
            <Shape weight="soon" /> {l.value.halfHour.bunched}
          </span>
        )}
      </span>
      <Left untilMs={one.atMs} />
    </button>
  );
}
