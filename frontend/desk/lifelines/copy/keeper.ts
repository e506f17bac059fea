import { effect, signal } from "@preact/signals";
import type { Asker } from "../../../shared/api/client";
import { serverNow } from "../../../shared/clock";
import type { Values } from "../../../shared/storage";
import type { Copy } from "../types";
import { fresh, fromPassphrase, fromSecret, type Lock, newLock, type Sealed, seal, unseal } from "./vault";

const LOCK = "copy.lock";
const SEALED = "copy.sealed";
export const EACH_MS = 60_000;
/** A copy that is older than two rounds is said to be old. */
export const OLD_MS = 2 * EACH_MS + 15_000;
export const SHORTEST = 12;

export interface KeeperWiring {
  values: Values;
  ask: Asker;
  /** Who sits here; null while nobody does. */
  person(): { id: string } | null;
}

/** Keeps a sealed copy fresh to the minute, for as long as somebody sits here. */
export class Keeper {
  readonly lock = signal<Lock | null>(null);
  /** When the copy that is kept was made. */
  readonly madeAtMs = signal<number | null>(null);
  readonly trouble = signal<unknown>(null);

  readonly #wiring: KeeperWiring;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(wiring: KeeperWiring) {
    this.#wiring = wiring;
  }

  async start(): Promise<void> {
    await this.load();
    effect(() => {
      const person = this.#wiring.person();
      if (this.#timer) clearInterval(this.#timer);
      this.#timer = null;
      if (!person) return;
      void this.#mine(person.id).then(() => this.renew());
      this.#timer = setInterval(() => void this.renew(), EACH_MS);
    });
  }

  async load(): Promise<void> {
    this.lock.value = (await this.#wiring.values.get<Lock>(LOCK)) ?? null;
    this.madeAtMs.value = (await this.#wiring.values.get<Sealed>(SEALED))?.madeAtMs ?? null;
  }

  /** Another person's copy is not this one's to find. */
  async #mine(person: string): Promise<void> {
    if (this.lock.peek() && this.lock.peek()?.owner !== person) await this.wipe();
  }

  async setUpWithPassphrase(passphrase: string, owner: string): Promise<void> {
    const salt = fresh(16);
    await this.#keep(
      await newLock(await fromPassphrase(passphrase, salt), { owner, way: "passphrase", salt, rpId: "" }),
    );
  }

  async setUpWithSecret(secret: ArrayBuffer, rpId: string, owner: string): Promise<void> {
    const salt = fresh(16);
    await this.#keep(await newLock(await fromSecret(secret, salt), { owner, way: "passkey", salt, rpId }));
  }

  async #keep(lock: Lock): Promise<void> {
    await this.#wiring.values.remove(SEALED);
    await this.#wiring.values.set(LOCK, lock);
    this.lock.value = lock;
    this.madeAtMs.value = null;
    await this.renew();
  }

  /** A new copy in the place of the old. When it cannot be had the old one stays, with its own age. */
  async renew(): Promise<void> {
    const lock = this.lock.peek();
    if (!lock || !this.#wiring.person()) return;
    try {
      const { body } = await this.#wiring.ask<Copy>({ path: "copy" });
      const sealed = await seal(lock, body, body.made_at_ms);
      if (this.lock.peek() !== lock) return;
      await this.#wiring.values.set(SEALED, sealed);
      this.madeAtMs.value = sealed.madeAtMs;
      this.trouble.value = null;
    } catch (error) {
      this.trouble.value = error;
    }
  }

  async openWithPassphrase(passphrase: string): Promise<Copy> {
    return await this.#open((lock) => fromPassphrase(passphrase, lock.salt));
  }

  async openWithSecret(secret: ArrayBuffer): Promise<Copy> {
    return await this.#open((lock) => fromSecret(secret, lock.salt));
  }

  async #open(key: (lock: Lock) => Promise<CryptoKey>): Promise<Copy> {
    await this.load();
    const lock = this.lock.peek();
    const sealed = await this.#wiring.values.get<Sealed>(SEALED);
    if (!lock || !sealed) throw new Error("there is no copy");
    return (await unseal(lock, await key(lock), sealed)) as Copy;
  }

  /** Somebody signs out, or another signs in: nothing stays. */
  async wipe(): Promise<void> {
    await this.#wiring.values.remove(SEALED);
    await this.#wiring.values.remove(LOCK);
    this.lock.value = null;
    this.madeAtMs.value = null;
  }
}

export const isOld = (madeAtMs: number): boolean => serverNow() - madeAtMs > OLD_MS;
