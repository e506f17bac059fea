import type { Mission } from "../../shared/api/missions";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { go } from "../../shared/route";
import { clock, when } from "../../shared/words";
import { useApp } from "../app";
import { t } from "../texts";
import { EndNotice } from "../watch/EndNotice";
import { WatchScreen } from "../watch/WatchScreen";
import { waiting } from "./actions";
import { watchOfMission } from "./watchOfMission";
import { w } from "./words";

/** On a mission: the screen of every watch, and what only a mission has to say. */
export function MissionScreen({ mission }: { mission: Mission }) {
  const watch = watchOfMission(mission);
  const leads = useLeads(mission);
  const next = mission.next_contact_ms;
  return (
    <WatchScreen
      watch={watch}
      word={w.value.word}
      about={<About mission={mission} leads={leads} />}
      notices={
        <>
          <Unsent />
          {leads && <EndNotice watch={watch} words={{ soon: w.value.endSoon, passed: w.value.endPassed }} />}
        </>
      }
      restful={
        <>
          <p>{w.value.calls}</p>
          {next !== null && (
            <p class="number">{(next > now.value ? w.value.callsAt : w.value.callIsLate)(clock(t.value, next))}</p>
          )}
        </>
      }
      ends={w.value.endsAt(when(t.value, mission.planned_end_ms, now.value))}
      ways={
        leads && (
          <>
            <button type="button" onClick={() => go("mission/change")}>
              {w.value.change}
            </button>
            <button type="button" onClick={() => go("mission/end")}>
              {w.value.end}
            </button>
          </>
        )
      }
    />
  );
}

/** Whether this phone's person leads the mission; the others of its party report, and leave the plan to the leader. */
export function useLeads(mission: Mission): boolean {
  return useApp().session.person.value?.id === mission.worker.id;
}

function About({ mission, leads }: { mission: Mission; leads: boolean }) {
  return (
    <>
      <p class="soft">{mission.place.name}</p>
      {!leads && <p class="soft">{w.value.leader(mission.worker.name)}</p>}
      {leads && mission.party.length > 0 && <p class="soft">{w.value.party(mission.party.map(({ name }) => name))}</p>}
    </>
  );
}

/** What was done and is not there yet: the centre goes by what it knows. */
function Unsent() {
  const app = useApp();
  const items = app.items.value;
  const cutOff = app.cutOff.value;
  const isEnding = waiting(items, "mission_end") !== undefined;
  const isChanging = waiting(items, "mission_change") !== undefined;
  const longer = cutOff ? waiting(items, "extension") : undefined;
  return (
    <>
      {isEnding && (
        <Notice weight="info" spoken>
          {cutOff ? w.value.endWaits : w.value.endSends}
        </Notice>
      )}
      {longer && (
        <Notice weight="info" spoken>
          {w.value.extended(minutesOf(longer.body))}
        </Notice>
      )}
      {isChanging && cutOff && (
        <Notice weight="info" spoken>
          {w.value.changeWaits}
        </Notice>
      )}
    </>
  );
}

function minutesOf(body: string): number {
  try {
    return Number(JSON.parse(body).minutes);
  } catch {
    return 0;
  }
}
