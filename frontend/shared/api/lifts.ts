// The lifts of a case, as the API tells of them. Times are milliseconds since the epoch (UTC).

export type LiftStage = "alarm" | "acknowledged" | "voice_contact" | "rescue_dispatched" | "ended";

export type LiftStep = "voice_contact" | "no_answer" | "rescue_dispatched" | "ended_by_fitter" | "ended_by_person";

/** A lift in which somebody may be stuck, or was. */
export interface Lift {
  panel_id: string;
  name: string;
  voice_phone: string;
  /** Whether the lift's own end-of-alarm signal is enough. */
  ends_itself: boolean;
  stage: LiftStage;
  alarm_ms: number;
  acknowledged_ms: number | null;
  voice_ms: number | null;
  rescue_ms: number | null;
  ended_ms: number | null;
  ended_by: "lift" | "fitter" | "person" | "case" | null;
  /** When those inside are called the next time. */
  call_ms: number;
  is_due: boolean;
  missed: number;
}

export interface LiftList {
  lifts: Lift[];
  server_now_ms: number;
}

export interface LiftTold {
  what: LiftStep;
  name: string;
  reason: string;
}
