import { readDegrees } from "./degrees";
import { plain } from "./plain";
import { type Reading, Refused } from "./readings";

// One free text field: which way of writing it is, and what it means. The grids are looked for first, since only they
// have a zone or a long number: in "32V 597000 6643000" V is the band, in "5,3 V 60,4 N" it is west (vest).

const LABELS =
  /^(?:geo:|(?:utm|mgrs|sone|zone|gps|pos(?:isjon|ition)?|koordinat(?:er|ene)?|wgs ?-?84|(?:euref|etrs|eu) ?-?89)(?![a-zæøå])[ ,:-]*)*/;
const NUMBER = "-?\\d{1,3}(?: \\d{3}){1,2}(?!\\d)|-?\\d{1,8}";
const SIDE = "n(?:ord|orth)?|ø(?:st)?|e(?:ast)?";
const METRES = `(?:${NUMBER})(?:[.,]\\d{1,3}(?!\\d))?(?: ?m(?![a-zø]))?`;
const BETWEEN = "[ ,;/]+";
const PAIRS = [
  `(?<first>${METRES})${BETWEEN}(?<second>${METRES})`,
  `(?<side>${SIDE})[ :=]*(?<first>${METRES})${BETWEEN}(?<other>${SIDE})[ :=]*(?<second>${METRES})`,
  `(?<first>${METRES}) ?m?(?<side>${SIDE})${BETWEEN}(?<second>${METRES}) ?m?(?<other>${SIDE})`,
].map((pattern) => new RegExp(`^(?:${pattern})$`));
const ZONED = [
  /^(?<zone>\d{1,2}) ?(?<band>[a-z])(?![a-zæøå])[ ,;:]*(?<rest>.+)$/,
  /^(?<zone>\d{1,2})(?!\d)(?<band>)[ ,;:]*(?<rest>.+)$/,
  /^(?<rest>.+?)[ ,;:]+(?:(?:utm|sone|zone)[ -]*)*(?<zone>\d{1,2}) ?(?<band>[a-z]?)$/,
];
const MGRS = /^(\d{1,2}) ?([a-z]) ?([a-z]) ?([a-z])((?: ?\d+)*)$/;
const SQUARE_ALONE = /^[a-hj-np-z] ?[a-hj-np-v](?: ?\d+)+$/;
const NO_BANDS = "abioyz";
const MOST_EASTING = 1_500_000;
const LEAST_NORTHING = 100_000;

/** What somebody means by a position, in any of the forms. Rejects with Refused. */
export async function read(text: string): Promise<Reading> {
  const whole = stripped(plain(text).replace(LABELS, ""));
  if (!whole) throw new Refused("empty");
  return (await mgrs(whole)) ?? (await utm(whole)) ?? readDegrees(whole);
}

const stripped = (text: string): string => text.replace(/^[ .,;:]+|[ .,;:]+$/g, "");

async function mgrs(text: string): Promise<Reading | null> {
  const match = MGRS.exec(text);
  if (!match) {
    if (SQUARE_ALONE.test(text) && text.replace(/\D/g, "").length >= 4) throw new Refused("zone_missing");
    return null;
  }
  const [, zone, band = "", column, row, digits = ""] = match;
  if (NO_BANDS.includes(band)) throw new Refused("zone_unknown");
  const groups = digits.split(" ").filter(Boolean);
  if (groups.length === 2 && groups[0]?.length !== groups[1]?.length) throw new Refused("digits");
  return (await import("./grid")).fromMgrs(Number(zone), band, `${column}${row}`, groups.join(""));
}

/** A zone and two long numbers, the zone before or after; null if it is something else. */
async function utm(text: string): Promise<Reading | null> {
  for (const pattern of ZONED) {
    const { zone, band = "", rest } = pattern.exec(text)?.groups ?? {};
    const found = rest === undefined ? null : pair(rest);
    if (!found) continue;
    if (band && NO_BANDS.includes(band)) throw new Refused("zone_unknown");
    const [easting, northing] = eastNorth(found);
    return (await import("./grid")).fromUtm(Number(zone), band, easting, northing);
  }
  if (pair(text)) throw new Refused("zone_missing");
  return null;
}

interface Pair {
  values: [number, number];
  side: string | undefined;
  other: string | undefined;
}

/** Two numbers of a grid. The west coast's eastings in zone 33 are short, but no northing in this country is. */
function pair(text: string): Pair | null {
  const found = PAIRS.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
  if (!found) return null;
  const { first = "", second = "", side, other } = found;
  const value = (written: string) => Number(written.replace(/[ m]/g, "").replace(",", "."));
  const values: [number, number] = [value(first), value(second)];
  return Math.max(...values) >= LEAST_NORTHING ? { values, side: side?.[0], other: other?.[0] } : null;
}

/** Unnamed, the easting comes first; written the other way the northing gives itself away by its size. */
function eastNorth({ values: [first, second], side, other }: Pair): [number, number] {
  if (side && (side === "n") === (other === "n")) throw new Refused("sides");
  const isNorthFirst = side ? side === "n" : first > MOST_EASTING && second <= MOST_EASTING;
  return isNorthFirst ? [second, first] : [first, second];
}
