import type { Mission } from "../../shared/api/missions";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { go, leave, returnTo } from "../../shared/route";
import { when } from "../../shared/words";
import { useApp } from "../app";
import { Foot } from "../Foot";
import { Page } from "../Page";
import { Signals } from "../Signals";
import { t } from "../texts";
import { cancel, start, waiting } from "./actions";
import { Details } from "./Details";
import { useLeads } from "./MissionScreen";
import { w } from "./words";

/** A mission that is planned: its start is confirmed here, since the centre waits for it. */
export function Planned({ mission }: { mission: Mission }) {
  const app = useApp();
  const leads = useLeads(mission);
  const isCancelled = waiting(app.items.value, "mission_cancel")?.path.includes(mission.id) ?? false;
  const time = when(t.value, mission.start_ms, now.value);
  return (
    <Page title={mission.place.name} close={leave}>
      <Signals watch={null} />
      <p class="number">{w.value.startsAt(time)}</p>
      {!leads && <p>{w.value.leaderStarts(mission.worker.name)}</p>}
      {isCancelled && (
        <Notice weight="soon" spoken>
          {w.value.cancelWaits}
        </Notice>
      )}
      {leads && !isCancelled && (
        <>
          <p>{w.value.confirm(time)}</p>
          <button type="button" class="primary large" onClick={() => void begin(app, mission)}>
            {w.value.start}
          </button>
          <div class="row">
            <button type="button" onClick={() => go(`mission/change/${mission.id}`)}>
              {w.value.change}
            </button>
            <button type="button" onClick={() => go(`mission/cancel/${mission.id}`)}>
              {w.value.cancel}
            </button>
          </div>
        </>
      )}
      <Details mission={mission} />
      <Foot watch={null} />
    </Page>
  );
}

async function begin(app: ReturnType<typeof useApp>, mission: Mission): Promise<void> {
  leave();
  await start(app, mission);
}

/** It will not be: asked once, so that no thumb does it by accident. */
export function CancelMission({ mission }: { mission: Mission }) {
  const app = useApp();
  const back = () => returnTo(`mission/planned/${mission.id}`);
  const confirm = () => {
    leave();
    void cancel(app, mission);
  };
  return (
    <Page title={w.value.cancelHeading} close={back}>
      <p>{mission.place.name}</p>
      <p>{w.value.cancelText}</p>
      <button type="button" class="primary large" onClick={confirm}>
        {w.value.cancelConfirm}
      </button>
      <button type="button" class="large" onClick={back}>
        {t.value.back}
      </button>
    </Page>
  );
}
