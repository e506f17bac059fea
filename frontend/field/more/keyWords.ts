import { texts } from "../../shared/i18n/language";
import { phoneKeys as nb } from "../../shared/i18n/nb/phoneKeys";

/** What the phone says of keys, in the language of the screen. */
export const k = texts(nb, async () => (await import("../../shared/i18n/en/phoneKeys")).phoneKeys);
