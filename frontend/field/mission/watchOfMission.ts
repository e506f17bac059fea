import type { Mission } from "../../shared/api/missions";
import type { Watch } from "../watch/watch";

/** A mission under way, as the screen of every watch counts it. Where the centre calls, no check-in is asked for. */
export function watchOfMission(mission: Mission): Watch {
  return {
    path: `missions/${mission.id}`,
    duty_id: null,
    started_at_ms: mission.started_at_ms ?? mission.start_ms,
    planned_end_ms: mission.planned_end_ms,
    next_ms: mission.contact === "own" ? mission.next_contact_ms : null,
    interval_s: mission.interval_s,
    reminder_s: mission.reminder_s,
    grace_s: mission.grace_s,
    stage: mission.stage,
    end_stage: mission.end_stage,
    last_heard_at_ms: mission.last_heard_at_ms,
    loud: mission.loud,
    pin_required: mission.pin_required,
    quiet_until_ms: mission.quiet_until_ms,
  };
}
