import { texts } from "../../shared/i18n/language";
import { deskDispatch as nb } from "../../shared/i18n/nb/deskDispatch";

/** What the desk says of guards who are sent, in the language of the screen. */
export const w = texts(nb, async () => (await import("../../shared/i18n/en/deskDispatch")).deskDispatch);

/** Why somebody does not go; what has no words yet is told as it is. */
export function why(reason: string): string {
  const names: Record<string, string> = w.value.why;
  return names[reason] ?? reason;
}
