import { alone } from "../alone";
import { Refused, SignedOut } from "../api/problem";
import { type Item, LANES, type Lane, lane, next, pauseMs } from "./item";
import type { OutboxStore } from "./store";

const LOCK_WAIT_MS = 15_000;

export interface Wiring {
  store: OutboxStore;
  /** Sends one item and answers what the server said. Throws Refused, Unreachable or SignedOut. */
  send(item: Item): Promise<unknown>;
  /** The server has it. */
  arrived(item: Item, answer: unknown): void;
  /** Something changed: the screen should read the outbox again. */
  changed(): void;
  person(): string | null;
  nowMs(): number;
}

/**
 * Carries the outbox to the server. Three lanes: what is urgent never waits for anything else, not even for a request
 * that hangs; everything else goes one at a time, in order.
 *
 * A crash can come anywhere. Before `tried`: nothing was sent. Between sending and `sent`: it is sent again with the
 * same key, and the server answers as it did. So nothing is lost and nothing counts twice.
 */
export class Courier {
  readonly #wiring: Wiring;
  readonly #running: Record<Lane, boolean> = { urgent: false, parting: false, ordinary: false };
  readonly #again: Record<Lane, boolean> = { urgent: false, parting: false, ordinary: false };
  readonly #failures: Record<Lane, number> = { urgent: 0, parting: 0, ordinary: 0 };
  readonly #timers: Partial<Record<Lane, ReturnType<typeof setTimeout>>> = {};

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  /** Keeps what was done, then sends it. Once this has resolved, it survives the page. */
  async keep(item: Item): Promise<void> {
    await this.#wiring.store.add(item);
    this.#wiring.changed();
    void this.#drain(lane(item));
  }

  /** Tries now: at start, when the network returns, when the page is looked at again. */
  async kick(): Promise<void> {
    await Promise.all(LANES.map((which) => this.#drain(which)));
  }

  /** Stops trying; for tests and for a page that is replaced. */
  stop(): void {
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
  }

  async #drain(which: Lane): Promise<void> {
    if (this.#running[which]) {
      this.#again[which] = true;
      return;
    }
    this.#running[which] = true;
    clearTimeout(this.#timers[which]);
    try {
      do {
        this.#again[which] = false;
        await this.#alone(which, () => this.#pass(which));
      } while (this.#again[which]);
    } finally {
      this.#running[which] = false;
    }
  }

  /** One tab carries the ordinary lane at a time. The others wait for no other tab: the key makes each count once. */
  async #alone(which: Lane, work: () => Promise<void>): Promise<void> {
    if (which !== "ordinary") await work();
    else await alone("varde-outbox", LOCK_WAIT_MS, work);
  }

  async #pass(which: Lane): Promise<void> {
    const { store, person, nowMs } = this.#wiring;
    let signedOut = false;
    for (;;) {
      const item = next(await store.all(), which, person(), signedOut);
      if (!item) return signedOut ? this.#later(which) : undefined;
      const heldMs = item.hold_until_ms - nowMs();
      if (heldMs > 0) return this.#later(which, heldMs);
      const outcome = await this.#carry(item.id);
      if (outcome === "again" || (outcome === "signed_out" && signedOut)) return this.#later(which);
      // What needs a session waits for the next sign-in; a check-in behind it does not.
      signedOut ||= outcome === "signed_out";
      if (outcome === "settled") this.#failures[which] = 0;
    }
  }

  /** One try. Only the server's own final no ends the wait; whatever else goes wrong, it is tried again. */
  async #carry(id: string): Promise<"settled" | "again" | "signed_out"> {
    const { store, send, arrived, changed, nowMs } = this.#wiring;
    const item = await store.tried(id);
    if (!item) return "settled";
    try {
      const answer = await send(item);
      await store.sent(item.id, answer, nowMs());
      arrived(item, answer);
      return "settled";
    } catch (error) {
      if (error instanceof SignedOut) return "signed_out";
      if (!(error instanceof Refused) || error.passing) return "again";
      await store.refused(item.id, error.problem, nowMs());
      return "settled";
    } finally {
      changed();
    }
  }

  #later(which: Lane, afterMs?: number): void {
    if (afterMs === undefined) this.#failures[which] += 1;
    clearTimeout(this.#timers[which]);
    const pause = afterMs ?? pauseMs(which, this.#failures[which]);
    this.#timers[which] = setTimeout(() => void this.#drain(which), pause);
  }
}
