import { t } from "../texts";
import type { Category, EmergencyDraft, NoticeDraft, OwnStepDraft, PeriodDraft } from "./drafts";

type Listed = PeriodDraft | NoticeDraft | OwnStepDraft;

/** One line of an instruction's lists, as one can compare it with another. */
export function listedInWords(one: Listed, number: number): string {
  const words = t.value.alarms;
  if ("days" in one) {
    const days = one.days.map((day) => words.times.names[day as keyof typeof words.times.names] ?? day);
    return `${days.join(", ")} ${one.from}-${one.until}`;
  }
  if ("contact_id" in one) {
    const by = words.notices.channels[one.by as keyof typeof words.notices.channels] ?? one.by;
    return [
      `${words.notices.one(number)}: ${by}`,
      one.at_once && words.notices.atOnce,
      one.each_step && words.notices.eachStep,
      one.text,
    ]
      .filter(Boolean)
      .join(", ");
  }
  return one.compulsory ? `${one.text} (${words.steps.compulsory})` : one.text;
}

/** The emergency centre and what of it. */
export function emergencyInWords({ service, when, direct, callOff }: EmergencyDraft): string {
  const words = t.value.alarms.emergency;
  if (!service) return words.none;
  return [
    words.services[service as keyof typeof words.services],
    words.whens[when as keyof typeof words.whens],
    direct && words.direct,
    callOff && `${words.callOff} ${callOff}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** A category, or a role, or whatever else a word stands for. */
export const wordInWords = (word: string): string => t.value.alarms.categories[word as Category] ?? word;
