import { texts } from "../../shared/i18n/language";
import { deskMissions as nb } from "../../shared/i18n/nb/deskMissions";

/** What the desk says of missions, in the language of the screen. */
export const w = texts(nb, async () => (await import("../../shared/i18n/en/deskMissions")).deskMissions);
