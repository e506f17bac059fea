import type { ComponentChildren } from "preact";
import type { Lift } from "../../shared/api/lifts";
import { Notice } from "../../shared/components/Notice";
import { Shape } from "../../shared/components/Shape";
import { clock } from "../../shared/words";
import { Left } from "../Left";
import { Phone } from "../Phone";
import { t } from "../texts";
import { w } from "./words";

const STAMPS = [
  ["alarm", "alarm_ms"],
  ["acknowledged", "acknowledged_ms"],
  ["voice_contact", "voice_ms"],
  ["rescue_dispatched", "rescue_ms"],
  ["ended", "ended_ms"],
] as const;

interface OneLiftProps {
  lift: Lift;
  /** What can be done about it. */
  children?: ComponentChildren;
}

/** One lift: the steps that are done, and until when those inside are called again. */
export function OneLift({ lift, children }: OneLiftProps) {
  const isOver = lift.stage === "ended";
  const weight = isOver ? "calm" : lift.is_due ? "now" : "soon";
  return (
    <section class="case-lift" aria-label={w.value.lift(lift.name)}>
      <p class="case-lift-head">
        <span class={weight}>
          <Shape weight={weight} /> {w.value.stages[lift.stage]}
        </span>{" "}
        <strong>{w.value.lift(lift.name)}</strong> {!isOver && lift.voice_phone && <Phone number={lift.voice_phone} />}
      </p>
      {lift.is_due && <Notice weight="now">{w.value.callNow}</Notice>}
      {!isOver && !lift.is_due && (
        <p>
          <Left untilMs={lift.call_ms} words={w.value.callIn} />
        </p>
      )}
      {lift.missed > 0 && <p class="soft">{w.value.missed(lift.missed)}</p>}
      <ol class="soft">
        {STAMPS.map(([stage, stamp]) => {
          const at = lift[stamp];
          return (
            at !== null && (
              <li key={stage}>
                <span class="number">{clock(t.value, at)}</span> {w.value.stages[stage]}
              </li>
            )
          );
        })}
      </ol>
      <p class="soft">
        {lift.ended_by ? w.value.endedBy[lift.ended_by] : lift.ends_itself ? w.value.endsItself : w.value.endsByFitter}
      </p>
      {children}
    </section>
  );
}
