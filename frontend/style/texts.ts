import { texts } from "../shared/i18n/language";
import { style } from "../shared/i18n/nb/style";

/** The gallery's words, in the language of the screen. */
export const g = texts(style, async () => (await import("../shared/i18n/en/style")).style);
