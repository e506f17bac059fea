import { texts } from "../shared/i18n/language";
import { desk } from "../shared/i18n/nb/desk";

/** The desk's words in the language of the screen. */
export const t = texts(desk, async () => (await import("../shared/i18n/en/desk")).desk);
