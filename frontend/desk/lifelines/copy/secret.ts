import { decode } from "../../../shared/api/base64url";
import { newKey, request } from "../../../shared/api/client";
import { fresh } from "./vault";

// The secret that a passkey keeps for this page (the PRF extension). It is asked of the passkey itself, so that it can be
// had while the centre cannot be reached.

/** What is evaluated: the same text gives the same secret, from the same passkey. */
const WHAT = new TextEncoder().encode("varde desk copy, first");

/** The passkeys' domain, as the server names it. */
export async function domainOfPasskeys(): Promise<string> {
  const path = "passkeys/authentication/options";
  const asked = { method: "POST", path, body: {}, key: newKey() } as const;
  const { body } = await request<{ options: { rpId?: string } }>(asked);
  return body.options.rpId ?? location.hostname;
}

/** The secret; null where this passkey has none to give. */
export async function secretOfPasskey(rpId: string): Promise<ArrayBuffer | null> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: fresh(32),
    rpId,
    userVerification: "required",
    extensions: { prf: { eval: { first: WHAT } } },
  };
  const found = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null;
  const first = found?.getClientExtensionResults().prf?.results?.first;
  if (!first) return null;
  return typeof first === "string" ? decode(first).buffer : asBuffer(first);
}

const asBuffer = (source: BufferSource): ArrayBuffer =>
  source instanceof ArrayBuffer ? source : new Uint8Array(source.buffer as ArrayBuffer).slice().buffer;
