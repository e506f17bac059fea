import { texts } from "../../shared/i18n/language";
import { deskPanels as nb } from "../../shared/i18n/nb/deskPanels";

/** What the desk says of panels, in the language of the screen. */
export const w = texts(nb, async () => (await import("../../shared/i18n/en/deskPanels")).deskPanels);
