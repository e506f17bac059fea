import { signal } from "@preact/signals";
import { newKey } from "../shared/api/client";
import type { components } from "../shared/api/schema";
import { explain } from "../shared/explain";
import type { Admin } from "./admin";
import { t } from "./texts";

export type Report = components["schemas"]["Report"];

export const TABLES = [
  "customers",
  "sites",
  "contacts",
  "people",
  "assignments",
  "keys",
  "panels",
  "instructions",
  "municipalities",
] as const;
export type TableOf = (typeof TABLES)[number];

/** A thousand lines are checked and kept within one request. */
export const PATIENCE_MS = 60_000;

interface Chosen {
  name: string;
  raw: ArrayBuffer;
  /** The same file, sent again after a lost answer, is the same import. */
  key: string;
}

/** One file on its way in: chosen, checked, and kept when somebody says so. */
export class Importing {
  readonly file = signal<Chosen | null>(null);
  readonly checked = signal<Report | null>(null);
  readonly kept = signal<Report | null>(null);
  readonly fault = signal<string | null>(null);
  readonly isBusy = signal(false);
  #round = 0;

  constructor(
    readonly admin: Admin,
    readonly plural: TableOf,
  ) {}

  async choose(found: File | undefined): Promise<void> {
    this.checked.value = null;
    this.kept.value = null;
    this.fault.value = null;
    this.file.value = null;
    if (!found) return;
    try {
      this.file.value = { name: found.name, raw: await found.arrayBuffer(), key: newKey() };
    } catch {
      this.fault.value = t.peek().transfer.unreadable;
      return;
    }
    await this.check();
  }

  /** Nothing is changed: only what would be. */
  async check(): Promise<void> {
    await this.#send("?dry_run=true", newKey(), (report) => {
      this.checked.value = report;
    });
  }

  async keep(): Promise<void> {
    await this.#send("", this.file.peek()?.key ?? newKey(), (report) => {
      this.kept.value = report.done ? report : null;
      this.checked.value = report.done ? null : report;
      const { created, changed, unchanged } = report;
      if (report.done) this.admin.tell(t.peek().transfer.done(created, changed, unchanged));
    });
  }

  async again(): Promise<void> {
    await (this.checked.peek() ? this.keep() : this.check());
  }

  async #send(query: string, key: string, then: (report: Report) => void): Promise<void> {
    const file = this.file.peek();
    if (!file) return;
    const round = ++this.#round;
    this.isBusy.value = true;
    this.fault.value = null;
    try {
      const path = `imports/${this.plural}${query}`;
      const ask = { method: "POST", path, body: file.raw, type: "text/csv", key, timeoutMs: PATIENCE_MS } as const;
      const report = await this.admin.ask<Report>(ask);
      if (round === this.#round) then(report);
    } catch (failure) {
      if (round === this.#round) this.fault.value = explain(t.peek(), failure);
    }
    if (round === this.#round) this.isBusy.value = false;
  }
}
