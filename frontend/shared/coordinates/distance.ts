import type { LatLon } from "./readings";

const RADIUS_M = 6_371_009;

/** Metres along the Earth's surface, good to half a percent: for choosing who is nearest. */
export function distance(one: LatLon, other: LatLon): number {
  const rad = Math.PI / 180;
  const [north, east] = [(other.latitude - one.latitude) * rad, (other.longitude - one.longitude) * rad];
  const half =
    Math.sin(north / 2) ** 2 + Math.cos(one.latitude * rad) * Math.cos(other.latitude * rad) * Math.sin(east / 2) ** 2;
  return 2 * RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half)));
}
