import { atWall, clockTime, dateOf } from "../../shared/time";

// Weeks by the clock on the wall in Norway. Two nights a year have an hour more or less: a day is from midnight to
// midnight, however long it lasts, and a shift that is moved to another day keeps its times on the wall.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface Day {
  /** 2026-11-23 */
  date: string;
  startMs: number;
  endMs: number;
}

export interface Week {
  /** The date of its Monday. */
  monday: string;
  number: number;
  days: Day[];
  startMs: number;
  endMs: number;
}

/** The beginning of a day; null for what is no date. */
export const dayMs = (date: string): number | null => atWall(date, "00:00");

/** A date so many days later. */
export function addDays(date: string, days: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** The Monday of a date's week. */
export function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addDays(date, -((weekday + 6) % 7));
}

/** The number of the week, as calendars here count them: that of its Thursday. */
export function weekNumber(monday: string): number {
  const thursday = addDays(monday, 3);
  const first = Date.UTC(Number(thursday.slice(0, 4)), 0, 1);
  return Math.floor((Date.parse(`${thursday}T00:00:00Z`) - first) / DAY_MS / 7) + 1;
}

export function weekOf(date: string): Week {
  const monday = mondayOf(date);
  const days = Array.from({ length: 7 }, (_, index): Day => {
    const here = addDays(monday, index);
    return { date: here, startMs: dayMs(here) ?? 0, endMs: dayMs(addDays(here, 1)) ?? 0 };
  });
  const [first, last] = [days[0] as Day, days[6] as Day];
  return { monday, number: weekNumber(monday), days, startMs: first.startMs, endMs: last.endMs };
}

/** The same time on the wall so many days later. */
export function byDays(atMs: number, days: number): number {
  const about = atMs + days * DAY_MS;
  return atWall(addDays(dateOf(atMs), days), clockTime(atMs), about) ?? about;
}

/** So many minutes later, on the quarter of an hour. */
export function byMinutes(atMs: number, minutes: number): number {
  return Math.round((atMs + minutes * MINUTE_MS) / (15 * MINUTE_MS)) * 15 * MINUTE_MS;
}

/** How far into the week a moment is, 0 to 1: each day has the same width, however long it lasts. */
export function shareOf(week: Week, atMs: number): number {
  if (atMs <= week.startMs) return 0;
  for (const [index, day] of week.days.entries()) {
    if (atMs < day.endMs) return (index + (atMs - day.startMs) / (day.endMs - day.startMs)) / 7;
  }
  return 1;
}

/** The moment at a share of the week, on the quarter of an hour. */
export function momentAt(week: Week, share: number): number {
  const place = Math.max(0, Math.min(0.999999, share)) * 7;
  const day = week.days[Math.floor(place)] as Day;
  const at = day.startMs + (place % 1) * (day.endMs - day.startMs);
  return Math.min(week.endMs, byMinutes(at, 0));
}
