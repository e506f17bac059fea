import type { TimelineEntry } from "../shared/api/types";
import type { Desk } from "../shared/i18n/nb/desk";
import { grouped } from "../shared/phone";
import { clock } from "../shared/words";
import { BY_SOMEBODY as BY_WHO_IS_SENT, told as ofDispatch } from "./dispatch/events";
import { told } from "./shiftwork/events";

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
  "code_word_answered",
  "card_read",
  "entered_afterwards",
  "sos_raised",
  "regretted",
  "check_in",
  "on_duty",
  "off_duty",
  "extended",
  "left_alone",
  "joined",
  "hand_over_asked",
  "hand_over_accepted",
  "hand_over_declined",
  "hand_over_withdrawn",
  "case_parked",
  "case_unparked",
  "step_done",
  "step_skipped",
  "step_reopened",
  "call_corrected",
  "desk_manned",
  "call_dialled",
  "mission_cancelled",
  "test_begun",
  "test_extended",
  "test_ended",
  "signal_by_hand",
  "lift_voice_contact",
  "lift_rescue_dispatched",
  "lift_ended",
  "key_out",
  "key_in",
  "key_found",
  "key_lost",
  "key_kept",
  ...BY_WHO_IS_SENT,
]);

/** What the list of messages tells better. */
const TOLD_ELSEWHERE = new Set(["call_queued", "sms_queued", "sms_delivered", "sms_judged", "fan_out_queued"]);

export const isToldElsewhere = (entry: TimelineEntry): boolean => entry.verified && TOLD_ELSEWHERE.has(entry.kind);

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

function what(t: Desk, entry: TimelineEntry): string {
  const { kind, data } = entry;
  const words = t.events;
  if (kind === "case_resolved") return words.case_resolved(named(t.dispositions, data.disposition));
  if (kind === "called") return words.called(named(t.outcomes, data.outcome));
  if (kind === "entered_afterwards") return words.entered_afterwards(clock(t, Number(data.happened_at_ms)));
  if (kind === "card_read") return words.card_read(named(t.cardReadTo, data.to), named(t.cardOutcomes, data.outcome));
  if (kind === "code_word_answered") return words.code_word_answered(named(t.codeWordOutcomes, data.outcome));
  if (kind === "rung") return words.rung(named(t.case.rungTo, data.to), Number(data.people ?? 0));
  if (kind === "broadcast") return words.broadcast(Number(data.people ?? 0));
  const plain = words[kind as Plain];
  return typeof plain === "string" ? plain : (told(t, entry) ?? ofDispatch(entry) ?? words.unknown(kind));
}

function more(t: Desk, { kind, data, private: hidden }: TimelineEntry): string {
  const asked = kind === "code_word_answered" && typeof hidden.name === "string" ? hidden.name : "";
  const written = [hidden.text, hidden.note, hidden.reason].find((text) => typeof text === "string" && text !== "");
  const number = [hidden.number, hidden.to].find((text) => typeof text === "string");
  const deadline = kind === "missed" && typeof data.deadline_ms === "number" ? clock(t, data.deadline_ms) : "";
  const zone = [data.zone, hidden.zone_name].filter((word) => typeof word === "string" && word !== "").join(" ");
  const times = typeof data.count === "number" ? `${data.count} ×` : "";
  return [zone, times, number && grouped(String(number)), asked, deadline, written].filter(Boolean).join(" · ");
}

function named(names: Record<string, string>, key: unknown): string {
  return names[String(key)] ?? String(key ?? "");
}
