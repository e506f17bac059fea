import { signal } from "@preact/signals";
import type { PlanPerson, PlanStep, ShiftNote, ShiftRow, TimelineEntry, WatchRow } from "../shared/api/types";
import type { CallDraft } from "./case/CaseForms";
import type { FoundThing } from "./Found";
import type { Lifeline } from "./lifelines/LifelineWindow";
import type { MissionWindow } from "./missions/forms";

/** The one window that is open over the page, and what it is about. */
export type Opened =
  | { window: "resolve"; caseId: string }
  | { window: "call"; caseId: string; person: PlanPerson | null; draft?: CallDraft }
  | { window: "text"; caseId: string; person: PlanPerson | null }
  | { window: "behalf"; watch: WatchRow; what: "check-ins" | "extension" | "off-duty" }
  | { window: "on_duty"; shift: ShiftRow | null }
  | { window: "hand_over" | "park"; caseId: string }
  | { window: "skip_step"; caseId: string; step: PlanStep }
  | { window: "correct_call"; caseId: string; entry: TimelineEntry }
  | { window: "new_case"; customerId?: string; siteId?: string }
  | { window: "panels" | "site_keys"; siteId?: string }
  | ({ window: "found" } & FoundThing)
  | { window: "palette"; commands: boolean }
  | { window: "code" }
  | { window: "lifeline"; what: Lifeline }
  | { window: "mission"; what: MissionWindow }
  | { window: "leave" }
  | { window: "shift_note"; note: ShiftNote }
  | { window: "response" }
  | { window: "keys" }
  | { window: "options" };

export const opened = signal<Opened | null>(null);

export function close(): void {
  opened.value = null;
}
