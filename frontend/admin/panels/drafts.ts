// What is typed about a panel, list by list: zones, codes, partitions with their hours, the lift behind it.

export interface ZoneDraft {
  number: string;
  name: string;
  /** Empty: what the code says. */
  category: string;
}

export interface CodeDraft {
  code: string;
  zone: string;
  category: string;
}

export interface HoursDraft {
  /** "0" is Monday. */
  days: string[];
  opens: string;
  closes: string;
}

export interface PartitionDraft {
  number: string;
  name: string;
  hours: HoursDraft[];
}

/** ``number`` null: there is no lift. */
export interface LiftDraft {
  number: string | null;
  voicePhone: string;
  testHours: string;
  endedBy: string;
}

/** Monday first; the last is a public holiday, on which no weekday's hours hold. */
export const WEEKDAYS = ["0", "1", "2", "3", "4", "5", "6", "7"] as const;
export const NO_LIFT: LiftDraft = { number: null, voicePhone: "", testHours: "72", endedBy: "lift" };

interface SentHours {
  days: number[];
  opens: string;
  closes: string;
}

/** What stands in the register, as it is typed. */
export const zonesShown = (
  sent: { number: string; name?: string; category?: string | null }[] | undefined,
): ZoneDraft[] => (sent ?? []).map(({ number, name = "", category }) => ({ number, name, category: category ?? "" }));

export const codesShown = (sent: { code: string; zone?: string; category: string }[] | undefined): CodeDraft[] =>
  (sent ?? []).map(({ code, zone = "", category }) => ({ code, zone, category }));

export const partitionsShown = (
  sent: { number: string; name?: string; hours?: SentHours[] }[] | undefined,
): PartitionDraft[] =>
  (sent ?? []).map(({ number, name = "", hours = [] }) => ({
    number,
    name,
    hours: hours.map(({ days, opens, closes }) => ({ days: days.map(String), opens, closes })),
  }));

interface SentLift {
  number: string;
  voice_phone?: string | null;
  test_hours?: number;
  ended_by?: string;
}

export function liftShown(sent: SentLift | null | undefined): LiftDraft {
  if (!sent) return NO_LIFT;
  const { number, voice_phone, test_hours = 72, ended_by = "lift" } = sent;
  return { number, voicePhone: voice_phone ?? "", testHours: String(test_hours), endedBy: ended_by };
}

type Complain = (name: string, what: "time" | "whole") => void;

/** What was typed, as it is sent. */
export const zonesRead = (typed: ZoneDraft[]): object[] =>
  typed.map(({ category, ...one }) => ({ ...one, category: category || null }));

export const partitionsRead = (name: string, typed: PartitionDraft[], complain: Complain): object[] =>
  typed.map(({ hours, ...one }, at) => ({
    ...one,
    hours: hours.map(({ days, ...times }, place) => {
      const read = (part: "opens" | "closes") => {
        const found = timeOf(times[part]);
        if (found === null) complain(`${name}[${at}].hours[${place}].${part}`, "time");
        return found ?? "";
      };
      return { days: days.map(Number).sort(), opens: read("opens"), closes: read("closes") };
    }),
  }));

export function liftRead(name: string, typed: LiftDraft, complain: Complain): object | null {
  if (typed.number === null) return null;
  const text = typed.testHours.trim();
  if (!/^\d{1,4}$/.test(text)) complain(`${name}.test_hours`, "whole");
  return {
    number: typed.number,
    voice_phone: typed.voicePhone.trim() || null,
    test_hours: Number(text),
    ended_by: typed.endedBy,
  };
}

/** 7, 7:30, 07.30 as the register writes a time: 07:00, 07:30; null for what is no time. */
export function timeOf(text: string): string | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim());
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  if (minute > 59 || hour * 60 + minute > 24 * 60) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
