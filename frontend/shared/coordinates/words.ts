import { texts } from "../i18n/language";
import { common as nbCommon } from "../i18n/nb/common";
import { coordinates as nb } from "../i18n/nb/coordinates";

/** What is said about coordinates, in the language of the screen. */
export const words = texts(nb, async () => (await import("../i18n/en/coordinates")).coordinates);

/** The compass in the language of the screen. */
export const common = texts(nbCommon, async () => (await import("../i18n/en/common")).common);

/** 85 m, 1,2 km, 31 km: rounded as it is said. */
export function length(metres: number): string {
  if (Math.round(metres) < 1000) return words.value.metres(Math.round(metres));
  const kilometres = metres / 1000;
  const text = kilometres < 10 ? kilometres.toFixed(1) : String(Math.round(kilometres));
  return words.value.kilometres(text.replace(".", common.value.compass.comma));
}
