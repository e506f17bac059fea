import { texts } from "../shared/i18n/language";
import { field } from "../shared/i18n/nb/field";

/** The field app's words in the language of the screen. */
export const t = texts(field, async () => (await import("../shared/i18n/en/field")).field);
