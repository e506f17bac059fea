import { computed, signal } from "@preact/signals";
import { alone } from "../alone";
import { serverNow } from "../clock";
import type { Values } from "../storage";
import { type Answer, type Ask, newKey, request } from "./client";
import { Refused, SignedOut } from "./problem";
import type { Person, SessionAnswer } from "./types";

export interface Kept extends SessionAnswer {
  /** The server will not renew it. Who it was stays known, so that the device can still vouch for check-ins. */
  ended: boolean;
}

const RENEW_BEFORE_MS = 30_000;
const LOCK_WAIT_MS = 12_000;

/** Who is signed in here, and the tokens that show it. */
export class Session {
  readonly kept = signal<Kept | null>(null);
  readonly person = computed<Person | null>(() => this.kept.value?.person ?? null);
  readonly living = computed(() => this.kept.value !== null && !this.kept.value.ended);

  readonly #values: Values;
  readonly #told = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("varde-session");

  constructor(values: Values) {
    this.#values = values;
    this.#told?.addEventListener("message", () => void this.load());
  }

  /** Reads what is kept, at start and when another tab has changed it. */
  async load(): Promise<void> {
    this.kept.value = (await this.#values.get<Kept>("session")) ?? null;
  }

  /** Somebody has signed in. */
  async begin(answer: SessionAnswer): Promise<void> {
    await this.#keep({ ...answer, ended: false });
  }

  /** Signs out: the server ends the session, and this device forgets it. */
  async end(): Promise<void> {
    const session = this.kept.value;
    if (session && !session.ended) {
      await this.ask({ method: "DELETE", path: `sessions/${session.session_id}`, key: newKey() });
    }
    await this.#values.remove("session");
    this.kept.value = null;
    this.#told?.postMessage(null);
  }

  /** Asks as the one who is signed in. Throws SignedOut when the session is over. */
  async ask<T>(what: Ask): Promise<Answer<T>> {
    const token = await this.token();
    try {
      return await request<T>({ ...what, bearer: token });
    } catch (error) {
      if (!(error instanceof Refused && error.status === 401)) throw error;
      // The server's clock has the last word on a token's age: renew once, whatever ours says.
      return await request<T>({ ...what, bearer: await this.renew(token) }).catch((again) => {
        throw again instanceof Refused && again.status === 401 ? new SignedOut() : again;
      });
    }
  }

  /** The access token if it still lives, without asking anybody. */
  get freshToken(): string | null {
    const session = this.kept.value;
    return session && !session.ended && !isStale(session) ? session.access_token : null;
  }

  /** An access token that lives, renewed if need be. */
  async token(): Promise<string> {
    const token = this.freshToken;
    return token ?? (await this.renew(this.kept.value?.access_token ?? null));
  }

  /**
   * Refresh tokens rotate. One tab renews at a time; the others find its result. The old token is forgotten only once
   * the new one is stored: if the answer is lost, the server still takes the old one.
   */
  async renew(used: string | null): Promise<string> {
    return await alone("varde-session", LOCK_WAIT_MS, async () => {
      await this.load();
      const session = this.kept.value;
      if (!session || session.ended) throw new SignedOut();
      if (session.access_token !== used && !isStale(session)) return session.access_token;
      try {
        const body = { refresh_token: session.refresh_token };
        const answer = await request<SessionAnswer>({ method: "POST", path: "sessions/refresh", body, key: newKey() });
        await this.#keep({ ...answer.body, ended: false });
        return answer.body.access_token;
      } catch (error) {
        if (!(error instanceof Refused) || error.passing) throw error;
        await this.#keep({ ...session, ended: true });
        throw new SignedOut();
      }
    });
  }

  async #keep(session: Kept): Promise<void> {
    await this.#values.set("session", session);
    this.kept.value = session;
    this.#told?.postMessage(null);
  }
}

const isStale = (session: Kept): boolean => session.access_expires_at_ms - serverNow() < RENEW_BEFORE_MS;
