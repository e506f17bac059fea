/** A distance as it is said: metres while it can be walked, then kilometres with one decimal, then whole ones. */
export function far(metres: number): string {
  if (metres < 950) return `${Math.max(1, Math.round(metres / 50)) * 50} m`;
  const km = metres / 1000;
  return km < 9.95 ? `${km.toFixed(1).replace(".", ",")} km` : `${Math.round(km)} km`;
}
