import { texts } from "../../shared/i18n/language";
import { shiftwork } from "../../shared/i18n/nb/shiftwork";

/** What is said about working a shift together, in the language of the screen. */
export const w = texts(shiftwork, async () => (await import("../../shared/i18n/en/shiftwork")).shiftwork);
