import type { ComponentChildren } from "preact";
import type { Mission } from "../../shared/api/missions";
import { now } from "../../shared/clock";
import { each, kindName } from "../../shared/missions/words";
import { clock, when } from "../../shared/words";
import { Ago } from "../Ago";
import { Left } from "../Left";
import { Phone } from "../Phone";
import { t } from "../texts";
import { w } from "./words";

/** Who, where, what, how and until when: all that was told. */
export function MissionFacts({ mission }: { mission: Mission }) {
  const { facts } = w.value;
  const { worker, companions, next_of_kin, party } = mission;
  return (
    <section aria-labelledby="mission-facts">
      <h3 id="mission-facts">{facts.heading}</h3>
      <dl class="facts">
        <Fact name={facts.worker}>
          <strong>{worker.name}</strong> <Phone number={worker.phone} silent={mission.hushed} />
        </Fact>
        <Fact name={facts.state}>{w.value.states[mission.state]}</Fact>
        <Fact name={facts.place}>
          {mission.place.name}
          {mission.place.text && (
            <>
              <br />
              <span class="soft">{mission.place.text}</span>
            </>
          )}
        </Fact>
        <Fact name={facts.what}>{mission.what}</Fact>
        <Fact name={facts.kind}>{kindName(mission.kind_id, mission.kind_name)}</Fact>
        <Fact name={facts.contact}>{w.value.contacts[mission.contact](each(mission.interval_s))}</Fact>
        <Times mission={mission} />
        <Told name={facts.route} text={mission.route} />
        <Told name={facts.vehicle} text={mission.vehicle} />
        {companions.length > 0 && (
          <Fact name={facts.companions}>
            {companions.map((one) => (
              <span class="one" key={one.name}>
                {one.name} {one.phone && <Phone number={one.phone} />}
              </span>
            ))}
          </Fact>
        )}
        {party.length > 0 && <Fact name={facts.party}>{party.map(({ name }) => name).join(", ")}</Fact>}
        {next_of_kin && (
          <Fact name={facts.kin}>
            {next_of_kin.name} <Phone number={next_of_kin.phone} />
          </Fact>
        )}
        {mission.customer_name && <Fact name={facts.customer}>{mission.customer_name}</Fact>}
      </dl>
    </section>
  );
}

function Times({ mission }: { mission: Mission }) {
  const { facts } = w.value;
  const { started_at_ms, battery_percent, next_contact_ms, state } = mission;
  return (
    <>
      <Fact name={started_at_ms === null ? facts.starts : facts.started}>
        {when(t.value, started_at_ms ?? mission.start_ms, now.value)}
      </Fact>
      <Fact name={facts.ends}>{when(t.value, mission.planned_end_ms, now.value)}</Fact>
      {next_contact_ms !== null && (
        <Fact name={facts.next}>
          {clock(t.value, next_contact_ms)}, <Left untilMs={next_contact_ms} words={t.value.who.left} />
        </Fact>
      )}
      {state === "under_way" && (
        <Fact name={facts.heard}>
          {when(t.value, mission.last_heard_at_ms, now.value)}, <Ago atMs={mission.last_heard_at_ms} />
        </Fact>
      )}
      {state === "under_way" && (
        <Fact name={facts.battery}>{battery_percent === null ? w.value.never : w.value.percent(battery_percent)}</Fact>
      )}
    </>
  );
}

function Told({ name, text }: { name: string; text: string }) {
  return text ? <Fact name={name}>{text}</Fact> : null;
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="number">{children}</dd>
    </div>
  );
}
