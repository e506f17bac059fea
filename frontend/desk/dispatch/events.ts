import type { TimelineEntry } from "../../shared/api/types";
import { w, why } from "./words";

/** Those that begin with who did it. */
export const BY_SOMEBODY = [
  "dispatch_wanted",
  "dispatch_accepted",
  "dispatch_en_route",
  "dispatch_on_scene",
  "dispatch_report",
  "dispatch_photo",
  "dispatch_done",
  "dispatch_recalled",
  "dispatch_clear",
  "dispatch_said_late",
] as const;

/** What the journal tells of guards who are sent; null for what is told elsewhere. */
export function told({ kind, data, private: hidden }: TimelineEntry): string | null {
  const { events } = w.value;
  const name = String(hidden.name ?? "");
  if (kind === "dispatch_offered") return events.dispatch_offered(name);
  if (kind === "dispatch_not_taken") return events.dispatch_not_taken(name, why(String(data.why)));
  const known: Record<string, unknown> = events;
  const found = known[kind];
  return typeof found === "string" ? found : null;
}
