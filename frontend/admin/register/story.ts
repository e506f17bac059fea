import { seconds } from "../durations";
import type { Draft, RungDraft } from "./draft";

// What happens if somebody falls silent: the policy as a story, so that whoever writes it sees what it does.

export type Happening =
  | { atS: number; what: "heard" | "reminded" | "due" | "case" }
  | { atS: number; what: "rung"; to: string; channels: string[]; repeatS: number | null; untilS: number | null }
  | { atS: number; what: "broadcast"; everyS: number };

/** Every step after the last sign of life, in order; null while the draft cannot be read. */
export function story(draft: Draft): Happening[] | null {
  const read = (name: string) => seconds(String(draft[name] ?? ""));
  const [interval, reminder, grace, broadcast] = ["interval_s", "reminder_s", "grace_s", "broadcast_s"].map(read);
  const rungs = (draft.ladder as RungDraft[] | undefined) ?? [];
  if (interval == null || reminder == null || grace == null || broadcast == null || rungs.length === 0) return null;
  const caseS = interval + grace;
  const steps: Happening[] = [{ atS: 0, what: "heard" }];
  if (reminder > 0) steps.push({ atS: interval - reminder, what: "reminded" });
  steps.push({ atS: interval, what: "due" }, { atS: caseS, what: "case" });
  let lastS = 0;
  for (const rung of rungs) {
    const after = seconds(rung.after);
    if (after === null) return null;
    lastS = Math.max(lastS, after);
    const repeatS = rung.repeat.trim() === "" ? null : seconds(rung.repeat);
    const until = rung.until.trim() === "" ? null : seconds(rung.until);
    const untilS = until === null ? null : caseS + until;
    steps.push({ atS: caseS + after, what: "rung", to: rung.to, channels: rung.channels, repeatS, untilS });
  }
  steps.push({ atS: caseS + lastS + broadcast, what: "broadcast", everyS: broadcast });
  return steps;
}
