import { texts } from "../../shared/i18n/language";
import { phoneMissions as nb } from "../../shared/i18n/nb/phoneMissions";

/** What the phone says of missions, in the language of the screen. */
export const w = texts(nb, async () => (await import("../../shared/i18n/en/phoneMissions")).phoneMissions);
