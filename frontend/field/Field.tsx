import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Assignment, Duty } from "../shared/api/types";
import { titled } from "../shared/exercise";
import { explain } from "../shared/explain";
import { route } from "../shared/route";
import { useApp } from "./app";
import { DutyScreen } from "./DutyScreen";
import { Foot } from "./Foot";
import type { Facts } from "./facts";
import { Page } from "./Page";
import { Signals } from "./Signals";
import { Sos, SosBanner, useSos } from "./Sos";
import {
  Choose,
  Dying,
  Install,
  InstructionPage,
  Missions,
  More,
  OffDuty,
  Options,
  SignIn,
  Start,
  Turnout,
} from "./screens";
import { t } from "./texts";
import { underWay } from "./watch/underWay";

/** Which screen: what is so comes first, where the address points comes second. */
export function Field() {
  const app = useApp();
  const sos = useSos();
  const seen = useSignal<string | null>(null);
  const facts = app.facts.value;
  const title = t.value.title;
  useEffect(() => {
    document.title = titled(title);
  }, [title]);

  if (sos && sos.id !== seen.value && isNews(sos.made_at_ms, app.startedAtMs)) {
    return (
      <Sos
        sos={sos}
        onClose={() => {
          seen.value = sos.id;
        }}
      />
    );
  }
  if (route.value === "options") return <Options />;
  if (route.value === "install") return <Install />;
  const session = app.session.kept.value;
  if (!session || (session.ended && !underWay(facts)) || route.value === "sign-in") return <SignIn />;
  if (!facts) return <NoFacts />;
  return <Known facts={facts} />;
}

/** After a restart an old SOS is a line on the duty screen, not the whole of it. */
const isNews = (madeAtMs: number, startedAtMs: number): boolean => madeAtMs >= startedAtMs;

function Known({ facts }: { facts: Facts }) {
  const app = useApp();
  const { duty, missions } = facts;
  const watch = underWay(facts);
  if (/^(self-test|sessions|code-words|keys)$/.test(route.value)) return <More />;
  if (watch && route.value === "dying") return <Dying watch={watch} />;
  if (duty) return <OnDuty facts={facts} duty={duty} />;
  if (app.items.value.some((item) => item.kind === "on_duty" && item.state === "waiting")) return <Starting />;
  const isAtDuties = route.value === "choose" || route.value.startsWith("start/");
  if (missions && (missions.mission || !isAtDuties)) return <Missions facts={facts} missions={missions} />;
  return <BeforeDuty facts={facts} />;
}

function OnDuty({ facts, duty }: { facts: Facts; duty: Duty }) {
  if (route.value === "off-duty") return <OffDuty duty={duty} />;
  if (route.value === "instruction") return <InstructionPage assignment={duty.assignment} />;
  if (facts.dispatch && route.value !== "watch") return <Turnout duty={duty} turnout={facts.dispatch} />;
  return <DutyScreen facts={facts} duty={duty} />;
}

function BeforeDuty({ facts }: { facts: Facts }) {
  const [screen, assignmentId, shiftId] = route.value.split("/");
  const assignment = facts.assignments.find((one: Assignment) => one.id === assignmentId);
  if (screen === "start" && assignment) {
    return <Start assignment={assignment} shift={facts.shifts.find((one) => one.id === shiftId) ?? null} />;
  }
  return <Choose facts={facts} />;
}

/** Kept here, not yet there: the centre does not watch before it knows. */
function Starting() {
  const app = useApp();
  return (
    <Page title={t.value.onDuty.starting} close={null} settings>
      <SosBanner since={0} />
      <Signals watch={null} />
      <p role="status">{app.cutOff.value ? t.value.onDuty.startingWaits : t.value.onDuty.startingSends}</p>
      <Foot watch={null} />
    </Page>
  );
}

function NoFacts() {
  const app = useApp();
  const failure = app.refusal.value;
  const hasFailed = failure !== null || app.cutOff.value;
  return (
    <Page title={hasFailed ? t.value.loadFailed : t.value.loading} close={null} settings>
      {hasFailed && (
        <>
          <p role="alert">{failure ? explain(t.value, failure) : t.value.error.unreachable}</p>
          <button type="button" class="primary" onClick={() => void app.touch()}>
            {t.value.retry}
          </button>
        </>
      )}
      <Foot watch={null} />
    </Page>
  );
}
