import type { Position } from "./api/types";

/** 59.91280, 10.73440: as maps and other programs take it. */
export function decimalDegrees({ latitude, longitude }: Position): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}

/** 59° 54.768' N, 010° 44.064' E with the words of the language: as rescue services read it aloud. */
export function degreesMinutes({ latitude, longitude }: Position, words: Compass): string {
  const ns = part(latitude, 2, words.comma, latitude < 0 ? words.south : words.north);
  return `${ns}  ${part(longitude, 3, words.comma, longitude < 0 ? words.west : words.east)}`;
}

export interface Compass {
  north: string;
  south: string;
  east: string;
  west: string;
  comma: string;
}

function part(value: number, digits: number, comma: string, side: string): string {
  // Round before splitting, or 59.99999 degrees become 59° 60.000'.
  const thousandths = Math.round(Math.abs(value) * 60_000);
  const degrees = String(Math.floor(thousandths / 60_000)).padStart(digits, "0");
  const minutes = ((thousandths % 60_000) / 1000).toFixed(3).padStart(6, "0").replace(".", comma);
  return `${degrees}° ${minutes}′ ${side}`;
}
