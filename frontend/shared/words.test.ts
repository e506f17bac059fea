import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { common as en } from "./i18n/en/common";
import { common as nb } from "./i18n/nb/common";
import { clock, meant, seconds, when } from "./words";

const at = (iso: string): number => Date.parse(iso);
const QUARTER_MS = 15 * 60_000;

describe("a moment as it is told", () => {
  it("says which of the two it is in the hour that comes twice, as the SMS does", () => {
    expect(clock(nb, at("2026-10-25T00:10:00Z"))).toBe("02:10 (sommertid)");
    expect(clock(nb, at("2026-10-25T01:10:00Z"))).toBe("02:10 (vintertid)");
    expect(clock(en, at("2026-10-25T01:10:00Z"))).toBe("02:10 (winter time)");
    expect(clock(nb, at("2026-10-25T02:10:00Z"))).toBe("03:10");
    expect(when(nb, at("2026-10-25T01:10:00Z"), at("2026-10-24T21:00:00Z"))).toBe("i morgen 02:10 (vintertid)");
  });

  it("is told to the second as well, and under a field only where it must be", () => {
    expect(seconds(nb, at("2026-10-25T00:10:07Z"))).toBe("02:10:07 (sommertid)");
    expect(seconds(en, at("2026-10-25T01:10:07Z"))).toBe("02:10:07 (winter time)");
    expect(seconds(nb, at("2026-10-25T02:10:07Z"))).toBe("03:10:07");
    expect(meant(nb, at("2026-10-25T01:10:00Z"))).toBe("02:10 (vintertid)");
    expect([meant(nb, at("2026-10-25T02:10:00Z")), meant(nb, null)]).toEqual(["", ""]);
  });

  it("is never shown with a bare clock: only what is typed into a field has one", () => {
    const root = resolve(import.meta.dirname, "..");
    const sources = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
      (file) => /\.tsx?$/.test(file) && !/\.test\.|^dist|^shared\/(time|words)\.ts$/.test(file),
    );
    const bare = sources.filter((file) => /\bclock(Time|Seconds)\b/.test(readFileSync(join(root, file), "utf8")));
    expect(bare.sort()).toEqual([
      "admin/rota/ShiftDialog.tsx",
      "admin/rota/week.ts",
      "desk/BehalfForms.tsx",
      "field/more/Start.tsx",
      "shared/missions/draft.ts",
    ]);
  });

  it("is told of no two quarters in the same words, through the nights on which the clock changes", () => {
    for (const night of [
      "2026-03-28T20:00:00Z",
      "2026-10-24T20:00:00Z",
      "2026-12-31T20:00:00Z",
      "2028-02-28T20:00:00Z",
    ]) {
      const told = Array.from({ length: 48 }, (_, step) => when(nb, at(night) + step * QUARTER_MS, at(night)));
      expect(new Set(told).size).toBe(told.length);
    }
  });

  it("has its date when that is another year's", () => {
    expect(when(nb, at("2026-12-31T23:30:00Z"), at("2026-12-31T22:30:00Z"))).toBe("i morgen 00:30");
    expect(when(nb, at("2026-12-31T22:30:00Z"), at("2026-12-31T23:30:00Z"))).toBe("i går 23:30");
    expect(when(nb, at("2028-02-29T11:00:00Z"), at("2028-03-05T11:00:00Z"))).toBe("29. feb. 12:00");
  });
});
