import { type Reading, Refused, type Written } from "./readings";

// Latitude and longitude, in degrees, degrees and minutes, or those and seconds.

const TOKEN = /(?:(?<![0-9.,])[+-])?[0-9]{1,3}(?:[.,][0-9]{1,12})?(?![0-9])|[a-zæøå]+/g;
const GLUE = /^[\s°'′’"″”;:]*,?[\s°'′’"″”;:]*$/;
/** 59,91,10,75: which of the commas are decimal? */
const TOO_MANY_COMMAS = /[0-9],[0-9]+,[0-9]/;
const NAMED = /^(?:lat[a-z]*|bredde[a-z]*)[ :=]*([^a-z]+?)[,; ]*(?:lo?ng?[a-z]*|lengde[a-z]*)[ :=]*([^a-z]+)$/;
/** N59-54.6 E010-45, as at sea. Only where letters say the side of the Earth: else it may be a minus. */
const HYPHEN = /(?<=[0-9])-(?=[0-9])/g;

const NORTH_SOUTH: Record<string, number> = { n: 1, nord: 1, north: 1, s: -1, sør: -1, syd: -1, south: -1 };
const EAST_WEST: Record<string, number> = { ø: 1, e: 1, øst: 1, east: 1, v: -1, w: -1, vest: -1, west: -1 };
const FORMS: Written[] = ["degrees", "minutes", "seconds"];
const METRES = 111_320;

const isLetters = (token: string): boolean => /^[a-zæøå]/.test(token);

/** What plain text means. Throws Refused. */
export function readDegrees(text: string): Reading {
  const named = NAMED.exec(text);
  const { letters, numbers, shape } = split(named ? `${named[1]} ${named[2]}` : text);
  if (numbers.length === 1) throw new Refused("one_number");
  const [northSouth, eastWest] = signs(letters);
  const half = Math.floor(numbers.length / 2);
  if (numbers.length % 2 || half > 3) throw new Refused("numbers");
  if (!new RegExp(`^l?n{${half}}l{0,2}n{${half}}l?$`).test(shape)) throw new Refused("sides");
  const parts = [numbers.slice(0, half), numbers.slice(half)];
  if (letters[0] !== undefined && letters[0] in EAST_WEST) parts.reverse();
  const [north = [], east = []] = parts;
  const latitude = degrees(north, letters.length === 0) * northSouth;
  const longitude = degrees(east, letters.length === 0) * eastWest;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw new Refused("off_earth");
  if (letters.length === 0 && !isNear(latitude, longitude) && isNear(longitude, latitude)) throw new Refused("swapped");
  return { latitude, longitude, within_m: within(north, east, latitude), written: FORMS[half - 1] ?? "degrees" };
}

/** Letters, numbers, and the order they stand in, when nothing but blanks, marks and single commas is between. */
function split(text: string): { letters: string[]; numbers: string[]; shape: string } {
  if (TOO_MANY_COMMAS.test(text)) throw new Refused("commas");
  const clean = /[a-zø]/.test(text) ? text.replace(HYPHEN, " ") : text;
  const tokens = clean.match(TOKEN) ?? [];
  const glues = clean.replace(TOKEN, "\0").split("\0");
  const letters = tokens.filter(isLetters);
  const numbers = tokens.filter((token) => !isLetters(token));
  const isKnown = letters.every((letter) => letter in NORTH_SOUTH || letter in EAST_WEST);
  if (numbers.length === 0 || !isKnown || !glues.every((glue) => GLUE.test(glue))) throw new Refused("unreadable");
  return { letters, numbers, shape: tokens.map((token) => (isLetters(token) ? "l" : "n")).join("") };
}

/** What the letters say of latitude and longitude: none at all, or one for each. */
function signs(letters: string[]): [number, number] {
  if (letters.length === 0) return [1, 1];
  const vertical = letters.flatMap((letter) => NORTH_SOUTH[letter] ?? []);
  const horizontal = letters.flatMap((letter) => EAST_WEST[letter] ?? []);
  const [northSouth] = vertical;
  const [eastWest] = horizontal;
  if (northSouth === undefined || eastWest === undefined || letters.length !== 2) throw new Refused("sides");
  return [northSouth, eastWest];
}

/** Degrees, minutes and seconds as degrees: only the last may have decimals, only the first a sign. */
function degrees(numbers: string[], signed: boolean): number {
  if (numbers.slice(0, -1).some((number) => decimals(number) > 0)) throw new Refused("decimals");
  if (numbers.slice(signed ? 1 : 0).some((number) => /^[+-]/.test(number))) throw new Refused("sides");
  const values = numbers.map((number) => Math.abs(Number(number.replace(",", "."))));
  if (values.slice(1).some((value) => value >= 60)) throw new Refused("sixty");
  const size = values.reduce((sum, value, power) => sum + value / 60 ** power, 0);
  const rounded = Math.round(size * 1e7) / 1e7;
  return numbers[0]?.startsWith("-") ? -rounded : rounded;
}

/** Where latitude and longitude are told apart, if somebody swaps them. */
function isNear(latitude: number, longitude: number): boolean {
  return latitude >= 56 && latitude <= 82 && longitude >= -12 && longitude <= 40;
}

/** Half of what the last digit counts, north and east together, in metres. */
function within(north: string[], east: string[], latitude: number): number {
  const half = (part: string[]) => METRES / 60 ** (part.length - 1) / 10 ** decimals(part.at(-1) ?? "") / 2;
  return Math.max(1, Math.round(Math.hypot(half(north), half(east) * Math.cos((latitude * Math.PI) / 180))));
}

const decimals = (number: string): number => number.replace(",", ".").split(".")[1]?.length ?? 0;
