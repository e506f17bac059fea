import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { decode } from "../shared/api/base64url";
import { Refused, SignedOut, Unreachable } from "../shared/api/problem";
import { digest } from "../shared/api/proof";
import { Session } from "../shared/api/session";
import type { Item, Kind } from "../shared/outbox/item";
import { type Values, valuesInMemory } from "../shared/storage";
import { sender } from "./send";

const ANNE = { id: "anne", name: "Anne", roles: ["guard" as const], language: "nb" as const, customer_id: "self" };

const item = (kind: Kind, changes: Partial<Item> = {}): Item => ({
  id: "0123456789abcdef",
  kind,
  path: kind === "sos" ? "sos" : "duties/abc/check-ins",
  body: '{"happened_at_ms":1}',
  person_id: "anne",
  session_id: "session-1",
  made_at_ms: 1,
  hold_until_ms: 0,
  attempts: 1,
  state: "waiting",
  settled_at_ms: null,
  created_id: null,
  problem: null,
  quiet: false,
  ...changes,
});

interface Seen {
  url: string;
  bearer: string | null;
  proof: string | null;
  body: string;
}

describe("sending one item", () => {
  let values: Values;
  let session: Session;
  let seen: Seen[];
  let answer: (one: Seen) => Response | Promise<Response>;

  const json = (status: number, body: unknown = {}) =>
    new Response(JSON.stringify({ title: "t", ...(body as object) }), {
      status,
      headers: { "Content-Type": "application/json" },
    });
  const begin = (expiresInMs: number) =>
    session.begin({
      session_id: "session-1",
      access_token: "access-1",
      access_expires_at_ms: Date.now() + expiresInMs,
      refresh_token: "refresh-1",
      person: ANNE,
    });

  beforeEach(() => {
    values = valuesInMemory();
    session = new Session(values);
    seen = [];
    answer = () => json(200);
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      const headers = new Headers(init.headers);
      const one = {
        url,
        bearer: headers.get("Authorization"),
        proof: headers.get("Varde-Proof"),
        body: String(init.body),
      };
      seen.push(one);
      return answer(one);
    });
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("shows the session's token and the device's signature on exactly this request", async () => {
    await begin(600_000);
    await sender(session, values)(item("check_in"));
    expect(seen).toHaveLength(1);
    expect(seen[0]?.bearer).toBe("Bearer access-1");
    const claims = JSON.parse(new TextDecoder().decode(decode(seen[0]?.proof?.split(".")[1] ?? ""))) as object;
    expect(claims).toMatchObject({
      m: "POST",
      p: "/api/v1/duties/abc/check-ins",
      h: await digest('{"happened_at_ms":1}'),
      k: "0123456789abcdef",
    });
  });

  it("does not wait for a new token with an SOS", async () => {
    await begin(-1);
    await sender(session, values)(item("sos"));
    expect(seen.map((one) => one.url)).toEqual(["/api/v1/sos"]);
    expect(seen[0]?.proof).not.toBeNull();
  });

  it("sends a check-in on the signature alone when the session is over", async () => {
    await begin(-1);
    answer = (one) => (one.url.endsWith("refresh") ? json(401) : json(200));
    await sender(session, values)(item("check_in"));
    const last = seen.at(-1);
    expect(last?.bearer).toBeNull();
    expect(last?.proof).not.toBeNull();
  });

  it("keeps what needs a session until somebody signs in", async () => {
    await begin(-1);
    answer = () => json(401);
    await expect(sender(session, values)(item("extension"))).rejects.toBeInstanceOf(SignedOut);
    expect(seen.map((one) => one.url)).toEqual(["/api/v1/sessions/refresh"]);
  });

  it("renews the token once when the server finds it too old", async () => {
    await begin(600_000);
    const renewed = { session_id: "session-1", access_token: "access-2", refresh_token: "refresh-2", person: ANNE };
    answer = (one) => {
      if (one.url.endsWith("refresh")) return json(200, { ...renewed, access_expires_at_ms: Date.now() + 600_000 });
      return json(one.bearer === "Bearer access-2" ? 200 : 401);
    };
    await sender(session, values)(item("check_in"));
    expect(seen.map((one) => one.bearer)).toEqual(["Bearer access-1", null, "Bearer access-2"]);
  });

  it("never shows one person's token for what another did on this device", async () => {
    await begin(600_000);
    await sender(session, values)(item("check_in", { person_id: "bob", session_id: "session-of-bob" }));
    expect(seen[0]?.bearer).toBeNull();
    const header = JSON.parse(new TextDecoder().decode(decode(seen[0]?.proof?.split(".")[0] ?? ""))) as { kid: string };
    expect(header.kid).toBe("session-of-bob");
  });

  it("tells a final no from a passing one", async () => {
    await begin(600_000);
    answer = () => json(409);
    await expect(sender(session, values)(item("check_in"))).rejects.toBeInstanceOf(Refused);
    answer = () => new Response("<html>", { status: 502 });
    await expect(sender(session, values)(item("check_in"))).rejects.toBeInstanceOf(Unreachable);
  });
});
