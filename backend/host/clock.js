// Times as the host's own pages show them, in Norway's time: 14:12:04, and 02:10:04 (vintertid) in the hour that comes twice.

const timeZone = "Europe/Oslo";
const HOUR_MS = 3_600_000;

const wall = (ms) => new Date(ms).toLocaleTimeString("nb-NO", { timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** The time of day at `ms` since 1970; `words` has `summer` and `winter`, for the night in autumn in which both occur. */
export function clock(ms, words) {
  const time = wall(ms);
  if (wall(ms + HOUR_MS) === time) return `${time} (${words.summer})`;
  return wall(ms - HOUR_MS) === time ? `${time} (${words.winter})` : time;
}
