import { texts } from "../../shared/i18n/language";
import { lifelines } from "../../shared/i18n/nb/lifelines";

/** The lifelines' words in the language of the screen. */
export const l = texts(lifelines, async () => (await import("../../shared/i18n/en/lifelines")).lifelines);
