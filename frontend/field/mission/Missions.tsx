import type { Mission } from "../../shared/api/missions";
import { route } from "../../shared/route";
import "./mission.css";
import { useApp } from "../app";
import type { Facts } from "../facts";
import { waiting } from "./actions";
import type { MissionFacts } from "./facts";
import { Home } from "./Home";
import { MissionScreen } from "./MissionScreen";
import { CancelMission, Planned } from "./Planned";
import { Change, EndMission, Register, Starting } from "./screens";

/** The screens of a field worker: what is so comes first, where the address points second. */
export function Missions({ facts, missions }: { facts: Facts; missions: MissionFacts }) {
  const app = useApp();
  const [screen, what, id] = route.value.split("/");
  const asked = screen === "mission" ? (what ?? "") : "";
  if (missions.mission) return <UnderWay mission={missions.mission} missions={missions} asked={asked} />;
  if (waiting(app.items.value, "mission_start") ?? beginsNow(app)) return <Starting />;
  if (asked === "new") return <Register missions={missions} templateId={id ?? null} key={id} />;
  const planned = missions.planned.find((one) => one.id === id);
  if (asked === "planned" && planned) return <Planned mission={planned} />;
  if (asked === "cancel" && planned) return <CancelMission mission={planned} />;
  if (asked === "change" && planned) return <Change mission={planned} missions={missions} />;
  return <Home facts={facts} missions={missions} />;
}

function UnderWay({ mission, missions, asked }: { mission: Mission; missions: MissionFacts; asked: string }) {
  if (asked === "end") return <EndMission mission={mission} />;
  if (asked === "change") return <Change mission={mission} missions={missions} />;
  return <MissionScreen mission={mission} />;
}

/** A mission that is to begin at once and is not sent. Its body is what was registered, until the server has it. */
function beginsNow(app: ReturnType<typeof useApp>) {
  return app.items.value.find((one) => one.kind === "mission" && one.state === "waiting" && registered(one)?.start_now);
}

export function registered({ body }: { body: string }): { start_now: boolean; start_ms: number; name: string } | null {
  try {
    const { start_now, start_ms, place } = JSON.parse(body);
    return { start_now, start_ms, name: place.name };
  } catch {
    return null;
  }
}
