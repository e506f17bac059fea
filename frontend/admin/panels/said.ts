import { t } from "../texts";
import type { CodeDraft, LiftDraft, PartitionDraft, ZoneDraft } from "./drafts";

type Listed = ZoneDraft | CodeDraft | PartitionDraft;

const category = (one: string): string =>
  t.value.alarms.categories[one as keyof typeof t.value.alarms.categories] ?? one;

/** One line of a panel's lists, as one can compare it with another. */
export function partInWords(one: Listed): string {
  const words = t.value.panels;
  if ("code" in one)
    return `${one.code}${one.zone && `, ${words.codes.zone.toLowerCase()} ${one.zone}`}: ${category(one.category)}`;
  if ("hours" in one) {
    const hours = one.hours.map(({ days, opens, closes }) => {
      const named = days.map((day) => words.hours.names[day as keyof typeof words.hours.names]);
      return `${named.join(", ")} ${opens}-${closes}`;
    });
    return [`${one.number} ${one.name}`.trim(), ...hours].join(": ");
  }
  return `${one.number} ${one.name}${one.category && ` (${category(one.category)})`}`.trim();
}

/** The lift, or that there is none. */
export function liftInWords({ number, voicePhone, testHours, endedBy }: LiftDraft): string {
  const words = t.value.panels.lift;
  if (number === null) return words.none;
  return [number, voicePhone, `${words.testHours} ${testHours}`, words.enders[endedBy as keyof typeof words.enders]]
    .filter(Boolean)
    .join(", ");
}
