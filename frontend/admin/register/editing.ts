import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { newKey } from "../../shared/api/client";
import { Refused } from "../../shared/api/problem";
import { explain } from "../../shared/explain";
import { go } from "../../shared/route";
import type { Admin } from "../admin";
import { place } from "../places";
import { t } from "../texts";
import { bodyOf, type Draft, draftOf, isSame, type Value } from "./draft";
import { fieldsOf, type Kind, type Thing } from "./kinds";
import { type Merged, merge } from "./merge";

/** What was typed and not saved, by address: looking at something else loses nothing. */
const open = new Map<string, Editing>();

/** The editing of one thing: what stands, what was typed, and what the server found wrong with it. */
export class Editing {
  readonly thing: Signal<Thing | null>;
  readonly draft: Signal<Draft>;
  readonly errors = signal(new Map<string, string>());
  readonly fault = signal<string | null>(null);
  readonly isBusy = signal(false);
  /** Somebody else changed the thing meanwhile: what is to be chosen. */
  readonly merged = signal<Merged | null>(null);
  readonly before: ReadonlySignal<Draft>;
  readonly isChanged: ReadonlySignal<boolean>;
  #intention = { content: "", key: "" };

  constructor(
    readonly admin: Admin,
    readonly kind: Kind,
    thing: Thing | null,
    readonly first: object,
  ) {
    this.thing = signal(thing);
    this.draft = signal(draftOf(kind, first));
    this.before = computed(() => draftOf(kind, this.thing.value ?? first));
    this.isChanged = computed(() => !isSame(this.before.value, this.draft.value));
  }

  /** The editing that was begun at this address, or a new one. */
  static of(admin: Admin, kind: Kind, thing: Thing | null, first: object): Editing {
    const address = `${admin.me.peek()?.id}/${kind.plural}/${thing?.id ?? JSON.stringify(first)}`;
    const begun = open.get(address);
    if (begun?.isChanged.peek()) return begun;
    const editing = new Editing(admin, kind, thing, first);
    open.set(address, editing);
    return editing;
  }

  change(name: string, value: Value): void {
    const next: Draft = { ...this.draft.value, [name]: value };
    // What hangs on the customer cannot be another one's.
    if (name === "customer_id" && value !== this.draft.value.customer_id) {
      for (const { name: other, kind } of fieldsOf(this.kind))
        if (kind === "site" || kind === "policy" || kind === "contact") next[other] = "";
        else if (kind === "notices") next[other] = [];
    }
    this.draft.value = next;
  }

  discard(): void {
    this.draft.value = this.before.value;
    this.errors.value = new Map();
    this.fault.value = null;
  }

  /** Sends what was typed. Whether it is kept now. */
  async save(): Promise<boolean> {
    if (this.isBusy.value) return false;
    const { body, unreadable } = bodyOf(this.kind, this.draft.value);
    this.errors.value = new Map([...unreadable].map(([name, what]) => [name, t.peek().unreadable[what]]));
    this.fault.value = unreadable.size ? t.peek().correct(unreadable.size) : null;
    if (unreadable.size) return false;
    this.isBusy.value = true;
    try {
      await this.#send(body);
      return true;
    } catch (failure) {
      if (failure instanceof Refused && failure.problem.type?.endsWith(":stale")) await this.#meet();
      else this.#refused(failure);
      return false;
    } finally {
      this.isBusy.value = false;
    }
  }

  async #send(body: Record<string, unknown>): Promise<void> {
    const thing = this.thing.value;
    const sent = thing ? { ...body, version: thing.version } : body;
    const content = JSON.stringify(sent);
    if (this.#intention.content !== content) this.#intention = { content, key: newKey() };
    const { plural } = this.kind;
    const where = thing
      ? ({ method: "PUT", path: `${plural}/${thing.id}` } as const)
      : ({ method: "POST", path: plural } as const);
    const answer = await this.admin.ask<Thing>({ ...where, body: sent, key: this.#intention.key });
    this.admin.tell(t.peek().saved(answer.name, answer.version));
    if (thing) {
      this.thing.value = answer;
      this.draft.value = draftOf(this.kind, answer);
    } else {
      this.draft.value = this.before.value;
      go(place(plural, answer.id));
    }
  }

  /** Somebody was faster: what of both can stand, and what must be chosen. */
  async #meet(): Promise<void> {
    try {
      const now = await this.admin.ask<Thing>({ path: `${this.kind.plural}/${this.thing.value?.id}` });
      const found = merge(this.before.value, this.draft.value, draftOf(this.kind, now));
      this.thing.value = now;
      this.draft.value = found.draft;
      this.merged.value = found;
    } catch (failure) {
      this.#refused(failure);
    }
  }

  #refused(failure: unknown): void {
    const named = failure instanceof Refused ? (failure.problem.errors ?? []) : [];
    this.errors.value = new Map(named.map(({ field, message }) => [field, message]));
    this.fault.value = named.length ? t.peek().correct(named.length) : explain(t.peek(), failure);
  }

  /** What the server found wrong with something that the form has no field for. */
  get elsewhere(): [string, string][] {
    const known = fieldsOf(this.kind).map((field) => field.name);
    return [...this.errors.value].filter(
      ([name]) => !known.some((one) => name === one || name.startsWith(`${one}[`) || name.startsWith(`${one}.`)),
    );
  }
}
