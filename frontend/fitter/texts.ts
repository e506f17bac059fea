import { texts } from "../shared/i18n/language";
import { fitter } from "../shared/i18n/nb/fitter";

/** The fitter's words in the language of the screen. */
export const t = texts(fitter, async () => (await import("../shared/i18n/en/fitter")).fitter);
