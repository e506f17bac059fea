// Times as they are written in Norway, whatever the device is set to: everyone in a case reads the same clock.

const ZONE = "Europe/Oslo";
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

export interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** What the clock on the wall says. */
export function wall(atMs: number): Wall {
  const found: Record<string, number> = {};
  for (const { type, value } of parts.formatToParts(atMs)) found[type] = Number(value);
  return found as unknown as Wall;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** 21:32, as a field for the time has it. What is read has it by `clock` in words.ts: one hour comes twice. */
export function clockTime(atMs: number): string {
  const { hour, minute } = wall(atMs);
  return `${two(hour)}:${two(minute)}`;
}

/** 21:32:07; what is read has it by `seconds` in words.ts. */
export function clockSeconds(atMs: number): string {
  return `${clockTime(atMs)}:${two(wall(atMs).second)}`;
}

/** Days between the dates of two moments, by the wall: 0 today, 1 tomorrow, -1 yesterday. */
export function daysApart(fromMs: number, toMs: number): number {
  const date = ({ year, month, day }: Wall) => Date.UTC(year, month - 1, day);
  return Math.round((date(wall(toMs)) - date(wall(fromMs))) / DAY_MS);
}

/** 24:10, or 1:04:10. A remaining second counts until it is over; a second too much counts once it is full. */
export function duration(ms: number): string {
  const seconds = ms > 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const tail = `${two(minutes)}:${two(seconds % 60)}`;
  return hours ? `${hours}:${tail}` : tail;
}

export type Unit = "now" | "second" | "minute" | "hour" | "day";

/** How long ago, in the one unit that matters. */
export function age(ms: number): { count: number; unit: Unit } {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 5) return { count: 0, unit: "now" };
  if (seconds < 60) return { count: seconds, unit: "second" };
  if (seconds < 3600) return { count: Math.floor(seconds / 60), unit: "minute" };
  if (seconds < 48 * 3600) return { count: Math.floor(seconds / 3600), unit: "hour" };
  return { count: Math.floor(seconds / 86_400), unit: "day" };
}

/**
 * The next moment, strictly after `afterMs`, at which the wall clock says this time ("06:00"). On the night the clock
 * springs forward, a time that does not exist is the moment an hour later; when it falls back, each of the two is one.
 */
export function nextAt(time: string, afterMs: number): number | null {
  const found = /^(\d{1,2}):(\d{2})$/.exec(time);
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  if (hour > 23 || minute > 59) return null;
  const { year, month, day } = wall(afterMs);
  // By the calendar: 24 hours after half past eleven in the evening is not always tomorrow.
  const all = [0, 1, 2].flatMap((days) => moments(Date.UTC(year, month - 1, day + days, hour, minute)));
  return all.find((at) => at > afterMs) ?? null;
}

/** The date on the wall as a date field has it: 2026-11-25. */
export function dateOf(atMs: number): string {
  const { year, month, day } = wall(atMs);
  return `${year}-${two(month)}-${two(day)}`;
}

/**
 * The moment at which calendar and clock on the wall say this ("2026-11-25", "06:00"); null if they never do. Of two
 * it is the first, or the one that is nearer to what was known before.
 */
export function atWall(date: string, time: string, nearMs = Number.NEGATIVE_INFINITY): number | null {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? []).map(Number);
  const [, hour, minute] = (/^(\d{1,2}):(\d{2})$/.exec(time) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  if (hour === undefined || minute === undefined || hour > 23 || minute > 59) return null;
  const [first = 0, second = first] = moments(Date.UTC(year, month - 1, day, hour, minute));
  const found = Math.abs(second - nearMs) < Math.abs(first - nearMs) ? second : first;
  return dateOf(found) === date ? found : null;
}

/** So many hours later by the wall, and never less than so many real ones: as the centre counts a shift's longest. */
export function hoursLater(atMs: number, hours: number): number {
  const laterMs = hours * 60 * MINUTE_MS;
  return Math.max(atMs + laterMs, ...moments(greenwich(atMs) + laterMs));
}

/** Which of the two it is in the hour that comes twice; null in every other. */
export function season(atMs: number): "summer" | "winter" | null {
  const { hour, minute } = wall(atMs);
  const isSame = (other: number) => wall(other).hour === hour && wall(other).minute === minute;
  if (isSame(atMs + 60 * MINUTE_MS)) return "summer";
  return isSame(atMs - 60 * MINUTE_MS) ? "winter" : null;
}

/** The moments at which the wall in Norway says what a wall in Greenwich says at `utcMs`: one, or two in one night. */
function moments(utcMs: number): number[] {
  // Norway is one or two hours ahead: summer time first, so that they come in order.
  const found = [2, 1].map((ahead) => utcMs - ahead * 60 * MINUTE_MS).filter((at) => greenwich(at) === utcMs);
  return found.length ? found : [utcMs - 60 * MINUTE_MS];
}

function greenwich(atMs: number): number {
  const { year, month, day, hour, minute } = wall(atMs);
  return Date.UTC(year, month - 1, day, hour, minute);
}
