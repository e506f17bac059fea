import type { ComponentChildren } from "preact";
import type { Mission } from "../../shared/api/missions";
import { FourForms } from "../../shared/coordinates/FourForms";
import { each } from "../../shared/missions/words";
import { grouped } from "../../shared/phone";
import { w } from "./words";

/** What was told of a mission, to be looked up on the way. */
export function Details({ mission }: { mission: Mission }) {
  const { facts } = w.value;
  const { next_of_kin, companions } = mission;
  return (
    <section class="mission-details">
      <dl class="facts">
        <Fact name={facts.what}>{mission.what}</Fact>
        <Fact name={facts.contact}>{w.value.contacts[mission.contact](each(mission.interval_s))}</Fact>
        {mission.place.text && <Fact name={facts.place}>{mission.place.text}</Fact>}
        {mission.route && <Fact name={facts.route}>{mission.route}</Fact>}
        {mission.vehicle && <Fact name={facts.vehicle}>{mission.vehicle}</Fact>}
        {companions.length > 0 && <Fact name={facts.companions}>{companions.map(({ name }) => name).join(", ")}</Fact>}
        {next_of_kin && (
          <Fact name={facts.kin}>
            {next_of_kin.name} {grouped(next_of_kin.phone)}
          </Fact>
        )}
      </dl>
      <FourForms place={mission.place} />
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt class="soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
