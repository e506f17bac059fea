// How a desk's copy is sealed. Anybody at the page can seal; only who has the passkey or the passphrase can open.
//
//   set up     a key pair; its private half is wrapped by what the passkey or the passphrase yields, and forgotten
//   each min.  a fresh half of our own + the public half -> one key, used once -> AES-GCM over the copy and its time
//   cut off    passkey or passphrase -> the private half, for this page only -> the copy
//
// Nothing in the browser's database opens it by itself.

export type Way = "passkey" | "passphrase";

/** What opens the copy, wrapped; and whose it is. */
export interface Lock {
  owner: string;
  way: Way;
  salt: Uint8Array<ArrayBuffer>;
  iv: Uint8Array<ArrayBuffer>;
  wrapped: ArrayBuffer;
  publicKey: ArrayBuffer;
  /** The passkeys' domain, where the way is by passkey. */
  rpId: string;
}

export interface Sealed {
  madeAtMs: number;
  ephemeral: ArrayBuffer;
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

const PAIR = { name: "ECDH", namedCurve: "P-256" } as const;
const ROUNDS = 600_000;
const encoder = new TextEncoder();

export const fresh = (count: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(count));

/** The key that a passphrase yields. Slow, so that guessing is. */
export async function fromPassphrase(passphrase: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const text = encoder.encode(passphrase.normalize("NFC"));
  const base = await crypto.subtle.importKey("raw", text, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return await crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** The key that a passkey's secret yields. */
export async function fromSecret(secret: BufferSource, salt: BufferSource): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: encoder.encode("varde desk copy") };
  return await crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** A new lock, opened by `key` alone. */
export async function newLock(key: CryptoKey, about: Pick<Lock, "owner" | "way" | "salt" | "rpId">): Promise<Lock> {
  const pair = await crypto.subtle.generateKey(PAIR, true, ["deriveBits"]);
  const iv = fresh(12);
  const own = await crypto.subtle.exportKey("pkcs8", pair.privateKey);
  const wrapped = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, own);
  return { ...about, iv, wrapped, publicKey: await crypto.subtle.exportKey("raw", pair.publicKey) };
}

/** Seals a copy: its time is sealed with it, so that an old one cannot pass for a new. */
export async function seal(lock: Lock, copy: unknown, madeAtMs: number): Promise<Sealed> {
  const theirs = await crypto.subtle.importKey("raw", lock.publicKey, PAIR, false, []);
  const ours = await crypto.subtle.generateKey(PAIR, true, ["deriveBits"]);
  const key = await shared(ours.privateKey, theirs);
  const iv = fresh(12);
  const how = { name: "AES-GCM", iv, additionalData: encoder.encode(String(madeAtMs)) };
  const bytes = await crypto.subtle.encrypt(how, key, encoder.encode(JSON.stringify(copy)));
  return { madeAtMs, ephemeral: await crypto.subtle.exportKey("raw", ours.publicKey), iv, bytes };
}

/** The copy. Throws when the key is not the one, or anything was changed. */
export async function unseal(lock: Lock, key: CryptoKey, sealed: Sealed): Promise<unknown> {
  const own = await crypto.subtle.decrypt({ name: "AES-GCM", iv: lock.iv }, key, lock.wrapped);
  const ours = await crypto.subtle.importKey("pkcs8", own, PAIR, false, ["deriveBits"]);
  const theirs = await crypto.subtle.importKey("raw", sealed.ephemeral, PAIR, false, []);
  const how = { name: "AES-GCM", iv: sealed.iv, additionalData: encoder.encode(String(sealed.madeAtMs)) };
  const bytes = await crypto.subtle.decrypt(how, await shared(ours, theirs), sealed.bytes);
  return JSON.parse(new TextDecoder().decode(bytes));
}

async function shared(ours: CryptoKey, theirs: CryptoKey): Promise<CryptoKey> {
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours, 256);
  return await fromSecret(bits, new Uint8Array(32));
}
