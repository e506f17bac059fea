import { signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Turnout } from "../shared/api/dispatch";
import type { MyMission } from "../shared/api/missions";
import { Refused, SignedOut, Unreachable } from "../shared/api/problem";
import { Session } from "../shared/api/session";
import type { Duty, MyDuty } from "../shared/api/types";
import { learn, recount, serverNow } from "../shared/clock";
import { Courier } from "../shared/outbox/courier";
import type { Item } from "../shared/outbox/item";
import { type OutboxStore, outboxIn, outboxInMemory } from "../shared/outbox/store";
import { open, type Values, valuesIn, valuesInMemory } from "../shared/storage";
import { type Facts, learned, noDuty, reported, turnedOut } from "./facts";
import * as geo from "./geo";
import * as missions from "./mission/facts";
import { sender } from "./send";
import { underWay } from "./watch/underWay";

const ASK_EVERY_MS = 15_000;
const KEEP_SENT_MS = 12 * 60 * 60_000;

interface KeptFacts {
  person_id: string;
  facts: Facts;
}

/** The field app's whole state: who it is, what it knows, what waits. Screens read the signals; actions change them. */
export class App {
  readonly facts = signal<Facts | null>(null);
  readonly items = signal<Item[]>([]);
  /** The last attempt to reach the centre failed. */
  readonly cutOff = signal(false);
  /** The server would not tell about the duty, and why. */
  readonly refusal = signal<Refused | null>(null);
  readonly session: Session;
  readonly courier: Courier;
  /** In percent, where the browser tells. */
  readonly battery = signal<number | null>(null);
  /** When this page was opened. */
  readonly startedAtMs = serverNow();

  readonly #others = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("varde-field");

  constructor(
    readonly values: Values,
    readonly outbox: OutboxStore,
    /** False where the browser refuses to store anything. */
    readonly stores: boolean,
  ) {
    this.session = new Session(values);
    const send = sender(this.session, values);
    this.courier = new Courier({
      store: outbox,
      send: (item) => this.#reaching(send(item)),
      arrived: (item, answer) => this.#arrived(item, answer),
      changed: () => void this.readItems().then(() => this.#others?.postMessage(null)),
      person: () => this.session.person.peek()?.id ?? null,
      nowMs: serverNow,
    });
    this.#others?.addEventListener("message", () => void this.readItems());
  }

  static async open(): Promise<App> {
    try {
      const database = await open("varde-field");
      return new App(valuesIn(database), outboxIn(database), true);
    } catch {
      return new App(valuesInMemory(), outboxInMemory(), false);
    }
  }

  /** Takes up where the last visit ended, then keeps in touch. */
  async start(): Promise<void> {
    await this.session.load();
    await this.#recall();
    await this.readItems();
    await this.#tidy();
    const wake = () => {
      if (document.visibilityState === "visible") void this.touch();
    };
    document.addEventListener("visibilitychange", wake);
    addEventListener("online", wake);
    addEventListener("pageshow", wake);
    setInterval(wake, ASK_EVERY_MS);
    void this.touch();
  }

  /** Sends what waits, and asks how things stand. */
  async touch(): Promise<void> {
    void this.courier.kick();
    this.battery.value = await geo.battery();
    await this.learnDuty();
  }

  async learnDuty(): Promise<void> {
    const person = this.session.person.peek();
    if (!person || !this.session.living.peek()) return;
    try {
      const ask = async <T extends { server_now_ms: number }>(path: string): Promise<T> => {
        const answer = await this.#reaching(this.session.ask<T>({ path }));
        learn(answer.body.server_now_ms, answer.sentAtMs, answer.receivedAtMs);
        return answer.body;
      };
      const mine = person.roles.includes("field_worker") ? await ask<MyMission>("me/mission") : null;
      const isGuard = person.roles.includes("guard") || !mine;
      const duty = isGuard ? await ask<MyDuty>("me/duty") : noDuty(mine);
      if (this.session.person.peek()?.id !== person.id) return;
      this.refusal.value = null;
      const facts = learned(this.facts.peek(), duty);
      this.know({ ...facts, missions: mine && missions.learned(facts.missions, mine) });
    } catch (error) {
      if (error instanceof Refused) this.refusal.value = error;
      else if (!(error instanceof SignedOut || error instanceof Unreachable)) throw error;
    }
  }

  /** Takes new facts to the screen, and keeps them for a start without network. */
  know(facts: Facts | null): void {
    recount();
    this.facts.value = facts;
    if (!underWay(facts)) geo.forget();
    const person = this.session.person.peek();
    const keep =
      person && facts ? this.values.set("facts", { person_id: person.id, facts }) : this.values.remove("facts");
    keep.catch(() => undefined);
  }

  /** Somebody has signed in; what was known about another person is forgotten. */
  async signedIn(): Promise<void> {
    // What waits must not be thrown out when the phone runs short of space. A browser may say no: then it asks again.
    void navigator.storage?.persist?.().catch(() => undefined);
    const kept = await this.values.get<KeptFacts>("facts");
    if (kept?.person_id !== this.session.person.peek()?.id) this.know(null);
    void import("./more/push").then(({ agreeOnPush }) => agreeOnPush(this)).catch(() => undefined);
    await this.touch();
  }

  /** Signs out, and forgets what was known and sent. What is not sent is kept. */
  async signOut(): Promise<void> {
    await this.session.end();
    this.know(null);
    await this.outbox.forget(this.items.peek().flatMap((item) => (item.state === "waiting" ? [] : [item.id])));
    await this.readItems();
  }

  async readItems(): Promise<void> {
    const items = await this.outbox.all();
    recount();
    this.items.value = items;
  }

  /** A refusal was read, or an item is of no more interest. */
  async dismiss(item: Item): Promise<void> {
    await this.outbox.forget([item.id]);
    await this.readItems();
  }

  async #recall(): Promise<void> {
    const kept = await this.values.get<KeptFacts>("facts");
    if (kept && kept.person_id === this.session.person.peek()?.id) this.facts.value = kept.facts;
  }

  async #tidy(): Promise<void> {
    const before = serverNow() - KEEP_SENT_MS;
    const old = this.items.peek().filter((item) => item.settled_at_ms !== null && item.settled_at_ms < before);
    if (old.length) await this.outbox.forget(old.map((item) => item.id));
  }

  #arrived(item: Item, answer: unknown): void {
    if (item.kind === "sos" || item.kind === "regret") return;
    const before = this.facts.peek();
    if (!before) return;
    if (before.missions && missions.isMission(answer)) {
      this.know({ ...before, missions: missions.reported(before.missions, answer) });
      // What was done before is known anew with each one that begins and ends.
      if (item.kind !== "check_in") void this.learnDuty();
      return;
    }
    if (item.kind.startsWith("turnout_")) {
      this.know(turnedOut(before, answer as Turnout));
      void this.learnDuty();
      return;
    }
    if (!isDuty(answer) || answer.guard.id !== this.session.person.peek()?.id) return;
    const after = reported(before, answer);
    this.know(item.kind === "check_in" ? { ...after, left_alone: false } : after);
    if (!answer.on) void this.learnDuty();
  }

  async #reaching<T>(attempt: Promise<T>): Promise<T> {
    try {
      const answer = await attempt;
      this.cutOff.value = false;
      return answer;
    } catch (error) {
      if (error instanceof Unreachable) this.cutOff.value = true;
      else if (error instanceof Refused) this.cutOff.value = false;
      throw error;
    }
  }
}

const isDuty = (answer: unknown): answer is Duty =>
  typeof answer === "object" && answer !== null && "assignment" in answer;

const Context = createContext<App | null>(null);

export const AppProvider = Context.Provider;

export function useApp(): App {
  const app = useContext(Context);
  if (!app) throw new Error("rendered outside the app");
  return app;
}
