import { texts } from "../shared/i18n/language";
import { admin } from "../shared/i18n/nb/admin";

/** The administrators' words in the language of the screen. */
export const t = texts(admin, async () => (await import("../shared/i18n/en/admin")).admin);
