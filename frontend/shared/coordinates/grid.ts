import { forward, toPoint } from "mgrs";
import { fromLatLon, toLatLon } from "utm";
import { type LatLon, type Reading, Refused } from "./readings";
import { bandOf, central, NORTHERNMOST, reach, SOUTHERNMOST, zoneOf } from "./zones";

// UTM and MGRS to degrees and back, by the libraries, and held to be where the writer can have meant. Loaded when a
// grid is met. The series that `utm` inverts with is off by half a metre within a zone, and by hundreds where zone 33 is
// used for the whole country. Its other direction is good everywhere, so the answer is brought home with that.

const METRES = 111_195;
const NEAR_ENOUGH_M = 0.01;
/** Degrees: a metre, which rounding may have taken a place across a border. */
const EDGE = 0.00001;
const COLUMNS = ["stuvwxyz", "abcdefgh", "jklmnpqr"];
const ROWS = "abcdefghjklmnpqrstuv";

export interface Utm {
  zone: number;
  band: string;
  easting: number;
  northing: number;
}

/** The place in the zone that holds there; null beyond the grid's ends. */
export function utmOf({ latitude, longitude }: LatLon): Utm | null {
  const band = bandOf(latitude);
  if (band === null) return null;
  const zone = zoneOf(latitude, longitude);
  const { easting, northing } = fromLatLon(latitude, longitude, zone);
  return { zone, band, easting, northing };
}

/** 32VNM9698742970: the square, of one metre, in which the place is. */
export function mgrsOf({ latitude, longitude }: LatLon, digits = 5): string | null {
  return bandOf(latitude) === null ? null : forward([longitude, latitude], digits);
}

/** What a UTM reference means. `band` is a letter or empty: then it is the northern half. Throws Refused. */
export function fromUtm(zone: number, band: string, easting: number, northing: number): Reading {
  if (zone < 1 || zone > 60) throw new Refused("zone_unknown");
  if (band === "s") throw new Refused("hemisphere");
  const isNorth = band === "" || band >= "n";
  if (easting < -300_000 || easting > 1_500_000 || northing < 0 || northing > 10_000_000)
    throw new Refused("outside_zone");
  const place = home(zone, easting, northing, isNorth);
  const { latitude } = place;
  const isOnGrid = latitude >= SOUTHERNMOST - EDGE && latitude <= NORTHERNMOST + EDGE;
  if (!isOnGrid || Math.abs(turned(place.longitude - central(zone))) > reach(zone)) throw new Refused("outside_zone");
  const bands = [bandOf(latitude - EDGE), bandOf(latitude + EDGE)];
  if (band !== "" && band !== "n" && !bands.includes(band.toUpperCase())) throw new Refused("band");
  holdToExceptions(zone, place);
  return { ...rounded(place), within_m: 1, written: "utm" };
}

/** The middle of the square that a reference names. Throws Refused. */
export function fromMgrs(zone: number, band: string, square: string, digits: string): Reading {
  if (zone < 1 || zone > 60) throw new Refused("zone_unknown");
  if (digits.length % 2 || digits.length < 4 || digits.length > 10) throw new Refused("digits");
  if (band === "x" && [32, 34, 36].includes(zone)) throw new Refused("zone_svalbard");
  const [column = "", row = ""] = square;
  if (!COLUMNS[zone % 3]?.includes(column) || !ROWS.includes(row)) throw new Refused("square");
  const name = `${String(zone).padStart(2, "0")}${band}${square}${digits}`.toUpperCase();
  const half = 10 ** (5 - digits.length / 2) / 2;
  const [longitude, latitude] = toPoint(name);
  const place = { latitude, longitude };
  holdToExceptions(zone, place);
  if (!isNamed(name, place, half)) throw new Refused("square");
  return { ...rounded(place), within_m: Math.max(1, Math.round(Math.hypot(half, half))), written: "mgrs" };
}

/** Whether any part of the square lies where its zone and band hold: one on the border has its middle outside. */
function isNamed(name: string, { latitude, longitude }: LatLon, half: number): boolean {
  const digits = (name.length - 5) / 2;
  // A little more than half: the grid leans against the meridian, which turns the square.
  const north = (half * 1.5) / METRES;
  const east = north / Math.cos((latitude * Math.PI) / 180);
  const wanted = name.slice(0, half > 1 ? 5 : 3);
  return [
    [0, 0],
    [north, east],
    [north, -east],
    [-north, east],
    [-north, -east],
  ].some(([up = 0, right = 0]) => {
    const found = mgrsOf({ latitude: latitude + up, longitude: turned(longitude + right) }, digits);
    return found?.padStart(name.length, "0").startsWith(wanted) ?? false;
  });
}

/** Where zones are widened the narrow ones do not exist, though the projection would go on. Throws Refused. */
function holdToExceptions(zone: number, { latitude, longitude }: LatLon): void {
  const isWide = latitude > 56 + EDGE && latitude < 64 - EDGE && longitude > 3 + 2 * EDGE && longitude < 12;
  if (zone === 31 && isWide) throw new Refused("zone_wide");
  const isSvalbard = latitude > 72 + EDGE && longitude >= 0 && longitude < 42;
  if ([32, 34, 36].includes(zone) && isSvalbard) throw new Refused("zone_svalbard");
}

function home(zone: number, easting: number, northing: number, isNorth: boolean): LatLon {
  let { latitude, longitude } = toLatLon(easting, northing, zone, undefined, isNorth, false);
  for (let round = 0; round < 8; round += 1) {
    // Beyond the grid's ends there is nothing to bring it home to.
    if (!(latitude >= SOUTHERNMOST && latitude <= NORTHERNMOST)) break;
    longitude = turned(longitude);
    const found = fromLatLon(latitude, longitude, zone);
    const across = !isNorth && latitude >= 0 ? 1e7 : isNorth && latitude < 0 ? -1e7 : 0;
    const offEast = easting - found.easting;
    const offNorth = northing - found.northing - across;
    if (Math.hypot(offEast, offNorth) < NEAR_ENOUGH_M) break;
    // The grid leans against the meridian; close by, leaving that out costs a round, not the answer.
    latitude += offNorth / METRES;
    longitude += offEast / (METRES * Math.cos((latitude * Math.PI) / 180));
  }
  return { latitude, longitude: turned(longitude) };
}

/** Within -180 and 180. */
const turned = (longitude: number): number => ((((longitude + 180) % 360) + 360) % 360) - 180;

const rounded = ({ latitude, longitude }: LatLon): LatLon => ({
  latitude: Math.round(latitude * 1e7) / 1e7,
  longitude: Math.round(longitude * 1e7) / 1e7,
});
