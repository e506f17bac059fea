import type { Coordinates } from "../i18n/nb/coordinates";

export type Written = "degrees" | "minutes" | "seconds" | "utm" | "mgrs";

export interface LatLon {
  latitude: number;
  longitude: number;
}

/** A place on the Earth (WGS84), and how far from it the writer can have meant, by the digits alone. */
export interface Reading extends LatLon {
  within_m: number;
  written: Written;
}

/** Why a text was not read; its remedy stands in the catalogue. */
export type Reason = keyof Coordinates["refused"];

/** What can be read in two ways is not read at all: a wrong position is worse than a question. */
export class Refused extends Error {
  constructor(readonly reason: Reason) {
    super(reason);
  }
}
