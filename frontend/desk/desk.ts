import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { type Ask, newKey } from "../shared/api/client";
import { Refused, SignedOut, Unreachable } from "../shared/api/problem";
import { Session } from "../shared/api/session";
import type { BoardAnswer, CallRow, CaseAnswer, Role, RowsAnswer, StandingAnswer, Ticket } from "../shared/api/types";
import { learn, recount, serverNow } from "../shared/clock";
import { Rows } from "../shared/rows";
import { open, type Values, valuesIn, valuesInMemory } from "../shared/storage";
import { type Board, byUrgency, confirmed, differing, isCalm, patched, whole } from "./board";
import { later } from "./later";
import { Keeper } from "./lifelines/copy/keeper";
import { Live } from "./live";
import { onDesks } from "./shiftwork/desks";
import { type Storm, stormOf } from "./storm";
import { byTimeLeft, watchedOn } from "./watched";

const TICK_MS = 5_000;
/** With a living socket all versions are compared all the same, every third tick: a lost word is never a lost case. */
const COMPARED_EVERY = 3;
/** So seldom is the whole read anew, for the names in it, which have no version. */
const WHOLE_EVERY = 60;
const MOST_ROWS = 100;
/** From so many on the whole board is the smaller answer. */
const MOST_DIFFERING = 5 * MOST_ROWS;
const DESK_ROLES: Role[] = ["operator", "duty_manager"];

export interface Detail {
  id: string;
  answer: CaseAnswer | null;
  error: unknown;
}

/** The desk's whole state: who it is, the board, the case that is open. */
export class Desk {
  readonly board = signal<Board | null>(null);
  /** The board's rows in order, each with a signal of its own: what the lists are drawn from. */
  readonly queue = new Rows(byUrgency);
  readonly watched = new Rows(byTimeLeft);
  readonly calls = new Rows((a: CallRow, b: CallRow) => a.due_at_ms - b.due_at_ms);
  /** Technical cases of a whole town, which are one line of the queue. */
  readonly storm: ReadonlySignal<Storm | null> = computed(() => {
    this.#storm = stormOf(this.board.value?.cases.values() ?? [], this.#storm);
    return this.#storm;
  });
  /** What went wrong when the board was last asked for. */
  readonly trouble = signal<unknown>(null);
  readonly detail = signal<Detail | null>(null);
  /** Since when nothing has needed anybody, as far as this page has seen. */
  readonly calmSince = signal<number | null>(null);
  readonly session: Session;
  readonly live: Live;
  /** The sealed copy for the hour when the centre is cut off. */
  readonly copy: Keeper;
  readonly me = computed(() => this.session.person.value);
  /** Signed in, and with a role that sits here. */
  readonly admitted = computed(() => {
    const roles = this.session.living.value ? (this.me.value?.roles ?? []) : [];
    return roles.some((role) => DESK_ROLES.includes(role));
  });

  #ticks = 0;
  #storm: Storm | null = null;

  constructor(readonly values: Values) {
    this.session = new Session(values);
    this.copy = new Keeper({
      values,
      ask: (what) => this.session.ask(what),
      person: () => (this.admitted.value ? this.me.value : null),
    });
    this.live = new Live({
      address: async () => {
        const { body } = await this.session.ask<Ticket>({ method: "POST", path: "sockets/tickets", key: newKey() });
        return `${body.url}?ticket=${encodeURIComponent(body.ticket)}`;
      },
      changed: (ids) => this.#rows(ids),
    });
    effect(() => {
      const board = this.board.value;
      const watched = board ? watchedOn(board) : [];
      this.queue.follow(board ? onDesks(board, this.me.value?.id) : new Map());
      this.watched.follow(new Map(watched.map((one) => [one.key, one])));
      this.calls.follow(board?.calls ?? new Map());
    });
    effect(() => {
      const board = this.board.value;
      const calm = board !== null && isCalm(board, serverNow());
      const since = this.calmSince.peek();
      this.calmSince.value = calm ? (since ?? board.known_at_ms) : null;
    });
  }

  static async open(): Promise<Desk> {
    try {
      return new Desk(valuesIn(await open("varde-desk")));
    } catch {
      return new Desk(valuesInMemory());
    }
  }

  async start(): Promise<void> {
    await this.session.load();
    effect(() => {
      if (this.admitted.value) {
        this.live.start();
        void this.#whole();
      } else this.live.stop();
    });
    await this.copy.start();
    setInterval(() => void this.#tick(), TICK_MS);
    const wake = () => document.visibilityState === "visible" && this.admitted.peek() && void this.#whole();
    document.addEventListener("visibilitychange", wake);
    addEventListener("online", wake);
    // What still waits is sent before the page is gone; what fails stays to be seen to.
    addEventListener("pagehide", () => void later.flush().catch(() => undefined));
  }

  async ask<T>(what: Ask): Promise<T> {
    return (await this.session.ask<T>(what)).body;
  }

  /** Opens a case in the middle, or closes it. */
  async show(id: string | null): Promise<void> {
    if (this.detail.peek()?.id !== id) this.detail.value = id === null ? null : { id, answer: null, error: null };
    if (id !== null) await this.reread();
  }

  async reread(): Promise<void> {
    const id = this.detail.peek()?.id;
    if (!id) return;
    try {
      this.took(id, await this.ask<CaseAnswer>({ path: `cases/${id}` }));
    } catch (error) {
      if (this.detail.peek()?.id === id) this.detail.value = { id, answer: this.detail.peek()?.answer ?? null, error };
    }
  }

  /** Does something with a case, and shows what became of it; first what was done with it before and still waits. */
  async act(id: string, what: string, body: object, key: string): Promise<void> {
    await later.flush(id);
    await this.send(id, what, body, key);
  }

  /** The same, without waiting for anything. */
  async send(id: string, what: string, body: object, key: string): Promise<void> {
    // It may be on its way while the page is closed.
    const keepalive = document.visibilityState === "hidden";
    const answer = await this.ask<CaseAnswer>({ method: "POST", path: `cases/${id}/${what}`, body, key, keepalive });
    this.took(id, answer);
    void this.#rows([`case/${id}`]);
  }

  /** Something was changed from here: the board need not wait for the socket to say so. */
  async changed(ids: string[]): Promise<void> {
    await this.#rows(ids);
  }

  took(id: string, answer: CaseAnswer): void {
    if (this.detail.peek()?.id === id) this.detail.value = { id, answer, error: null };
    const board = this.board.peek();
    if (board && answer.case.state !== "resolved") {
      const patch = { ...board, cases: new Map(board.cases) };
      const known = board.cases.get(id);
      if (!known || known.version <= answer.case.version) patch.cases.set(id, answer.case);
      this.board.value = patch;
    }
  }

  async signOut(): Promise<void> {
    await later.flush();
    await this.session.end();
    await this.copy.wipe();
    this.board.value = null;
    this.detail.value = null;
  }

  /** Asks for the whole board again. */
  refetch(): Promise<void> {
    return this.#whole();
  }

  async #tick(): Promise<void> {
    if (!this.admitted.peek()) return;
    this.#ticks += 1;
    const isCompared = !this.live.connected.peek() || this.#ticks % COMPARED_EVERY === 0;
    if (this.board.peek() === null || this.#ticks % WHOLE_EVERY === 0)
      await Promise.all([this.#whole(), this.reread()]);
    else await Promise.all([isCompared ? this.#compare() : this.#rows([]), this.reread()]);
  }

  async #whole(): Promise<void> {
    await this.#learn(async () => {
      const answer = await this.session.ask<BoardAnswer>({ path: "board" });
      learn(answer.body.server_now_ms, answer.sentAtMs, answer.receivedAtMs);
      return whole(this.board.peek(), answer.body);
    });
  }

  async #compare(): Promise<void> {
    const differ: string[] = [];
    await this.#learn(async () => {
      const answer = await this.session.ask<StandingAnswer>({ path: "board/versions" });
      learn(answer.body.server_now_ms, answer.sentAtMs, answer.receivedAtMs);
      const before = this.board.peek();
      if (before) differ.push(...differing(before, answer.body));
      return before && differ.length === 0 ? confirmed(before, answer.body) : null;
    });
    if (differ.length > MOST_DIFFERING) return await this.#whole();
    for (let at = 0; at < differ.length; at += MOST_ROWS) await this.#rows(differ.slice(at, at + MOST_ROWS));
  }

  async #rows(ids: string[]): Promise<void> {
    if (ids.length > MOST_ROWS) return await this.#whole();
    const open_ = this.detail.peek()?.id;
    const rereading = open_ && ids.includes(`case/${open_}`) ? this.reread() : null;
    await this.#learn(async () => {
      const answer = await this.session.ask<RowsAnswer>({
        path: `board/rows?ids=${ids.map(encodeURIComponent).join(",")}`,
      });
      learn(answer.body.server_now_ms, answer.sentAtMs, answer.receivedAtMs);
      const before = this.board.peek();
      return before ? patched(before, answer.body) : null;
    });
    await rereading;
  }

  async #learn(ask: () => Promise<Board | null>): Promise<void> {
    try {
      const board = await ask();
      recount();
      if (board) this.board.value = board;
      this.trouble.value = null;
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable || error instanceof SignedOut)) throw error;
      this.trouble.value = error;
    }
  }
}

const Context = createContext<Desk | null>(null);

export const DeskProvider = Context.Provider;

export function useDesk(): Desk {
  const desk = useContext(Context);
  if (!desk) throw new Error("rendered outside the desk");
  return desk;
}
