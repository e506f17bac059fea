import { now } from "../../shared/clock";
import { go } from "../../shared/route";
import { when } from "../../shared/words";
import { useApp } from "../app";
import { Foot } from "../Foot";
import type { Facts } from "../facts";
import { Page } from "../Page";
import { Signals } from "../Signals";
import { SosBanner } from "../Sos";
import { t } from "../texts";
import type { MissionFacts } from "./facts";
import { registered } from "./Missions";
import { w } from "./words";

/** Nothing is under way: a new mission first, then what is planned, then what was done before. */
export function Home({ facts, missions }: { facts: Facts; missions: MissionFacts }) {
  const { planned, templates } = missions;
  const isGuard = facts.assignments.length > 0;
  return (
    <Page title={w.value.heading} close={null} settings>
      <SosBanner since={0} />
      <Signals watch={null} />
      <button type="button" class="primary large" onClick={() => go("mission/new")}>
        {w.value.new}
      </button>
      <Unsent />
      {planned.length === 0 && templates.length === 0 && <p>{w.value.none}</p>}
      {planned.length > 0 && (
        <section class="list">
          <h2>{w.value.planned}</h2>
          <ul>
            {planned.map((one) => (
              <li key={one.id}>
                <button type="button" class="place" onClick={() => go(`mission/planned/${one.id}`)}>
                  <strong>{one.place.name}</strong>
                  <span>{one.what}</span>
                  <span class="number">{w.value.startsAt(when(t.value, one.start_ms, now.value))}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {templates.length > 0 && (
        <section class="list">
          <h2>{w.value.again}</h2>
          <ul>
            {templates.map((one) => (
              <li key={one.id}>
                <button type="button" class="place" onClick={() => go(`mission/new/${one.id}`)}>
                  <strong>{one.place.name}</strong>
                  <span>{one.what}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {isGuard && (
        <button type="button" onClick={() => go("choose")}>
          {w.value.toDuty}
        </button>
      )}
      <Foot watch={null} />
    </Page>
  );
}

/** Registered here, and not yet there. */
function Unsent() {
  const app = useApp();
  const items = app.items.value.filter((item) => item.kind === "mission" && item.state === "waiting");
  return (
    <>
      {items.map((item) => {
        const said = registered(item);
        const words = app.cutOff.value ? w.value.notSent : w.value.sending;
        return (
          <p key={item.id} class="soon" role="status">
            {said && words(said.name, when(t.value, said.start_ms, now.value))}
          </p>
        );
      })}
    </>
  );
}
