import { useLayoutEffect, useRef } from "preact/hooks";
import type { Mission } from "../../shared/api/missions";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { clock, when } from "../../shared/words";
import { useCommands } from "../commands";
import { useDesk } from "../desk";
import { leaveTo } from "../lists";
import { Phone } from "../Phone";
import { PhoneTest } from "../PhoneTest";
import { t } from "../texts";
import { opened } from "../windows";
import { CallCard } from "./CallCard";
import type { Doing } from "./forms";
import { MissionFacts } from "./MissionFacts";
import { useMission } from "./useMission";
import { w } from "./words";

const DOABLE: Record<"planned" | "under_way", Doing[]> = {
  planned: ["start", "change", "cancel"],
  under_way: ["check-ins", "extension", "change", "end"],
};

/** A mission in the middle: the call that is due first, then what an operator does for who is on the telephone. */
export function MissionPanel({ id }: { id: string }) {
  const row = useDesk().board.value?.missions.get(id);
  const { mission, error, took } = useMission(id, row?.version);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), [id, mission === null]);
  useCommands([
    {
      id: "mission.leave",
      key: "Esc",
      group: "watched",
      title: () => t.value.keys.close,
      run: () => leaveTo("watched"),
    },
  ]);
  if (!mission) {
    return (
      <section class="panel" aria-busy={error === null}>
        {error === null ? (
          <p class="soft">{t.value.loading}</p>
        ) : (
          <Notice weight="soon" spoken>
            {w.value.loadFailed} {explain(t.value, error)}
          </Notice>
        )}
      </section>
    );
  }
  return (
    <section class="panel mission" aria-labelledby="mission-heading">
      <header class="case-head">
        <h2 id="mission-heading" ref={heading} tabIndex={-1}>
          {mission.worker.name} · {mission.place.name}
        </h2>
        <Doings mission={mission} />
      </header>
      {error !== null && <Notice weight="soon">{explain(t.value, error)}</Notice>}
      {mission.contact === "centre_calls" && mission.state === "under_way" && (
        <CallCard key={`${mission.call?.due_at_ms} ${mission.call?.attempt}`} mission={mission} took={took} />
      )}
      <MissionNotices mission={mission} />
      <MissionFacts mission={mission} />
      <PhoneTest personId={mission.worker.id} />
    </section>
  );
}

function Doings({ mission }: { mission: Mission }) {
  const { state } = mission;
  if (state !== "planned" && state !== "under_way") return <p class="soft">{w.value.gone}</p>;
  return (
    <div class="buttons">
      {DOABLE[state].map((doing) => (
        <button
          type="button"
          key={doing}
          onClick={() => {
            opened.value = { window: "mission", what: { doing, mission } };
          }}
        >
          {w.value.do[doing]}
        </button>
      ))}
    </div>
  );
}

function MissionNotices({ mission }: { mission: Mission }) {
  const { dying } = mission;
  return (
    <>
      {mission.start_stage === "missed" && <Notice weight="now">{w.value.startMissed}</Notice>}
      {mission.end_stage === "overdue" && <Notice weight="soon">{w.value.endOverdue}</Notice>}
      {dying && (
        <Notice weight="soon">
          <p>
            {w.value.dying(clock(t.value, dying.at_ms))}
            {dying.going_to && ` ${w.value.dyingGoing(dying.going_to)}`}
            {dying.next_contact_ms && ` ${w.value.dyingNext(when(t.value, dying.next_contact_ms, now.value))}`}
          </p>
          {dying.companion_phone && (
            <p>
              {w.value.dyingCompanion} <Phone number={dying.companion_phone} silent={mission.hushed} />
            </p>
          )}
        </Notice>
      )}
    </>
  );
}
