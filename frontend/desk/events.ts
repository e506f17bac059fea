import type { TimelineEntry } from "../shared/api/types";
import type { Desk } from "../shared/i18n/nb/desk";
import { clockTime } from "../shared/time";

// The journal in words: who did what, and what belongs to it.

type Words = Desk["events"];
type Plain = { [K in keyof Words]: Words[K] extends string ? K : never }[keyof Words];

const BY_SOMEBODY = new Set([
  "case_taken",
  "case_released",
  "case_worked_on",
  "case_resolved",
  "noted",
  "called",
  "operator_texted",
  "sos_raised",
  "regretted",
  "check_in",
  "on_duty",
  "off_duty",
  "extended",
  "left_alone",
  "joined",
]);

export interface Told {
  who: string;
  what: string;
  /** What was written, or another detail worth a line of its own. */
  more: string;
}

export function tell(t: Desk, entry: TimelineEntry): Told {
  return { who: BY_SOMEBODY.has(entry.kind) ? actor(t, entry) : "", what: what(t, entry), more: more(t, entry) };
}

function actor(t: Desk, { actor }: TimelineEntry): string {
  if (actor.kind === "person") return actor.name || t.case.somebody;
  return actor.id in t.case.system ? t.case.system[actor.id as keyof typeof t.case.system] : t.case.somebody;
}

function what(t: Desk, { kind, data }: TimelineEntry): string {
  const words = t.events;
  if (kind === "case_resolved") return words.case_resolved(named(t.dispositions, data.disposition));
  if (kind === "called") return words.called(named(t.outcomes, data.outcome));
  if (kind === "rung") return words.rung(Number(data.people ?? 0));
  if (kind === "broadcast") return words.broadcast(Number(data.people ?? 0));
  const plain = words[kind as Plain];
  return typeof plain === "string" ? plain : words.unknown(kind);
}

function more(t: Desk, { kind, data, private: hidden }: TimelineEntry): string {
  const written = [hidden.text, hidden.note].find((text) => typeof text === "string" && text !== "");
  const number = typeof hidden.number === "string" ? hidden.number : typeof hidden.to === "string" ? hidden.to : "";
  const deadline = kind === "missed" && typeof data.deadline_ms === "number" ? clockTime(data.deadline_ms) : "";
  const to = kind === "rung" && typeof data.to === "string" ? named(t.case.rungTo, data.to) : "";
  return [number, to, deadline, written].filter(Boolean).join(" · ");
}

function named(names: Record<string, string>, key: unknown): string {
  return names[String(key)] ?? String(key ?? "");
}
