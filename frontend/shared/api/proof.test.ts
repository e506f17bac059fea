import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { open, valuesIn } from "../storage";
import { decode } from "./base64url";
import { deviceKey, digest, prove, publicJwk } from "./proof";

const CLAIMS = { m: "POST", p: "/api/v1/duties/abc/check-ins", h: "", k: "0123456789abcdef", t: 1_790_000_000_000 };

const values = async () => valuesIn(await open(`proof-${Math.random()}`));

const json = (part: string | undefined): unknown => JSON.parse(new TextDecoder().decode(decode(part ?? "")));

async function isGood(proof: string, jwk: JsonWebKey): Promise<boolean> {
  const [header, payload, signature] = proof.split(".");
  const how = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("jwk", jwk, how, false, ["verify"]);
  return crypto.subtle.verify(how, key, decode(signature ?? ""), new TextEncoder().encode(`${header}.${payload}`));
}

describe("the device's proof", () => {
  it("is a JWS that names exactly this request, and that the public key verifies", async () => {
    const key = await deviceKey(await values());
    const claims = { ...CLAIMS, h: await digest('{"happened_at_ms":1}') };
    const proof = await prove(key, "session-1", claims);
    const [header, payload] = proof.split(".");
    expect(json(header)).toEqual({ alg: "ES256", kid: "session-1" });
    expect(json(payload)).toEqual(claims);
    expect(await isGood(proof, await publicJwk(key))).toBe(true);
  });

  it("does not hold for another request", async () => {
    const key = await deviceKey(await values());
    const [header, , signature] = (await prove(key, "session-1", CLAIMS)).split(".");
    const other = (await prove(key, "session-1", { ...CLAIMS, p: "/api/v1/sos" })).split(".")[1];
    expect(await isGood(`${header}.${other}.${signature}`, await publicJwk(key))).toBe(false);
  });

  it("is made with a key that stays: kept between visits, and not to be read out of the browser", async () => {
    const kept = await values();
    const first = await deviceKey(kept);
    const second = await deviceKey(kept);
    expect(await publicJwk(second)).toEqual(await publicJwk(first));
    await expect(crypto.subtle.exportKey("jwk", second.privateKey)).rejects.toThrow();
  });

  it("hashes a body as the server does", async () => {
    expect(await digest("")).toBe("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
    expect(await digest('{"navn":"Åse"}')).toHaveLength(43);
  });

  it("carries only the public half of the key to the server", async () => {
    expect(Object.keys(await publicJwk(await deviceKey(await values()))).sort()).toEqual(["crv", "kty", "x", "y"]);
  });
});
