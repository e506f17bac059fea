import { signal } from "@preact/signals";

const PING_MS = 60_000;
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000];

export interface LiveWiring {
  /** Asks for a ticket and answers the address to open. */
  address(): Promise<string>;
  /** These rows have changed: "case/abc", "duty/def". */
  changed(ids: string[]): Promise<void>;
}

/** The socket, which only ever says what has changed. When it drops, the page polls, and this tries again. */
export class Live {
  readonly connected = signal(false);

  readonly #wiring: LiveWiring;
  readonly #ids = new Set<string>();
  #socket: WebSocket | null = null;
  #stopped = true;
  #failures = 0;
  #isAsking = false;

  constructor(wiring: LiveWiring) {
    this.#wiring = wiring;
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    void this.#open();
  }

  stop(): void {
    this.#stopped = true;
    this.#socket?.close();
    this.connected.value = false;
  }

  async #open(): Promise<void> {
    if (this.#stopped) return;
    try {
      const socket = new WebSocket(await this.#wiring.address());
      this.#socket = socket;
      const ping = setInterval(() => socket.readyState === WebSocket.OPEN && socket.send("ping"), PING_MS);
      socket.addEventListener("open", () => {
        this.#failures = 0;
        this.connected.value = true;
      });
      socket.addEventListener("message", (event) => this.#heard(event.data));
      socket.addEventListener("close", () => {
        clearInterval(ping);
        this.connected.value = false;
        this.#again();
      });
    } catch {
      // No ticket: out of coverage or signed out. Polling finds out which, and says so.
      this.#again();
    }
  }

  #again(): void {
    if (this.#stopped) return;
    const pause = PAUSES_MS[Math.min(this.#failures, PAUSES_MS.length - 1)];
    this.#failures += 1;
    setTimeout(() => void this.#open(), pause);
  }

  #heard(data: unknown): void {
    const id = changedId(data);
    if (id === null) return;
    this.#ids.add(id);
    if (!this.#isAsking) void this.#ask();
  }

  /** The first word is asked about at once; those that come meanwhile are one question afterwards. */
  async #ask(): Promise<void> {
    this.#isAsking = true;
    try {
      while (this.#ids.size > 0) {
        const ids = [...this.#ids];
        this.#ids.clear();
        await this.#wiring.changed(ids);
      }
    } finally {
      this.#isAsking = false;
    }
  }
}

/** The row that a message of the socket is about: `[kind, id, version]`. Anything else is not for us. */
export function changedId(data: unknown): string | null {
  try {
    const said: unknown = JSON.parse(String(data));
    return Array.isArray(said) && typeof said[0] === "string" && typeof said[1] === "string"
      ? `${said[0]}/${said[1]}`
      : null;
  } catch {
    return null;
  }
}
