import { seconds, spoken } from "../durations";

// What is typed about an alarm instruction, list by list: times of the week, who is told, steps, the emergency centre.

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday"] as const;
export const CATEGORIES = [
  "fire",
  "hold_up",
  "burglary",
  "medical",
  "lift",
  "gas",
  "water",
  "technical",
  "trouble",
  "test",
  "open_close",
  "cancel",
  "restore",
] as const;
export type Category = (typeof CATEGORIES)[number];

export interface PeriodDraft {
  days: string[];
  from: string;
  until: string;
}

export interface NoticeDraft {
  contact_id: string;
  by: string;
  at_once: boolean;
  each_step: boolean;
  text: string;
}

export interface OwnStepDraft {
  text: string;
  compulsory: boolean;
}

/** ``service`` empty: no emergency centre. */
export interface EmergencyDraft {
  service: string;
  when: string;
  direct: boolean;
  callOff: string;
}

export const NO_EMERGENCY: EmergencyDraft = { service: "", when: "confirmed", direct: false, callOff: "" };
const WHOLE_DAY_MIN = 1440;

/** What stands in the register, as it is typed. */
export function timesShown(
  sent: { days: string[]; start_min?: number; end_min?: number }[] | undefined,
): PeriodDraft[] {
  return (sent ?? []).map(({ days, start_min = 0, end_min = WHOLE_DAY_MIN }) => ({
    days: [...days],
    from: clockOf(start_min),
    until: clockOf(end_min),
  }));
}

export function noticesShown(sent: Partial<NoticeDraft>[] | undefined): NoticeDraft[] {
  return (sent ?? []).map(({ contact_id = "", by = "call", at_once = false, each_step = false, text = "" }) => ({
    contact_id,
    by,
    at_once,
    each_step,
    text,
  }));
}

export function stepsShown(sent: Partial<OwnStepDraft>[] | undefined): OwnStepDraft[] {
  return (sent ?? []).map(({ text = "", compulsory = true }) => ({ text, compulsory }));
}

interface SentEmergency {
  service: string;
  when?: string;
  direct?: boolean;
  call_off_s?: number | null;
}

export function emergencyShown(sent: SentEmergency | null | undefined): EmergencyDraft {
  if (!sent) return NO_EMERGENCY;
  const { service, when = "confirmed", direct = false, call_off_s = null } = sent;
  return { service, when, direct, callOff: call_off_s === null ? "" : spoken(call_off_s, "t") };
}

type Complain = (name: string, what: "time" | "duration") => void;

/** What was typed, as it is sent. */
export function timesRead(name: string, typed: PeriodDraft[], complain: Complain): object[] {
  return typed.map(({ days, from, until }, at) => {
    const read = (part: string, text: string) => {
      const found = minutesOf(text);
      if (found === null) complain(`${name}[${at}].${part}`, "time");
      return found ?? 0;
    };
    return { days, start_min: read("start_min", from), end_min: read("end_min", until) };
  });
}

export function emergencyRead(name: string, typed: EmergencyDraft, complain: Complain): object | null {
  if (!typed.service) return null;
  const { service, when, direct } = typed;
  const text = typed.callOff.trim();
  const call_off_s = text === "" ? null : seconds(text);
  if (text !== "" && call_off_s === null) complain(`${name}.call_off_s`, "duration");
  return { service, when, direct, call_off_s };
}

const two = (value: number): string => String(value).padStart(2, "0");
const clockOf = (min: number): string => `${two(Math.floor(min / 60))}:${two(min % 60)}`;

/** 7, 7:30, 07.30 and 24:00 as minutes of the day; null for what is no time. */
export function minutesOf(text: string): number | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim());
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  return minute < 60 && hour * 60 + minute <= WHOLE_DAY_MIN ? hour * 60 + minute : null;
}
