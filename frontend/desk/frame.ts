import { texts } from "../shared/i18n/language";
import { frame as nb } from "../shared/i18n/nb/frame";

/** The words of the console's frame, in the language of the screen. */
export const frame = texts(nb, async () => (await import("../shared/i18n/en/frame")).frame);
