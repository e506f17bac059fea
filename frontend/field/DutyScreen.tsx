import type { Duty } from "../shared/api/types";
import { now } from "../shared/clock";
import { Notice } from "../shared/components/Notice";
import { go, leave } from "../shared/route";
import { clock, when } from "../shared/words";
import { useApp } from "./app";
import type { Facts } from "./facts";
import { t } from "./texts";
import { EndNotice } from "./watch/EndNotice";
import { WatchScreen } from "./watch/WatchScreen";
import { watchOfDuty } from "./watch/watch";

/** On duty: alone or together, where, and what only a duty has to say. */
export function DutyScreen({ facts, duty }: { facts: Facts; duty: Duty }) {
  const watch = watchOfDuty(duty);
  return (
    <WatchScreen
      watch={watch}
      word={duty.alone ? t.value.duty.alone : t.value.duty.together}
      about={<About duty={duty} />}
      notices={
        <>
          <Leaving />
          {facts.dispatch && <ToTurnout />}
          {facts.left_alone && <LeftAlone duty={duty} facts={facts} />}
          <EndNotice watch={watch} words={{ soon: t.value.duty.endSoon, passed: t.value.duty.endPassed }} />
        </>
      }
      restful={t.value.duty.restful}
      ends={t.value.duty.endsAt(when(t.value, duty.planned_end_ms, now.value))}
      ways={
        <>
          <button type="button" onClick={() => go("instruction")}>
            {t.value.duty.instruction}
          </button>
          <button type="button" onClick={() => go("off-duty")}>
            {t.value.duty.off}
          </button>
        </>
      }
    />
  );
}

function About({ duty }: { duty: Duty }) {
  const { assignment } = duty;
  return (
    <>
      {!duty.alone && duty.company.length > 0 && <p>{t.value.duty.with(duty.company)}</p>}
      <p class="soft">
        {assignment.site_name} · {t.value.risk[assignment.risk]}
      </p>
    </>
  );
}

function LeftAlone({ duty, facts }: { duty: Duty; facts: Facts }) {
  const app = useApp();
  const due = duty.next_check_in_ms;
  return (
    <Notice weight="soon" spoken>
      <p>
        <strong>{t.value.duty.leftAlone}</strong> {due !== null && t.value.duty.leftAloneHint(clock(t.value, due))}
      </p>
      <button type="button" onClick={() => app.know({ ...facts, left_alone: false })}>
        {t.value.duty.understood}
      </button>
    </Notice>
  );
}

/** From the ring back to what he was sent to. */
function ToTurnout() {
  return (
    <Notice weight="soon">
      <button type="button" onClick={leave}>
        {t.value.duty.turnout}
      </button>
    </Notice>
  );
}

function Leaving() {
  const app = useApp();
  const leaving = app.items.value.some((item) => item.kind === "off_duty" && item.state === "waiting");
  if (!leaving) return null;
  return (
    <Notice weight="info" spoken>
      {app.cutOff.value ? t.value.offDuty.waits : t.value.offDuty.sends}
    </Notice>
  );
}
