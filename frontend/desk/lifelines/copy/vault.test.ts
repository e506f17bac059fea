import { describe, expect, it } from "vitest";
import { valuesInMemory } from "../../../shared/storage";
import { Keeper } from "./keeper";
import { fresh, fromPassphrase, fromSecret, type Lock, newLock, type Sealed, seal, unseal } from "./vault";

const COPY = { made_at_ms: 5, board: { cases: [{ text: "Storgata 12" }] } };

async function locked(secret = fresh(32)) {
  const salt = fresh(16);
  const key = await fromSecret(secret, salt);
  return { key, lock: await newLock(key, { owner: "kari", way: "passkey", salt, rpId: "localhost" }) };
}

describe("a sealed copy", () => {
  it("is opened by what it was locked with, and by nothing else", async () => {
    const { key, lock } = await locked();
    const sealed = await seal(lock, COPY, 5);
    expect(await unseal(lock, key, sealed)).toEqual(COPY);
    await expect(unseal(lock, await fromSecret(fresh(32), lock.salt), sealed)).rejects.toThrow();
  });

  it("cannot be given another time, nor be changed", async () => {
    const { key, lock } = await locked();
    const sealed = await seal(lock, COPY, 5);
    await expect(unseal(lock, key, { ...sealed, madeAtMs: 6 })).rejects.toThrow();
    const bytes = new Uint8Array(sealed.bytes.slice(0));
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    await expect(unseal(lock, key, { ...sealed, bytes: bytes.buffer })).rejects.toThrow();
  });

  it("is sealed anew with a key of its own each time", async () => {
    const { lock } = await locked();
    const [one, other] = [await seal(lock, COPY, 5), await seal(lock, COPY, 5)];
    expect(new Uint8Array(one.ephemeral)).not.toEqual(new Uint8Array(other.ephemeral));
  });

  it("is opened by a passphrase however its letters are composed", async () => {
    const salt = fresh(16);
    const lock = await newLock(await fromPassphrase("blåbær på fjellet", salt), {
      owner: "kari",
      way: "passphrase",
      salt,
      rpId: "",
    });
    const sealed = await seal(lock, COPY, 5);
    expect(await unseal(lock, await fromPassphrase("blåbær på fjellet".normalize("NFD"), salt), sealed)).toEqual(COPY);
  });
});

function keeper(person: { id: string } | null, values = valuesInMemory()) {
  let asked = 0;
  const made = new Keeper({
    values,
    person: () => person,
    ask: async <T>() => {
      asked += 1;
      return { body: { ...COPY, made_at_ms: asked } as T, sentAtMs: 0, receivedAtMs: 0 };
    },
  });
  return { made, values };
}

describe("the keeper of the copy", () => {
  it("keeps nothing that can be read in what it stores", async () => {
    const { made, values } = keeper({ id: "kari" });
    await made.setUpWithPassphrase("en lang nok setning", "kari");
    const lock = await values.get<Lock>("copy.lock");
    const sealed = await values.get<Sealed>("copy.sealed");
    expect(made.madeAtMs.value).toBe(1);
    const kept = [lock?.wrapped, lock?.publicKey, sealed?.bytes]
      .map((part) => new TextDecoder("latin1").decode(part as ArrayBuffer))
      .join();
    expect(kept).not.toContain("Storgata");
    expect(await made.openWithPassphrase("en lang nok setning")).toMatchObject(COPY.board ? { board: COPY.board } : {});
    await expect(made.openWithPassphrase("en annen setning her")).rejects.toThrow();
  });

  it("replaces the copy, and keeps the old one with its age when a new one cannot be had", async () => {
    const { made } = keeper({ id: "kari" });
    await made.setUpWithPassphrase("en lang nok setning", "kari");
    await made.renew();
    expect(made.madeAtMs.value).toBe(2);
  });

  it("leaves nothing behind", async () => {
    const { made, values } = keeper({ id: "kari" });
    await made.setUpWithPassphrase("en lang nok setning", "kari");
    await made.wipe();
    expect([await values.get("copy.lock"), await values.get("copy.sealed")]).toEqual([undefined, undefined]);
    await expect(made.openWithPassphrase("en lang nok setning")).rejects.toThrow("no copy");
  });

  it("wipes what another person left", async () => {
    const values = valuesInMemory();
    await keeper({ id: "kari" }, values).made.setUpWithPassphrase("en lang nok setning", "kari");
    const other = keeper({ id: "per" }, values).made;
    await other.start();
    await expect.poll(async () => await values.get("copy.lock")).toBeUndefined();
  });
});
