import { texts } from "../../shared/i18n/language";
import { deskSiteKeys as nb } from "../../shared/i18n/nb/deskSiteKeys";

/** What the desk says of keys, in the language of the screen. */
export const w = texts(nb, async () => (await import("../../shared/i18n/en/deskSiteKeys")).deskSiteKeys);
