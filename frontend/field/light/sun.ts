// How high the sun stands: what the phone's own look follows. Good to about a degree, which is more than eyes notice.

const RADIANS = Math.PI / 180;
const DAY_MS = 86_400_000;
const J2000_MS = Date.UTC(2000, 0, 1, 12);

export interface Place {
  latitude: number;
  longitude: number;
}

/** Its height over the horizon in degrees; negative below it. */
export function sunHeight(atMs: number, { latitude, longitude }: Place): number {
  const days = (atMs - J2000_MS) / DAY_MS;
  const anomaly = RADIANS * (357.529 + 0.98560028 * days);
  const ecliptic = RADIANS * (280.459 + 0.98564736 * days + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly));
  const tilt = RADIANS * 23.439;
  const ascension = Math.atan2(Math.cos(tilt) * Math.sin(ecliptic), Math.cos(ecliptic));
  const declination = Math.asin(Math.sin(tilt) * Math.sin(ecliptic));
  const sidereal = RADIANS * ((18.697374558 + 24.06570982441908 * days) * 15 + longitude);
  const hour = sidereal - ascension;
  const here = RADIANS * latitude;
  const sine = Math.sin(here) * Math.sin(declination) + Math.cos(here) * Math.cos(declination) * Math.cos(hour);
  return Math.asin(sine) / RADIANS;
}
