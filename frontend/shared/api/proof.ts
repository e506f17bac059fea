import type { Values } from "../storage";
import { encode } from "./base64url";

// A device makes a key when somebody signs in on it. The key cannot be read out of the browser; what it signs is
// accepted even when the session has run out, so that a check-in from a mountain is never lost to a token's age.

const CURVE = { name: "ECDSA", namedCurve: "P-256" } as const;

export interface Claims {
  /** Method, in capitals. */
  m: string;
  /** Path, from /api. */
  p: string;
  /** Body, as base64url SHA-256. */
  h: string;
  /** Idempotency key. */
  k: string;
  /** When it was signed, ms. */
  t: number;
}

/** This device's key, made at the first call. */
export async function deviceKey(values: Values): Promise<CryptoKeyPair> {
  const kept = await values.get<CryptoKeyPair>("device_key");
  if (kept) return kept;
  const made = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
  await values.set("device_key", made);
  return made;
}

/** The public half, as the server wants it at sign-in. */
export async function publicJwk(key: CryptoKeyPair): Promise<JsonWebKey> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", key.publicKey);
  return { kty: kty ?? "EC", crv: crv ?? "P-256", x: x ?? "", y: y ?? "" };
}

/** The value of `Varde-Proof`: a compact JWS, signed by the device. */
export async function prove(key: CryptoKeyPair, sessionId: string, claims: Claims): Promise<string> {
  const part = (value: object) => encode(new TextEncoder().encode(JSON.stringify(value)));
  const signed = `${part({ alg: "ES256", kid: sessionId })}.${part(claims)}`;
  const bytes = new TextEncoder().encode(signed);
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key.privateKey, bytes);
  return `${signed}.${encode(signature)}`;
}

/** A body's SHA-256 as base64url. */
export async function digest(body: string): Promise<string> {
  return encode(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body)));
}
