import { dateOf, duration } from "../../shared/time";
import { clock } from "../../shared/words";
import { spoken } from "../durations";
import { t } from "../texts";
import type { Conflict, Shift } from "./conflicts";
import type { Times, View } from "./moves";

/** mandag 23. nov. 22:00 til tirsdag 24. nov. 06:00, 8 t */
export function spokenTimes({ start_ms, end_ms }: Times): string {
  const [start, end] = [dateOf(start_ms), dateOf(end_ms)];
  const until = start === end ? clock(t.value, end_ms) : `${t.value.rota.weekday(end)} ${clock(t.value, end_ms)}`;
  return `${t.value.rota.weekday(start)} ${t.value.rota.fromTo(clock(t.value, start_ms), until)}, ${length({ start_ms, end_ms })}`;
}

/** How long a shift lasts, in real hours: a night in March has one less. */
export const length = ({ start_ms, end_ms }: Times): string =>
  spoken(Math.round((end_ms - start_ms) / 60_000) * 60, t.value.hour);

/** What is wrong, in a sentence. */
export function inWords(conflict: Conflict): string {
  const words = t.value.rota.conflicts;
  if (conflict.what === "guard") return words.guard;
  const other = `${conflict.with.assignment_name} ${spokenTimes(conflict.with)}`;
  return conflict.what === "double" ? words.double(other) : words.rest(hours(conflict.hours), other);
}

const hours = (count: number): string => duration(count * 3_600_000).replace(/:00$/, "");

/** What a shift is, for who cannot see where it stands. */
export function told(shift: Shift, conflicts: Conflict[]): string {
  return [shift.guard_name || t.value.rota.deleted, ...rest(shift, conflicts)].join(", ");
}

/** The same without what stands in sight: what a screen reader adds. */
export function added(view: View, shift: Shift, conflicts: Conflict[]): string {
  const [place = "", ...others] = rest(shift, conflicts);
  return [view === "guards" ? shift.guard_name || t.value.rota.deleted : place, ...others].join(", ");
}

const rest = (shift: Shift, conflicts: Conflict[]): string[] => [
  shift.assignment_name || t.value.rota.deleted,
  spokenTimes(shift),
  t.value.rota.states[shift.state],
  ...conflicts.map(inWords),
];
