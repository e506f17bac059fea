import type { Shown } from "../../shared/theme";
import { type Place, sunHeight } from "./sun";

// Which look the phone takes by itself. Eyes that are used to the dark come first, so darkness decides, not taste.

/** Where nothing is known of where the phone is: the south of Norway, where most are. */
export const SOMEWHERE: Place = { latitude: 60, longitude: 10 };

const DAYLIGHT_LUX = 60;
const DARK_LUX = 5;
/** Below this the sun gives no light to work by. */
const DARK_DEGREES = -8;

export interface Light {
  nowMs: number;
  place: Place;
  /** What the phone's own sensor says, where it has one that pages may read. */
  lux: number | null;
  /** The phone's own wish for dark pages. */
  wantsDark: boolean;
}

export function look({ nowMs, place, lux, wantsDark }: Light): Shown {
  const seen = lux === null ? bySun(sunHeight(nowMs, place)) : byLux(lux);
  return seen === "day" && wantsDark ? "dusk" : seen;
}

function bySun(degrees: number): Shown {
  if (degrees > 0) return "day";
  return degrees > DARK_DEGREES ? "dusk" : "night";
}

function byLux(lux: number): Shown {
  if (lux >= DAYLIGHT_LUX) return "day";
  return lux > DARK_LUX ? "dusk" : "night";
}
