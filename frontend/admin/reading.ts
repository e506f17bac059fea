import { signal } from "@preact/signals";
import type { components } from "../shared/api/schema";
import type { TimelineEntry } from "../shared/api/types";
import { serverNow } from "../shared/clock";
import { explain } from "../shared/explain";
import type { Admin } from "./admin";
import type { Site } from "./register/kinds";
import { addDays, dayMs } from "./rota/week";
import { t } from "./texts";

type Proof = components["schemas"]["Proof"];

export const MOST_DAYS = 31;
const PATIENCE_MS = 60_000;

export interface Read {
  site: string;
  from: string;
  until: string;
  entries: TimelineEntry[];
}

/** How much of the chains is checked, and what does not hold. */
export interface Checked extends Proof {
  days: number;
  of: number;
  atMs: number;
}

type Span = [fromMs: number, untilMs: number];

/** A site's story, read day by day, and then checked day by day: a month of a busy site is more than one answer holds. */
export class Reading {
  readonly read = signal<Read | null>(null);
  readonly proof = signal<Checked | null>(null);
  readonly fault = signal<string | null>(null);
  readonly isBusy = signal(false);
  #round = 0;

  constructor(readonly admin: Admin) {}

  async fetch(site: Site, from: string, until: string): Promise<void> {
    const round = ++this.#round;
    this.isBusy.value = true;
    this.fault.value = null;
    this.proof.value = null;
    const days = daysBetween(from, until);
    try {
      const entries: TimelineEntry[] = [];
      for (const span of days) {
        entries.push(...(await this.#ask<{ entries: TimelineEntry[] }>(site.id, "journal", span)).entries);
        if (round !== this.#round) return;
      }
      this.read.value = { site: site.name, from, until, entries };
      this.isBusy.value = false;
      await this.#check(site.id, days, round);
    } catch (failure) {
      if (round === this.#round) this.fault.value = explain(t.peek(), failure);
    }
    if (round === this.#round) this.isBusy.value = false;
  }

  async #check(site: string, days: Span[], round: number): Promise<void> {
    let sum: Checked = { entries: 0, chains: 0, broken: [], days: 0, of: days.length, atMs: serverNow() };
    const broken = new Map<string, Proof["broken"][number]>();
    for (const span of days) {
      const found = await this.#ask<Proof>(site, "journal/proof", span);
      if (round !== this.#round) return;
      for (const one of found.broken) broken.set(`${one.subject} ${one.entry}`, one);
      const [entries, chains] = [sum.entries + found.entries, sum.chains + found.chains];
      sum = { ...sum, entries, chains, broken: [...broken.values()], days: sum.days + 1 };
      this.proof.value = sum;
    }
  }

  #ask<T>(site: string, what: string, [from, until]: Span): Promise<T> {
    const path = `sites/${site}/${what}?from_ms=${from}&until_ms=${until}`;
    return this.admin.ask<T>({ path, timeoutMs: PATIENCE_MS });
  }
}

function daysBetween(from: string, until: string): Span[] {
  const days: Span[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) {
    days.push([dayMs(day) ?? 0, (dayMs(addDays(day, 1)) ?? 0) - 1]);
  }
  return days;
}

/** What is wrong with what is asked for, by field. */
export function wrongWith(site: Site | null, from: string, until: string): Map<string, string> {
  const found = new Map<string, string>();
  const words = t.peek();
  if (!site) found.set("site", words.journal.siteMissing);
  if (dayMs(from) === null) found.set("from", words.unreadable.date);
  if (dayMs(until) === null) found.set("until", words.unreadable.date);
  else if (!found.has("from") && (until < from || until > addDays(from, MOST_DAYS - 1)))
    found.set("until", words.journal.span(MOST_DAYS));
  return found;
}
