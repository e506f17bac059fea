import type { ComponentChildren } from "preact";
import { now } from "../../shared/clock";
import { Ring } from "../../shared/components/Ring";
import type { Weight } from "../../shared/components/Shape";
import { duration } from "../../shared/time";
import { clock, when } from "../../shared/words";
import { t } from "../texts";
import { type Countdown, countdown, type Phase, type Watch } from "./watch";

export const WEIGHTS: Record<Phase, Weight> = {
  resting: "calm",
  calm: "calm",
  soon: "soon",
  late: "now",
  acted: "now",
};

export interface TimeProps {
  watch: Watch;
  /** What stands instead of the ring while no check-in is asked for. */
  restful: ComponentChildren;
  /** When it ends, in words. */
  ends: string;
}

/** Time left to the next check-in, what follows then, and the last contact that the centre has confirmed. */
export function Time({ watch, restful, ends }: TimeProps) {
  const count = countdown(watch, now.value);
  const isPast = count.leftMs <= 0;
  const due = clock(t.value, watch.next_ms ?? 0);
  return (
    <section class="time">
      {count.phase === "resting" ? (
        <div class="restful">{restful}</div>
      ) : (
        <>
          <Ring
            share={isPast ? 1 : count.share}
            weight={WEIGHTS[count.phase]}
            figure={duration(count.leftMs)}
            caption={isPast ? t.value.overdue : t.value.duty.left}
            label={`${duration(count.leftMs)} ${isPast ? t.value.overdue : t.value.duty.left}`}
          />
          <p class="due">{isPast ? t.value.duty.wasDue(due) : t.value.duty.dueBy(due)}</p>
          <PhaseWords count={count} />
        </>
      )}
      <p class="heard">
        {t.value.duty.lastHeard(when(t.value, watch.last_heard_at_ms, now.value))} <span aria-hidden="true">✓</span>
        <span class="unseen">{t.value.duty.confirmed}</span>
      </p>
      <p class="soft number">{ends}</p>
    </section>
  );
}

/** Read out once, when it changes: the ring itself is silent. */
function PhaseWords({ count }: { count: Countdown }) {
  const { phase, actsAtMs } = count;
  return (
    <p class={`phase ${WEIGHTS[phase]}`} role="status">
      {phase === "soon" && t.value.duty.soon}
      {phase === "late" && `${t.value.duty.late}. ${t.value.duty.actsAt(clock(t.value, actsAtMs))}`}
      {phase === "acted" && `${t.value.duty.late}. ${t.value.duty.acts}`}
    </p>
  );
}
