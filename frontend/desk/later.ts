import { signal } from "@preact/signals";

// What can still be taken back: a note or a call's outcome for the few seconds before it is sent, and what only this
// screen knows of (a theme, a panel that was left). Nothing waits that others need to know at once.

export const WAITS_MS = 6_000;

export interface Undoable {
  /** What was done, in words; null where nobody needs to be told that it can be undone. */
  said: (() => string) | null;
  /** Takes it back. */
  undo(): void;
  /** Does it for good; without it, it is done already. */
  send?: () => Promise<void>;
  /** What it belongs to: nothing else is done with that before this is. */
  about?: string;
}

export interface Waiting extends Undoable {
  id: number;
  untilMs: number;
  /** Why it could not be sent. It stays until it is tried again or taken back. */
  error: unknown;
}

/** What was just done, the latest last. */
export class Later {
  readonly waiting = signal<readonly Waiting[]>([]);

  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
  readonly #sending = new Map<number, Promise<void>>();
  #count = 0;

  add(what: Undoable): void {
    this.#count += 1;
    const one: Waiting = { ...what, id: this.#count, untilMs: Date.now() + WAITS_MS, error: null };
    // Of what only this screen knows, the last is enough.
    const others = this.waiting.peek().filter((other) => other.send || what.send);
    this.waiting.value = [...others, one];
    this.#timers.set(
      one.id,
      setTimeout(() => void this.#finish(one), WAITS_MS),
    );
  }

  /** Takes back what was done last, or that. */
  undo(one = this.waiting.peek().at(-1)): void {
    if (!one || this.#sending.has(one.id)) return;
    this.#forget(one.id);
    one.undo();
  }

  /** Tries again to send what failed. */
  retry(one: Waiting): void {
    void this.#finish(one);
  }

  /** Sends now what waits, of that subject or all of it. Throws when it cannot be sent. */
  async flush(about?: string): Promise<void> {
    const wanted = this.waiting.peek().filter((one) => one.send && (about === undefined || one.about === about));
    await Promise.all(wanted.map((one) => this.#finish(one)));
    const failed = this.waiting.peek().find((one) => one.error !== null && wanted.some(({ id }) => id === one.id));
    if (failed) throw failed.error;
  }

  #finish(one: Waiting): Promise<void> {
    const running = this.#sending.get(one.id);
    if (running) return running;
    clearTimeout(this.#timers.get(one.id));
    if (!one.send) {
      this.#forget(one.id);
      return Promise.resolve();
    }
    const sent = one.send().then(
      () => this.#forget(one.id),
      (error: unknown) => this.#set({ ...one, error }),
    );
    const done = sent.finally(() => this.#sending.delete(one.id));
    this.#sending.set(one.id, done);
    return done;
  }

  #set(changed: Waiting): void {
    this.waiting.value = this.waiting.peek().map((one) => (one.id === changed.id ? changed : one));
  }

  #forget(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.waiting.value = this.waiting.peek().filter((one) => one.id !== id);
  }
}

export const later = new Later();
