import { useSignal } from "@preact/signals";
import type { Mission } from "../../shared/api/missions";
import { now, serverNow } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { changesOf } from "../../shared/missions/changes";
import { type Draft, type Fault, faultsOf, fromMission } from "../../shared/missions/draft";
import { MissionFields } from "../../shared/missions/Fields";
import { m, span } from "../../shared/missions/words";
import { leave, returnTo } from "../../shared/route";
import { extend } from "../actions";
import { useApp } from "../app";
import * as geo from "../geo";
import { Page } from "../Page";
import { change } from "./actions";
import { Details } from "./Details";
import type { MissionFacts } from "./facts";
import { watchOfMission } from "./watchOfMission";
import { w } from "./words";

const MORE_MIN = [30, 60, 120];
const LOCATE_MS = 12_000;

/** Longer with one press; everything else in the fields it was registered with. */
export function Change({ mission, missions }: { mission: Mission; missions: MissionFacts }) {
  const app = useApp();
  const begun = mission.state === "under_way";
  const back = () => returnTo(begun ? "" : `mission/planned/${mission.id}`);
  const draft = useSignal<Draft>(fromMission(mission, missions.kinds, now.peek()));
  const faults = useSignal<Fault[]>([]);
  const said = useSignal("");
  const longer = (minutes: number) => {
    leave();
    void extend(app, watchOfMission(mission), minutes);
  };
  const submit = () => {
    faults.value = faultsOf(draft.value, serverNow());
    if (faults.value.length > 0) return;
    const changes = changesOf(draft.value, mission);
    said.value = Object.keys(changes).length === 0 ? w.value.unchanged : "";
    if (said.value) return;
    back();
    void change(app, mission, changes);
  };
  return (
    <Page title={w.value.changeHeading} close={back}>
      {begun && (
        <section class="form">
          <h2>{w.value.longer}</h2>
          <div class="row">
            {MORE_MIN.map((minutes) => (
              <button type="button" key={minutes} onClick={() => longer(minutes)}>
                {w.value.plus(span(minutes * 60))}
              </button>
            ))}
          </div>
        </section>
      )}
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <MissionFields
          draft={draft.value}
          onChange={(changed) => {
            draft.value = { ...draft.peek(), ...changed };
            faults.value = [];
            said.value = "";
          }}
          kinds={missions.kinds}
          colleagues={[]}
          faults={faults.value}
          own
          changes={begun ? "under_way" : "planned"}
          locate={() => geo.fix(LOCATE_MS)}
        />
        {(faults.value.length > 0 || said.value) && (
          <Notice weight="soon" spoken>
            {said.value || `${w.value.missing} ${m.value.faults[faults.value[0] ?? "place"]}`}
          </Notice>
        )}
        <button type="submit" class="primary large">
          {w.value.save}
        </button>
      </form>
      <Details mission={mission} />
    </Page>
  );
}
