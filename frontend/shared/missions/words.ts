import { texts } from "../i18n/language";
import { missions as nb } from "../i18n/nb/missions";

/** What is said when a mission is registered or changed, in the language of the screen. */
export const m = texts(nb, async () => (await import("../i18n/en/missions")).missions);

/** What a kind of place is called: the system's own in the language of the screen, a customer's as it was written. */
export const kindName = (id: string, name: string): string => m.value.kinds[id] ?? name;

/** Hver time, hvert 45. minutt: how often contact is made. */
export function each(seconds: number): string {
  const { each: words } = m.value;
  if (seconds < 60) return words.second(seconds);
  if (seconds === 1_800) return words.half;
  if (seconds === 86_400) return words.day;
  return seconds % 3_600 === 0 ? words.hour(seconds / 3_600) : words.minute(Math.round(seconds / 60));
}

/** 2 timer 30 min, 3 døgn; of what is agreed shorter than a minute, its seconds. */
export function span(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 60) return m.value.seconds(seconds);
  return m.value.duration(Math.floor(minutes / 60), minutes % 60);
}
