import { describe, expect, it } from "vitest";
import { common as nb } from "./i18n/nb/common";
import { decimalDegrees, degreesMinutes } from "./position";
import { ageAndAccuracy } from "./words";

const place = (latitude: number, longitude: number) => ({ latitude, longitude, accuracy_m: 34.6, measured_at_ms: 0 });

describe("a position", () => {
  it("is written so that other programs take it", () => {
    expect(decimalDegrees(place(59.9128, 10.7344))).toBe("59.91280, 10.73440");
  });

  it("is written in degrees and minutes so that it can be read aloud", () => {
    expect(degreesMinutes(place(59.9128, 10.7344), nb.compass)).toBe("59° 54,768′ N  010° 44,064′ Ø");
    expect(degreesMinutes(place(-0.5, -70.25), nb.compass)).toBe("00° 30,000′ S  070° 15,000′ V");
  });

  it("never has sixty minutes", () => {
    expect(degreesMinutes(place(59.9999999, 9.9999999), nb.compass)).toBe("60° 00,000′ N  010° 00,000′ Ø");
  });

  it("comes with its age and accuracy", () => {
    expect(ageAndAccuracy(nb, place(59, 10), 12 * 60_000)).toBe("for 12 min siden, ± 35 m");
  });
});
