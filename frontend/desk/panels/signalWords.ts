import { texts } from "../../shared/i18n/language";
import { deskSignals as nb } from "../../shared/i18n/nb/deskSignals";

/** What the desk says of a panel's signals, in the language of the screen. */
export const s = texts(nb, async () => (await import("../../shared/i18n/en/deskSignals")).deskSignals);
