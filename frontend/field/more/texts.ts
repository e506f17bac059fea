import { texts } from "../../shared/i18n/language";
import { phone } from "../../shared/i18n/nb/phone";

/** The words of the pages that are fetched later. */
export const p = texts(phone, async () => (await import("../../shared/i18n/en/phone")).phone);
