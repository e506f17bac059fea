// The grid's zones and bands: six and eight degrees, but for Norway, whose 32V is widened, and Svalbard.

const BANDS = "CDEFGHJKLMNPQRSTUVWXX"; // X is twelve degrees high
export const SOUTHERNMOST = -80;
export const NORTHERNMOST = 84;

/** The band's letter; null where the grid ends. */
export function bandOf(latitude: number): string | null {
  if (latitude < SOUTHERNMOST || latitude >= NORTHERNMOST) return null;
  return BANDS[Math.floor((latitude + 80) / 8)] ?? null;
}

/** The zone that holds there. */
export function zoneOf(latitude: number, longitude: number): number {
  if (latitude >= 56 && latitude < 64 && longitude >= 3 && longitude < 12) return 32;
  if (latitude >= 72 && longitude >= 0 && longitude < 42)
    return longitude < 9 ? 31 : longitude < 21 ? 33 : longitude < 33 ? 35 : 37;
  return Math.min(60, Math.floor((longitude + 180) / 6) + 1);
}

/** The longitude in the middle of a zone as the projection sees it. */
export const central = (zone: number): number => zone * 6 - 183;

/** So many degrees from its middle a zone may be used. Zone 33 is used for the whole of mainland Norway. */
export const reach = (zone: number): number => (zone === 33 ? 17 : 7);
