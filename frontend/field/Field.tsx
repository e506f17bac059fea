import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Assignment } from "../shared/api/types";
import { explain } from "../shared/explain";
import { leave, route } from "../shared/route";
import { useApp } from "./app";
import { Choose } from "./Choose";
import { DutyScreen } from "./DutyScreen";
import { Foot } from "./Foot";
import type { Facts } from "./facts";
import { Instruction } from "./Instruction";
import { OffDuty } from "./OffDuty";
import { Options } from "./Options";
import { Page } from "./Page";
import { Signals } from "./Signals";
import { SignIn } from "./SignIn";
import { Sos, SosBanner, useSos } from "./Sos";
import { Start } from "./Start";
import { t } from "./texts";

/** Which screen: what is so comes first, where the address points comes second. */
export function Field() {
  const app = useApp();
  const sos = useSos();
  const seen = useSignal<string | null>(null);
  const facts = app.facts.value;
  const title = t.value.title;
  useEffect(() => {
    document.title = title;
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
  const session = app.session.kept.value;
  if (!session || (session.ended && !facts?.duty) || route.value === "sign-in") return <SignIn />;
  if (!facts) return <NoFacts />;
  return <Known facts={facts} />;
}

/** After a restart an old SOS is a line on the duty screen, not the whole of it. */
const isNews = (madeAtMs: number, startedAtMs: number): boolean => madeAtMs >= startedAtMs;

function Known({ facts }: { facts: Facts }) {
  const app = useApp();
  const starting = app.items.value.find((item) => item.kind === "on_duty" && item.state === "waiting");
  const { duty } = facts;
  if (duty && route.value === "off-duty") return <OffDuty duty={duty} />;
  if (duty && route.value === "instruction") {
    return (
      <Page title={t.value.duty.instruction} close={leave}>
        <p>
          {duty.assignment.name}
          <br />
          {duty.assignment.address}
        </p>
        <Instruction text={duty.assignment.instruction} />
      </Page>
    );
  }
  if (duty) return <DutyScreen facts={facts} duty={duty} />;
  if (starting) return <Starting />;
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
