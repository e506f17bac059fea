import { useSignal } from "@preact/signals";
import { newKey } from "../../shared/api/client";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { when } from "../../shared/words";
import { Fact } from "../case/WhoWhere";
import { useDesk } from "../desk";
import { Left } from "../Left";
import { t } from "../texts";
import { HandForm } from "./HandForm";
import { LinkForm } from "./LinkForm";
import { Signals } from "./Signals";
import { s } from "./signalWords";
import { TestForm } from "./TestForm";
import type { Panel, PanelState } from "./types";
import { usePanelState } from "./usePanels";
import { w } from "./words";

type Doing = "test" | "link" | "hand" | "signals" | null;

/** One panel: how it stands, whether it is on test, and what can be done about it. */
export function PanelCard({ panel }: { panel: Panel }) {
  const { found, error, again } = usePanelState(panel.id);
  const doing = useSignal<Doing>(null);
  const said = useSignal("");
  const done = async (what: string) => {
    doing.value = null;
    said.value = what;
    await again();
  };
  const heading = `panel-${panel.id}`;
  const leave = () => {
    doing.value = null;
  };
  return (
    <section class="panel-card" aria-labelledby={heading}>
      <h3 id={heading}>{panel.name}</h3>
      {error !== null && <Notice weight="soon">{explain(t.value, error)}</Notice>}
      {found === null ? (
        error === null && <p class="soft">{t.value.loading}</p>
      ) : (
        <>
          <Facts panel={panel} state={found} />
          <p class="soft" role="status">
            {said.value}
          </p>
          {doing.value === null && <Doings state={found} choose={doing} done={done} panel={panel} />}
          {doing.value === "test" && (
            <TestForm panel={panel} state={found} onDone={() => void done("")} onLeave={leave} />
          )}
          {doing.value === "link" && <LinkForm panel={panel} onSent={(what) => void done(what)} onLeave={leave} />}
          {doing.value === "signals" && (
            <>
              <Signals panel={panel} />
              <div class="buttons">
                <button type="button" onClick={leave}>
                  {t.value.back}
                </button>
              </div>
            </>
          )}
          {doing.value === "hand" && <HandForm panel={panel} onKept={(what) => void done(what)} onLeave={leave} />}
        </>
      )}
    </section>
  );
}

interface DoingsProps {
  panel: Panel;
  state: PanelState;
  choose: { value: Doing };
  done(what: string): Promise<void>;
}

function Doings({ panel, state, choose, done }: DoingsProps) {
  const desk = useDesk();
  const fault = useSignal<unknown>(null);
  const isOn = state.test?.on ?? false;
  const end = async () => {
    fault.value = null;
    try {
      await desk.ask({ method: "POST", path: `panels/${panel.id}/test/end`, body: {}, key: newKey() });
      await done(w.peek().test.ended);
    } catch (failure) {
      fault.value = failure;
    }
  };
  const button = (what: Doing, word: string) => (
    <button
      type="button"
      onClick={() => {
        choose.value = what;
      }}
    >
      {word}
    </button>
  );
  return (
    <>
      {fault.value !== null && (
        <Notice weight="soon" spoken>
          {explain(t.value, fault.value)}
        </Notice>
      )}
      <div class="buttons">
        {button("test", isOn ? w.value.test.extend : w.value.test.begin)}
        {isOn && (
          <button type="button" onClick={() => void end()}>
            {w.value.test.end}
          </button>
        )}
        {isOn && button("link", w.value.link.send)}
        {button("hand", w.value.hand.enter)}
        {button("signals", s.value.open)}
      </div>
    </>
  );
}

function Facts({ panel, state }: { panel: Panel; state: PanelState }) {
  const { test, partitions } = state;
  const active = state.active.filter((one) => one.restored_ms == null);
  const named = (number: string) => panel.partitions.find((one) => one.number === number)?.name ?? "";
  return (
    <>
      {test?.on && <OnTest test={test} panel={panel} />}
      {state.silent_case_id && (
        <Notice weight="soon">
          <a href={`#case/${state.silent_case_id}`}>{w.value.silent}</a>
        </Notice>
      )}
      <dl class="facts">
        <Fact name={w.value.account}>{panel.account}</Fact>
        <Fact name={w.value.heard}>
          {state.heard_at_ms === null ? w.value.never : when(t.value, state.heard_at_ms, now.value)}
        </Fact>
        {partitions.map(({ number, armed }) => (
          <Fact key={number} name={w.value.partition(number, named(number))}>
            {w.value.states[armed === null ? "unknown" : armed ? "armed" : "disarmed"]}
          </Fact>
        ))}
        {active.length > 0 && (
          <Fact name={w.value.active}>
            {active.map((one) => (
              <div key={`${one.zone}/${one.partition}/${one.code}`}>
                {w.value.categories[one.matter]} {one.zone || one.code}{" "}
                {panel.zones.find(({ number }) => number === one.zone)?.name}
              </div>
            ))}
          </Fact>
        )}
        {panel.operation && (
          <Fact name={w.value.operation}>
            <span class="as-written">{panel.operation}</span>
          </Fact>
        )}
        {panel.technician && <Fact name={w.value.technician}>{panel.technician}</Fact>}
      </dl>
    </>
  );
}

function OnTest({ test, panel }: { test: NonNullable<PanelState["test"]>; panel: Panel }) {
  const facts = [
    test.zones.length > 0 ? w.value.test.zones(test.zones) : w.value.test.whole,
    w.value.signals(test.signals),
    test.open.length > 0 && w.value.open(test.open.length),
    panel.zones.length > 0 && w.value.test.tried(test.tried, test.zones.length || panel.zones.length),
    test.fitter_name && w.value.followed(test.fitter_name),
    test.why,
    test.by_name,
  ];
  return (
    <Notice weight="info">
      <p>
        <strong>{w.value.test.on}</strong>{" "}
        <span class="number">{w.value.ends(when(t.value, test.until_ms, now.value))}</span>,{" "}
        <Left untilMs={test.until_ms} />
        <br />
        {facts.filter(Boolean).join(" · ")}
      </p>
    </Notice>
  );
}
