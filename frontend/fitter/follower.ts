import { signal } from "@preact/signals";
import { request } from "../shared/api/client";
import { Refused } from "../shared/api/problem";
import type { components } from "../shared/api/schema";
import { learn, recount } from "../shared/clock";

export type Test = components["schemas"]["FitterView"];
export type Zone = Test["zones"][number];
export type Sent = Test["signals"][number];

const EACH_MS = 2_000;
const AFTER_FAILURE_MS = 5_000;

/** Asks for the test again and again while somebody looks. What it has stays shown when it cannot be asked. */
export class Follower {
  readonly test = signal<Test | null>(null);
  /** Why it could not be had last; null: it could. */
  readonly trouble = signal<unknown>(null);
  /** The link opens nothing: asking again would not help. */
  readonly isClosed = signal(false);

  readonly #link: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;

  constructor(link: string) {
    this.#link = link;
  }

  start(): void {
    document.addEventListener("visibilitychange", () => void this.ask());
    addEventListener("online", () => void this.ask());
    void this.ask();
  }

  async ask(): Promise<void> {
    if (this.#isAsking || this.isClosed.peek() || document.visibilityState === "hidden") return;
    this.#isAsking = true;
    clearTimeout(this.#timer);
    try {
      const headers = { "Varde-Link": this.#link };
      const { body, sentAtMs, receivedAtMs } = await request<Test>({ path: "fitter", headers });
      learn(body.server_now_ms, sentAtMs, receivedAtMs);
      recount();
      this.test.value = body;
      this.trouble.value = null;
    } catch (error) {
      this.trouble.value = error;
      // A test that was seen stays in sight: only that nothing more comes is new.
      this.isClosed.value = error instanceof Refused && error.status === 404;
    } finally {
      this.#isAsking = false;
      const waitMs = this.trouble.peek() === null ? EACH_MS : AFTER_FAILURE_MS;
      if (!this.isClosed.peek()) this.#timer = setTimeout(() => void this.ask(), waitMs);
    }
  }
}
