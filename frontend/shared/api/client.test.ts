import { afterEach, describe, expect, it, vi } from "vitest";
import { request } from "./client";
import { Refused, Unreachable } from "./problem";

function answers(body: BodyInit | null, init: ResponseInit & { type?: string } = {}): ReturnType<typeof vi.fn> {
  const headers = { "Content-Type": init.type ?? "application/json", ...init.headers };
  const stub = vi.fn(async () => new Response(body, { ...init, headers }));
  vi.stubGlobal("fetch", stub);
  return stub;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a request", () => {
  it("says who asks, in which language, with which key, and what the device vouches for", async () => {
    const fetch = answers("{}");
    await request({ method: "POST", path: "sos", body: '{"a":1}', key: "k", bearer: "t", proof: "p" });
    const [url, init] = fetch.mock.calls[0] as [string, RequestInit];
    const headers = new Headers(init.headers);
    expect(url).toBe("/api/v1/sos");
    expect(init.body).toBe('{"a":1}');
    expect(headers.get("Idempotency-Key")).toBe("k");
    expect(headers.get("Authorization")).toBe("Bearer t");
    expect(headers.get("Varde-Proof")).toBe("p");
    expect(headers.get("Accept-Language")).toBe("nb");
  });

  it("gives the answer with the moments around it, for the clock", async () => {
    answers('{"server_now_ms":5}');
    const answer = await request<{ server_now_ms: number }>({ path: "me" });
    expect(answer.body.server_now_ms).toBe(5);
    expect(answer.receivedAtMs).toBeGreaterThanOrEqual(answer.sentAtMs);
  });

  it("that is refused says why, field by field", async () => {
    const problem = { title: "Ugyldig", status: 422, errors: [{ field: "pin", message: "PIN er feil. Prøv igjen." }] };
    answers(JSON.stringify(problem), { status: 422, type: "application/problem+json" });
    const error = await request({ path: "me" }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Refused);
    expect((error as Refused).field("pin")).toBe("PIN er feil. Prøv igjen.");
    expect((error as Refused).passing).toBe(false);
  });

  it("that comes too often says how long to wait", async () => {
    const headers = { "Retry-After": "30" };
    answers('{"title":"For mange forsøk"}', { status: 429, type: "application/problem+json", headers });
    const error = await request({ path: "me" }).catch((caught: unknown) => caught);
    expect((error as Refused).retryAfterS).toBe(30);
    expect((error as Refused).passing).toBe(true);
  });

  it.each([
    ["a hotel's sign-in page", "<html>", { type: "text/html" }],
    ["a proxy's refusal", "<html>", { status: 403, type: "text/html" }],
    ["a gateway in trouble", '{"message":"Forbidden"}', { status: 403 }],
    ["half an answer", '{"a":', {}],
  ])("is not taken as answered by %s", async (_what, body, init) => {
    answers(body, init);
    await expect(request({ path: "me" })).rejects.toBeInstanceOf(Unreachable);
  });

  it("without network has not been answered", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("Failed to fetch");
    });
    await expect(request({ path: "me" })).rejects.toBeInstanceOf(Unreachable);
  });

  it("gives up when nothing comes in time", async () => {
    vi.stubGlobal("fetch", (_url: string, { signal }: RequestInit) => {
      return new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      });
    });
    await expect(request({ path: "me", timeoutMs: 10 })).rejects.toBeInstanceOf(Unreachable);
  });
});
