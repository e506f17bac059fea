import { texts } from "../../shared/i18n/language";
import { place as nb } from "../../shared/i18n/nb/place";

/** The words of the right column, in the language of the screen. */
export const words = texts(nb, async () => (await import("../../shared/i18n/en/place")).place);
