import type { TimelineEntry } from "../../shared/api/types";
import type { Desk } from "../../shared/i18n/nb/desk";
import { clock } from "../../shared/words";
import { w } from "./words";

/** What the journal tells of operators who share a case; null for what is told elsewhere. */
export function told(t: Desk, { kind, data, private: hidden }: TimelineEntry): string | null {
  const { events } = w.value;
  const outcomes: Record<string, string> = t.outcomes;
  switch (kind) {
    case "hand_over_asked":
      return events.hand_over_asked(String(hidden.name ?? ""));
    case "case_parked":
      return events.case_parked(clock(t, Number(data.until_ms)));
    case "step_done":
    case "step_skipped":
    case "step_reopened":
      return events[kind](Number(data.step));
    case "call_corrected":
      return events.call_corrected(outcomes[String(data.outcome)] ?? String(data.outcome));
    case "hand_over_accepted":
    case "hand_over_declined":
    case "hand_over_withdrawn":
    case "hand_over_timed_out":
    case "case_unparked":
    case "parking_over":
    case "call_placed":
    case "call_answered":
    case "call_acknowledged":
    case "call_not_reached":
    case "call_failed":
    case "call_refused":
    case "desk_manned":
    case "sent_outside":
      return events[kind];
    default:
      return null;
  }
}
