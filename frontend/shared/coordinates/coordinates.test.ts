import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { common as english } from "../i18n/en/common";
import { common as norwegian } from "../i18n/nb/common";
import { coordinates as words } from "../i18n/nb/coordinates";
import { distance } from "./distance";
import { FORM_NAMES, type Form, formsOf } from "./forms";
import { read } from "./reading";
import { type LatLon, Refused } from "./readings";
import { bandOf, zoneOf } from "./zones";

// Held to the same tables as the server's reader: what people write, and the grid as an independent library sees it.

const SUPPORT = join(import.meta.dirname, "../../../tests/support");
const json = <T>(name: string): T => JSON.parse(readFileSync(join(SUPPORT, name), "utf8")) as T;

type Row = { text: string } & ({ at: [number, number]; within_m?: number } | { refused: string });
interface Point {
  at: [number, number];
  zone: string;
  easting: number;
  northing: number;
  mgrs: string;
  in_33: [number, number] | null;
}

const ROWS = json<Row[]>("coordinates.json");
const POINTS = json<Point[]>("grid_points.json");
const place = ([latitude, longitude]: [number, number]): LatLon => ({ latitude, longitude });

describe("what people write", () => {
  it.each(ROWS)("$text", async (row) => {
    if ("refused" in row) {
      const refused = await read(row.text).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Refused);
      expect((refused as Refused).reason).toBe(row.refused);
      return;
    }
    const reading = await read(row.text);
    expect(distance(reading, place(row.at))).toBeLessThanOrEqual(1);
    if (row.within_m !== undefined) expect(reading.within_m).toBe(row.within_m);
  });

  it("is refused for no reason without a remedy", () => {
    const reasons = new Set(ROWS.flatMap((row) => ("refused" in row ? [row.refused] : [])));
    expect([...reasons].sort()).toEqual(Object.keys(words.refused).sort());
  });
});

/** Three decimals of a minute are, by the rounding alone, a little more than a metre in the south. */
const ROUNDED_MINUTE_M = 1.1;

async function isReadBack(form: Form | null, here: LatLon, withinM: number): Promise<void> {
  for (const text of [form?.shown ?? "", form?.copied ?? ""])
    expect(distance(await read(text), here), text).toBeLessThanOrEqual(withinM);
}

describe("all over Norway, Svalbard and the widened zone", () => {
  it("the grid is that of an independent library, and is read back within a metre", async () => {
    for (const point of POINTS) {
      const here = place(point.at);
      const forms = await formsOf(here, norwegian.compass);
      expect(`${zoneOf(here.latitude, here.longitude)}${bandOf(here.latitude)}`).toBe(point.zone);
      expect(forms.mgrs?.copied, String(point.at)).toBe(point.mgrs);
      const [, easting, northing] = (forms.utm?.copied ?? "").split(" ").map(Number);
      expect(Math.hypot((easting ?? 0) - point.easting, (northing ?? 0) - point.northing)).toBeLessThanOrEqual(0.75);
      for (const name of FORM_NAMES) await isReadBack(forms[name], here, name === "minutes" ? ROUNDED_MINUTE_M : 1);
    }
  });

  it("a reference in zone 33 is read wherever it is used", async () => {
    for (const { at, in_33 } of POINTS) {
      if (!in_33) continue;
      const reading = await read(`33 ${in_33[0].toFixed(1)} ${in_33[1].toFixed(1)}`);
      expect(distance(reading, place(at)), String(at)).toBeLessThanOrEqual(1);
    }
  });
});

describe("a position", () => {
  it("is shown in four forms, grouped to be read aloud", async () => {
    const forms = await formsOf({ latitude: 59.9128, longitude: 10.7344 }, norwegian.compass);
    expect(FORM_NAMES.map((name) => forms[name]?.shown)).toEqual([
      "59,91280° N  10,73440° Ø",
      "59° 54,768′ N  010° 44,064′ Ø",
      "32V  596 988  6 642 970",
      "32V NM 96987 42970",
    ]);
    const west = await formsOf({ latitude: -33.5, longitude: -70.25 }, english.compass);
    expect(west.minutes?.shown).toBe("33° 30.000′ S  070° 15.000′ W");
    expect(west.decimal?.copied).toBe("-33.50000, -70.25000");
  });

  it("has only the forms in degrees beyond the ends of the grid", async () => {
    for (const latitude of [84, 90, -80.001, -90]) {
      const forms = await formsOf({ latitude, longitude: 15 }, norwegian.compass);
      expect([forms.utm, forms.mgrs]).toEqual([null, null]);
      expect((await read(forms.decimal?.copied ?? "")).latitude).toBe(latitude);
    }
  });
});

describe("a distance", () => {
  it("is along the Earth's surface", () => {
    const oslo = { latitude: 59.9128, longitude: 10.7344 };
    const bergen = { latitude: 60.3925, longitude: 5.3233 };
    expect(distance(oslo, oslo)).toBe(0);
    expect(distance(oslo, bergen) / 1000).toBeCloseTo(305, -1);
    expect(distance(bergen, oslo)).toBeCloseTo(distance(oslo, bergen), 3);
  });
});
