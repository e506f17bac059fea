import { texts } from "../../shared/i18n/language";
import { phoneTurnout as nb } from "../../shared/i18n/nb/phoneTurnout";

/** What the phone says of a turn-out, in the language of the screen. */
export const w = texts(nb, async () => (await import("../../shared/i18n/en/phoneTurnout")).phoneTurnout);

/** What it is about; a kind that has no name yet is an alarm. */
export const kindName = (kind: string): string => {
  const names: Record<string, string> = w.value.kinds;
  return names[kind] ?? w.value.kinds.other;
};
