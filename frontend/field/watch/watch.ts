import type { Duty, EndStage, Stage } from "../../shared/api/types";

// What the screen of a watch counts by, whether somebody is on duty or on a mission. Pure.

export interface Watch {
  /** Where its reports go: `duties/…` or `missions/…`. */
  path: string;
  /** Named in an SOS; null where the centre finds the watch by the person alone. */
  duty_id: string | null;
  started_at_ms: number;
  planned_end_ms: number;
  /** The deadline of the next check-in; null while none is asked for. */
  next_ms: number | null;
  interval_s: number;
  reminder_s: number;
  grace_s: number;
  stage: Stage;
  end_stage: EndStage;
  last_heard_at_ms: number;
  /** Whether an SOS from here is told on this screen. */
  loud: boolean;
  pin_required: boolean;
  /** Until then the page neither rings nor lights up: nothing may betray an alarm on this phone. */
  quiet_until_ms: number;
}

export function watchOfDuty(duty: Duty): Watch {
  return {
    ...duty,
    path: `duties/${duty.id}`,
    duty_id: duty.id,
    next_ms: duty.alone ? duty.next_check_in_ms : null,
  };
}

export type Phase = "resting" | "calm" | "soon" | "late" | "acted";

export interface Countdown {
  phase: Phase;
  /** Until the deadline; negative after it. */
  leftMs: number;
  /** Of the interval, from 1 to 0. */
  share: number;
  /** When the centre acts on silence. */
  actsAtMs: number;
}

/** How things stand with the next check-in, from the facts and the server's time alone. */
export function countdown(watch: Watch, nowMs: number): Countdown {
  const due = watch.next_ms;
  if (due === null) return { phase: "resting", leftMs: 0, share: 1, actsAtMs: 0 };
  const leftMs = due - nowMs;
  const actsAtMs = due + watch.grace_s * 1000;
  const share = Math.max(0, Math.min(1, leftMs / (watch.interval_s * 1000)));
  return { phase: phase(watch, leftMs, actsAtMs - nowMs), leftMs, share, actsAtMs };
}

function phase(watch: Watch, leftMs: number, untilActsMs: number): Phase {
  if (untilActsMs <= 0 || watch.stage === "silent") return "acted";
  if (leftMs <= 0) return "late";
  return leftMs <= watch.reminder_s * 1000 || watch.stage === "reminded" ? "soon" : "calm";
}

export type End = "far" | "soon" | "passed";

const END_SOON_MS = 15 * 60_000;

/** How things stand with the planned end. */
export function end(watch: Watch, nowMs: number): End {
  if (nowMs >= watch.planned_end_ms) return "passed";
  return watch.planned_end_ms - nowMs <= END_SOON_MS || watch.end_stage !== "ok" ? "soon" : "far";
}
