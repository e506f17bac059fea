import type { Position } from "./api/types";
import type { Common } from "./i18n/nb/common";
import { age, clockSeconds, clockTime, daysApart, season, wall } from "./time";

/** 21:32; in the hour that comes twice with the season, as an SMS says it: 02:10 (vintertid). */
export function clock(t: Common, atMs: number): string {
  return told(t, atMs, clockTime(atMs));
}

/** 21:32:07, and 02:10:07 (vintertid): as the journal has it. */
export function seconds(t: Common, atMs: number): string {
  return told(t, atMs, clockSeconds(atMs));
}

/** Under a field in which a time is typed: which of the two is meant, in the hour that comes twice; otherwise nothing. */
export const meant = (t: Common, atMs: number | null): string =>
  atMs === null || season(atMs) === null ? "" : clock(t, atMs);

function told(t: Common, atMs: number, text: string): string {
  const which = season(atMs);
  return which ? `${text} (${t.seasons[which]})` : text;
}

/** 21:32 today, otherwise with its date: 23. nov. 21:32. */
export function when(t: Common, atMs: number, nowMs: number): string {
  const days = daysApart(nowMs, atMs);
  if (days === 0) return clock(t, atMs);
  const { day, month } = wall(atMs);
  const near = days === 1 ? t.tomorrow : days === -1 ? t.yesterday : t.date(day, month);
  return `${near} ${clock(t, atMs)}`;
}

/** 23. nov. 21:32, whatever day it is: of what is read from paper. */
export function dated(t: Common, atMs: number): string {
  const { day, month } = wall(atMs);
  return `${t.date(day, month)} ${clock(t, atMs)}`;
}

/** 23. nov. 2026 21:32:07 */
export function fullDate(t: Common, atMs: number): string {
  const { day, month, year } = wall(atMs);
  return `${t.date(day, month)} ${year} ${seconds(t, atMs)}`;
}

/** for 12 min siden */
export function ago(t: Common, atMs: number, nowMs: number): string {
  const { count, unit } = age(nowMs - atMs);
  return t.ago(count, unit);
}

/** A position is never shown without these two: for 12 min siden, ± 35 m. */
export function ageAndAccuracy(t: Common, position: Position, nowMs: number): string {
  return `${ago(t, position.measured_at_ms, nowMs)}, ${t.accuracy(Math.round(position.accuracy_m))}`;
}
