import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Duty } from "../shared/api/types";
import { now, serverNow } from "../shared/clock";
import { Notice } from "../shared/components/Notice";
import { Ring } from "../shared/components/Ring";
import { Shape, type Weight } from "../shared/components/Shape";
import { go } from "../shared/route";
import { clockTime, duration } from "../shared/time";
import { when } from "../shared/words";
import { checkIn, extend } from "./actions";
import { useApp } from "./app";
import { Foot } from "./Foot";
import { type Countdown, countdown, end, type Facts, type Phase } from "./facts";
import * as geo from "./geo";
import { Pin } from "./Pin";
import { Said } from "./Said";
import { Signals } from "./Signals";
import { SosBanner } from "./Sos";
import { t } from "./texts";

const WEIGHTS: Record<Phase, Weight> = { resting: "calm", calm: "calm", soon: "soon", late: "now", acted: "now" };
const SAME_PRESS_MS = 60_000;

/** On duty: state, time left, one button. */
export function DutyScreen({ facts, duty }: { facts: Facts; duty: Duty }) {
  const app = useApp();
  const askingPin = useSignal(false);
  useEffect(() => {
    const follow = () => geo.follow(document.visibilityState === "visible");
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      geo.follow(false);
    };
  }, []);

  const allOk = (pin: string | null) => {
    askingPin.value = false;
    const waits = app.items
      .peek()
      .some((item) => item.kind === "check_in" && item.state === "waiting" && isRecent(item.made_at_ms, SAME_PRESS_MS));
    // Pressed again while the first still waits: it is one report, and worth another try at once.
    void (waits ? app.courier.kick() : checkIn(app, duty, pin));
  };
  if (askingPin.value) {
    return (
      <Pin
        error={null}
        onPin={allOk}
        onCancel={() => {
          askingPin.value = false;
        }}
      />
    );
  }
  const press = () => {
    if (duty.pin_required) askingPin.value = true;
    else allOk(null);
  };
  const count = countdown(duty, now.value);
  return (
    <main class="duty">
      <Head duty={duty} weight={WEIGHTS[count.phase]} />
      <div class="duty-notices">
        <SosBanner since={duty.started_at_ms} />
        <Signals />
        <Leaving />
        {facts.left_alone && <LeftAlone duty={duty} facts={facts} />}
        <EndNotice duty={duty} />
      </div>
      <Time duty={duty} count={count} />
      <div class="reach">
        <button type="button" class="primary ok" onClick={press} aria-describedby="ok-said">
          {t.value.duty.ok}
        </button>
        <Said />
        <Foot duty={duty} />
      </div>
    </main>
  );
}

const isRecent = (atMs: number, withinMs: number): boolean => serverNow() - atMs < withinMs;

function Head({ duty, weight }: { duty: Duty; weight: Weight }) {
  const { assignment } = duty;
  return (
    <header class="duty-head">
      <div>
        <h1 class="state">
          <Shape weight={weight} />
          {duty.alone ? t.value.duty.alone : t.value.duty.together}
        </h1>
        <button type="button" class="plain" onClick={() => go("options")}>
          {t.value.settings.open}
        </button>
      </div>
      {!duty.alone && duty.company.length > 0 && <p>{t.value.duty.with(duty.company)}</p>}
      <p class="soft">
        {assignment.site_name} · {t.value.risk[assignment.risk]}
      </p>
    </header>
  );
}

function Time({ duty, count }: { duty: Duty; count: Countdown }) {
  const heard = (
    <p class="heard">
      {t.value.duty.lastHeard(when(t.value, duty.last_heard_at_ms, now.value))} <span aria-hidden="true">✓</span>
      <span class="unseen">{t.value.duty.confirmed}</span>
    </p>
  );
  const ends = <p class="soft number">{t.value.duty.endsAt(when(t.value, duty.planned_end_ms, now.value))}</p>;
  if (count.phase === "resting") {
    return (
      <section class="time">
        <p class="restful">{t.value.duty.restful}</p>
        {heard}
        {ends}
      </section>
    );
  }
  const due = clockTime(duty.next_check_in_ms ?? 0);
  const isPast = count.leftMs <= 0;
  return (
    <section class="time">
      <Ring
        share={isPast ? 1 : count.share}
        weight={WEIGHTS[count.phase]}
        figure={duration(count.leftMs)}
        caption={isPast ? t.value.overdue : t.value.duty.left}
        label={`${duration(count.leftMs)} ${isPast ? t.value.overdue : t.value.duty.left}`}
      />
      <p class="due">{isPast ? t.value.duty.wasDue(due) : t.value.duty.dueBy(due)}</p>
      <PhaseWords count={count} />
      {heard}
      {ends}
    </section>
  );
}

/** Read out once, when it changes: the ring itself is silent. */
function PhaseWords({ count }: { count: Countdown }) {
  const { phase, actsAtMs } = count;
  return (
    <p class={`phase ${WEIGHTS[phase]}`} role="status">
      {phase === "soon" && t.value.duty.soon}
      {phase === "late" && `${t.value.duty.late}. ${t.value.duty.actsAt(clockTime(actsAtMs))}`}
      {phase === "acted" && `${t.value.duty.late}. ${t.value.duty.acts}`}
    </p>
  );
}

function LeftAlone({ duty, facts }: { duty: Duty; facts: Facts }) {
  const app = useApp();
  const due = duty.next_check_in_ms;
  return (
    <Notice weight="soon" spoken>
      <p>
        <strong>{t.value.duty.leftAlone}</strong> {due !== null && t.value.duty.leftAloneHint(clockTime(due))}
      </p>
      <button type="button" onClick={() => app.know({ ...facts, left_alone: false })}>
        {t.value.duty.understood}
      </button>
    </Notice>
  );
}

function EndNotice({ duty }: { duty: Duty }) {
  const app = useApp();
  const state = end(duty, now.value);
  if (state === "far") return null;
  const time = clockTime(duty.planned_end_ms);
  const isWaiting = app.items.value.some((item) => item.kind === "extension" && item.state === "waiting");
  return (
    <Notice weight={state === "passed" ? "soon" : "info"}>
      <p>{state === "passed" ? t.value.duty.endPassed(time) : t.value.duty.endSoon(time)}</p>
      <button type="button" disabled={isWaiting} onClick={() => void extend(app, duty, 15)}>
        {isWaiting ? t.value.sending : t.value.duty.extend}
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
