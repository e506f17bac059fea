import { decode, encode } from "../api/base64url";
import { newKey, request } from "../api/client";
import type { SessionAnswer } from "../api/types";

// The two ceremonies. The server's options and the browser's answers differ only in how they write bytes.

export const canUsePasskeys = (): boolean => "PublicKeyCredential" in globalThis && isSecureContext;

interface Described {
  id: string;
  type: "public-key";
  transports?: AuthenticatorTransport[];
}

interface CreationJson {
  challenge: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: Described[];
}

interface RequestJson {
  challenge: string;
  allowCredentials?: Described[];
}

const described = (all: Described[] | undefined): PublicKeyCredentialDescriptor[] =>
  (all ?? []).map((one) => ({ ...one, id: decode(one.id) }));

/** Signs in with a passkey that this person has already. */
export async function signIn(): Promise<SessionAnswer> {
  const asked = { method: "POST", path: "passkeys/authentication/options", body: {}, key: newKey() } as const;
  const { body } = await request<{ challenge_id: string; options: RequestJson }>(asked);
  const { options, challenge_id } = body;
  const publicKey: PublicKeyCredentialRequestOptions = {
    ...options,
    challenge: decode(options.challenge),
    allowCredentials: described(options.allowCredentials),
  };
  const found = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null;
  if (!found) throw new DOMException("no credential", "NotAllowedError");
  const said = found.response as AuthenticatorAssertionResponse;
  const credential = {
    ...common(found),
    response: {
      clientDataJSON: encode(said.clientDataJSON),
      authenticatorData: encode(said.authenticatorData),
      signature: encode(said.signature),
      userHandle: said.userHandle ? encode(said.userHandle) : null,
    },
  };
  const answer = { challenge_id, credential };
  const path = "passkeys/authentication";
  return (await request<SessionAnswer>({ method: "POST", path, body: answer, key: newKey() })).body;
}

/** Makes a passkey from a one-time link, and is signed in by it. */
export async function enrol(enrolment: string): Promise<SessionAnswer> {
  const asked = { method: "POST", path: "passkeys/registration/options", body: { enrolment }, key: newKey() } as const;
  const { body: options } = await request<CreationJson & Omit<PublicKeyCredentialCreationOptions, keyof CreationJson>>(
    asked,
  );
  const publicKey: PublicKeyCredentialCreationOptions = {
    ...options,
    challenge: decode(options.challenge),
    user: { ...options.user, id: decode(options.user.id) },
    excludeCredentials: described(options.excludeCredentials),
    // A secret of its own for the desk's sealed copy, where the passkey can keep one.
    extensions: { prf: {} },
  };
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
  if (!made) throw new DOMException("no credential", "NotAllowedError");
  const said = made.response as AuthenticatorAttestationResponse;
  const credential = {
    ...common(made),
    response: {
      clientDataJSON: encode(said.clientDataJSON),
      attestationObject: encode(said.attestationObject),
      transports: said.getTransports?.() ?? [],
    },
  };
  const answer = { enrolment, credential };
  return (await request<SessionAnswer>({ method: "POST", path: "passkeys/registration", body: answer, key: newKey() }))
    .body;
}

function common(credential: PublicKeyCredential): object {
  return {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}
