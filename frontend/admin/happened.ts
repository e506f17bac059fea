import { tell } from "../desk/events";
import type { TimelineEntry } from "../shared/api/types";
import type { Admin } from "../shared/i18n/nb/admin";
import type { Desk } from "../shared/i18n/nb/desk";
import { dateOf } from "../shared/time";
import { seconds } from "../shared/words";

// The journal as a duty manager reads it and as it is handed over: who did what, and when.

export interface Line {
  atMs: number;
  date: string;
  time: string;
  who: string;
  what: string;
  more: string;
  /** What it happened to, as the journal names it: duty/…, shift/…, case/…. */
  subject: string;
}

export function line(t: Admin, desk: Desk, entry: TimelineEntry): Line {
  const own = t.journal.happened[entry.kind.replace(".", "_") as keyof Admin["journal"]["happened"]];
  const told = tell(desk, entry);
  return {
    atMs: entry.at_ms,
    date: dateOf(entry.at_ms),
    time: seconds(t, entry.at_ms),
    who: who(t, entry),
    what: own ?? told.what,
    more: told.more,
    subject: entry.stream.split("#")[0] ?? "",
  };
}

function who(t: Admin, { actor }: TimelineEntry): string {
  if (actor.kind === "person") return actor.name || t.journal.somebody;
  return t.journal.actors[actor.id as keyof Admin["journal"]["actors"]] ?? t.journal.system;
}

/** The lines as a table to be handed over, under what was found of the chain. */
export function table(t: Admin, lines: Line[], about: [string, string][]): string[][] {
  const { columns } = t.journal;
  const head = [columns.date, columns.time, columns.who, columns.what, columns.more, columns.subject];
  return [
    ...about,
    [],
    head,
    ...lines.map(({ date, time, who, what, more, subject }) => [date, time, who, what, more, subject]),
  ];
}
