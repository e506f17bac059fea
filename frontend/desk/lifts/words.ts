import { texts } from "../../shared/i18n/language";
import { deskLifts as nb } from "../../shared/i18n/nb/deskLifts";

/** What the desk says of lifts, in the language of the screen. */
export const w = texts(nb, async () => (await import("../../shared/i18n/en/deskLifts")).deskLifts);
