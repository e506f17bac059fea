import { texts } from "../../shared/i18n/language";
import { deskResponse as nb } from "../../shared/i18n/nb/deskResponse";

/** What the desk says of response times, in the language of the screen. */
export const w = texts(nb, async () => (await import("../../shared/i18n/en/deskResponse")).deskResponse);
