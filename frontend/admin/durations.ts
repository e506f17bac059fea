// Durations as people write them: 20 min, 1 min 30 s, 2 t, 1:30. A bare number is minutes.

const UNITS: Record<string, number> = {
  s: 1,
  sek: 1,
  sec: 1,
  sekunder: 1,
  seconds: 1,
  m: 60,
  min: 60,
  minutt: 60,
  minutter: 60,
  minutes: 60,
  t: 3600,
  h: 3600,
  time: 3600,
  timer: 3600,
  hours: 3600,
};

/** Seconds, or null for what is no duration. */
export function seconds(text: string): number | null {
  const plain = text.trim().toLowerCase().replaceAll(",", ".");
  const clock = /^(\d+):([0-5]\d)$/.exec(plain);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  if (/^\d+(\.\d+)?$/.test(plain)) return whole(Number(plain) * 60);
  const parts = [...plain.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)\.?\s*/g)];
  if (parts.length === 0 || parts.map((part) => part[0]).join("") !== `${plain}`) return null;
  let sum = 0;
  for (const [, count, unit] of parts) {
    const size = UNITS[unit ?? ""];
    if (size === undefined) return null;
    sum += Number(count) * size;
  }
  return whole(sum);
}

const whole = (value: number): number | null => (Number.isInteger(value) ? value : null);

/** 1 t 30 min; 1 min 30 s; 0 s. The letter for hours is the language's. */
export function spoken(value: number, hour: string): string {
  const parts: [number, string][] = [
    [Math.floor(value / 3600), hour],
    [Math.floor((value % 3600) / 60), "min"],
    [value % 60, "s"],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.join(" ") || "0 s";
}
