import { describe, expect, it } from "vitest";
import { look, SOMEWHERE } from "./light";
import { sunHeight } from "./sun";

const OSLO = { latitude: 59.91, longitude: 10.75 };
const TROMSØ = { latitude: 69.65, longitude: 18.96 };
const at = (text: string) => Date.parse(text);

const light = { nowMs: at("2026-06-21T11:00:00Z"), place: OSLO, lux: null, wantsDark: false };

describe("the sun", () => {
  it.each([
    // Noon at the solstices and at the equinox, and sunrise: 90 - latitude + declination.
    ["2026-06-21T11:18:00Z", OSLO, 53.5],
    ["2026-12-21T11:15:00Z", OSLO, 6.7],
    ["2026-03-20T11:25:00Z", OSLO, 30.1],
    ["2026-06-20T22:45:00Z", TROMSØ, 3.1],
    ["2026-12-21T10:40:00Z", TROMSØ, -3.1],
  ])("stands at %s where the almanac has it", (text, place, degrees) => {
    expect(Math.abs(sunHeight(at(text), place) - degrees)).toBeLessThan(1);
  });
});

describe("the look of the phone", () => {
  it("is day while the sun is up, dusk while it gives light, and night after that", () => {
    expect(look(light)).toBe("day");
    expect(look({ ...light, nowMs: at("2026-09-22T17:40:00Z") })).toBe("dusk");
    expect(look({ ...light, nowMs: at("2026-12-21T22:00:00Z") })).toBe("night");
  });

  it("is never night in the north of the country in June, and never day in December", () => {
    for (let hour = 0; hour < 24; hour += 1) {
      const time = `T${String(hour).padStart(2, "0")}:00:00Z`;
      expect(look({ ...light, place: TROMSØ, nowMs: at(`2026-06-21${time}`) })).toBe("day");
      expect(look({ ...light, place: TROMSØ, nowMs: at(`2026-12-21${time}`) })).not.toBe("day");
    }
  });

  it("goes by what the phone sees, where it has a sensor: a cellar is dark at noon", () => {
    expect(look({ ...light, lux: 2 })).toBe("night");
    expect(look({ ...light, lux: 20 })).toBe("dusk");
    expect(look({ ...light, nowMs: at("2026-12-21T22:00:00Z"), lux: 400 })).toBe("day");
  });

  it("spares those who have asked their phone for dark pages the white of day", () => {
    expect(look({ ...light, wantsDark: true })).toBe("dusk");
    expect(look({ ...light, place: SOMEWHERE, nowMs: at("2026-12-21T22:00:00Z"), wantsDark: true })).toBe("night");
  });
});
