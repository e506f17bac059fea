import { type ReadonlySignal, type Signal, signal } from "@preact/signals";

/**
 * Rows of one kind in a kept order, each with a signal of its own: when one changes, what shows that one is drawn
 * again and nothing else; the order is announced only when it has changed.
 */
export class Rows<R> {
  readonly #compare: (a: R, b: R) => number;
  readonly #signals = new Map<string, Signal<R>>();
  readonly #order = signal<readonly string[]>([]);

  constructor(compare: (a: R, b: R) => number) {
    this.#compare = compare;
  }

  /** The ids, first to last. */
  get order(): ReadonlySignal<readonly string[]> {
    return this.#order;
  }

  /** One row, to be followed by what shows it. */
  row(id: string): ReadonlySignal<R> | undefined {
    return this.#signals.get(id);
  }

  /** The rows as they are now. A row that is the same object has not changed. */
  follow(rows: ReadonlyMap<string, R>): void {
    let isMoved = false;
    for (const [id, row] of rows) {
      const known = this.#signals.get(id);
      if (!known) {
        this.#signals.set(id, signal(row));
        isMoved = true;
      } else if (known.peek() !== row) {
        isMoved ||= this.#compare(known.peek(), row) !== 0;
        known.value = row;
      }
    }
    if (this.#signals.size > rows.size) {
      isMoved = true;
      for (const id of this.#signals.keys()) if (!rows.has(id)) this.#signals.delete(id);
    }
    if (isMoved) this.#sort();
  }

  #sort(): void {
    const value = (id: string) => (this.#signals.get(id) as Signal<R>).peek();
    // From the order before, which is nearly right: such a list is sorted in one pass.
    const before = this.#order.peek().filter((id) => this.#signals.has(id));
    const known = new Set(before);
    const all = [...before, ...[...this.#signals.keys()].filter((id) => !known.has(id))];
    this.#order.value = all.sort((a, b) => this.#compare(value(a), value(b)));
  }
}
