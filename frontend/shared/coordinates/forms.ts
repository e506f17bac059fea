import type { Compass } from "../position";
import type { LatLon } from "./readings";

// A position in the four forms that rescue services use, grouped to be read aloud, and as other programs take it.

export interface Form {
  shown: string;
  copied: string;
}

export type FormName = "decimal" | "minutes" | "utm" | "mgrs";
export const FORM_NAMES: FormName[] = ["decimal", "minutes", "utm", "mgrs"];

/** All four. The grids end at 84° north and 80° south. */
export type Forms = Record<FormName, Form | null>;

/** The two in degrees, at once. */
export function inDegrees(place: LatLon, words: Compass): Pick<Forms, "decimal" | "minutes"> {
  return { decimal: decimal(place, words), minutes: minutes(place, words) };
}

/** All four; the libraries for the grids are fetched for it. */
export async function formsOf(place: LatLon, words: Compass): Promise<Forms> {
  const { mgrsOf, utmOf } = await import("./grid");
  return { ...inDegrees(place, words), utm: utm(utmOf(place)), mgrs: mgrs(mgrsOf(place)) };
}

function decimal({ latitude, longitude }: LatLon, words: Compass): Form {
  const [vertical, horizontal] = sides({ latitude, longitude }, words);
  const [north, east] = [Math.abs(latitude).toFixed(5), Math.abs(longitude).toFixed(5)];
  return {
    shown: `${north}° ${vertical}  ${east}° ${horizontal}`.replaceAll(".", words.comma),
    copied: `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`,
  };
}

function minutes(place: LatLon, words: Compass): Form {
  const [vertical, horizontal] = sides(place, words);
  const north = split(place.latitude);
  const east = split(place.longitude);
  const shown = `${north.degrees.padStart(2, "0")}° ${north.minutes}′ ${vertical}  ${east.degrees.padStart(3, "0")}° ${east.minutes}′ ${horizontal}`;
  const [ns, ew] = sides(place, { north: "N", south: "S", east: "E", west: "W" });
  return {
    shown: shown.replaceAll(".", words.comma),
    copied: `${north.degrees} ${north.minutes} ${ns} ${east.degrees} ${east.minutes} ${ew}`,
  };
}

function split(value: number): { degrees: string; minutes: string } {
  // Round before splitting, or 59.99999 degrees become 59° 60.000'.
  const thousandths = Math.round(Math.abs(value) * 60_000);
  return {
    degrees: String(Math.floor(thousandths / 60_000)),
    minutes: ((thousandths % 60_000) / 1000).toFixed(3).padStart(6, "0"),
  };
}

function utm(place: { zone: number; band: string; easting: number; northing: number } | null): Form | null {
  if (!place) return null;
  const name = `${place.zone}${place.band}`;
  const [east, north] = [Math.round(place.easting), Math.round(place.northing)];
  return { shown: `${name}  ${grouped(east)}  ${grouped(north)}`, copied: `${name} ${east} ${north}` };
}

function mgrs(name: string | null): Form | null {
  if (!name) return null;
  const [zone, square] = [name.slice(0, -12), name.slice(-12, -10)];
  return { shown: `${zone} ${square} ${name.slice(-10, -5)} ${name.slice(-5)}`, copied: name };
}

const grouped = (metres: number): string => String(metres).replace(/\B(?=(\d{3})+$)/g, " ");

function sides({ latitude, longitude }: LatLon, words: Omit<Compass, "comma">): [string, string] {
  return [latitude < 0 ? words.south : words.north, longitude < 0 ? words.west : words.east];
}
