import { grouped } from "../shared/phone";
import { go } from "../shared/route";
import { commands, GROUPS, isEnabled } from "./commands";
import type { Desk } from "./desk";
import type { Asked } from "./found";
import { frame } from "./frame";
import { best } from "./search";
import { kindOf } from "./sentence";
import { t } from "./texts";
import { opened } from "./windows";

export type GroupId = "commands" | "cases" | "watched" | "people" | "sites" | "customers";

export interface Entry {
  id: string;
  title: string;
  hint: string;
  keys?: string | undefined;
  run(): void;
}

export interface Group {
  id: GroupId;
  entries: Entry[];
}

const MOST = 6;
/** What would only open the palette again. */
const ITSELF = new Set(["page.palette", "page.search"]);

/** What answers to the words, by kind; nothing but what can be done while nothing is typed. */
export function groups(desk: Desk, query: string, register: Asked, withCommands: boolean): Group[] {
  const words = query.trim();
  const all: Group[] = withCommands ? [{ id: "commands", entries: commandsFor(words) }] : [];
  if (words) all.push(...onBoard(desk, words));
  // An answer to other words is no answer.
  if (words && register.query === words) all.push(...inRegister(desk, register));
  return all.filter((group) => group.entries.length > 0);
}

function commandsFor(words: string): Entry[] {
  // What is open in the middle first, as on the sheet of keys.
  const possible = commands.value
    .filter((one) => isEnabled(one) && !ITSELF.has(one.id))
    .sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));
  return best(words, possible, (one) => one.title(), words ? MOST : possible.length).map((one) => ({
    id: one.id,
    title: one.title(),
    hint: frame.value.groups[one.group],
    keys: one.key,
    run: one.run,
  }));
}

function onBoard(desk: Desk, words: string): Group[] {
  const board = desk.board.value;
  const cases = [...(board?.cases.values() ?? [])].map((row) => ({
    row,
    kind: t.value.kinds[kindOf(t.value, row)],
    where: [row.site_name ?? row.customer_name, row.town].filter(Boolean).join(", "),
  }));
  const watched = desk.watched.order.value.flatMap((key) => desk.watched.row(key)?.peek() ?? []);
  return [
    {
      id: "cases",
      entries: best(
        words,
        cases,
        ({ row, kind, where }) => `${kind} ${row.person_name ?? ""} ${where} ${row.customer_name}`,
        MOST,
      ).map(({ row, kind, where }) => ({
        id: row.id,
        title: [kind, row.person_name].filter(Boolean).join(" · "),
        hint: where,
        run: () => go(`case/${row.id}`),
      })),
    },
    {
      id: "watched",
      entries: best(words, watched, (one) => `${one.name} ${one.place} ${grouped(one.phone)}`, MOST).map((one) => ({
        id: one.key,
        title: one.name,
        hint: one.place,
        run: () => go(one.key),
      })),
    },
  ];
}

function inRegister(desk: Desk, { found }: Asked): Group[] {
  const onDuty = new Set(desk.watched.order.peek().map((key) => desk.watched.row(key)?.peek().phone));
  return [
    {
      id: "people",
      entries: found.people
        .filter((one) => !onDuty.has(one.phone))
        .map((one) => ({
          id: one.id,
          title: one.name,
          hint: grouped(one.phone),
          run: () => {
            opened.value = { window: "found", person: one };
          },
        })),
    },
    {
      id: "sites",
      entries: found.sites.map((one) => ({
        id: one.id,
        title: one.name,
        hint: `${one.address}, ${one.town}`,
        run: () => {
          opened.value = { window: "found", site: one };
        },
      })),
    },
    {
      id: "customers",
      entries: found.customers.map((one) => ({
        id: one.id,
        title: one.name,
        hint: "",
        run: () => {
          opened.value = { window: "found", customer: one };
        },
      })),
    },
  ];
}
