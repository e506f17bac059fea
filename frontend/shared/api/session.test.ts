import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { valuesInMemory } from "../storage";
import { SignedOut, Unreachable } from "./problem";
import { Session } from "./session";
import type { SessionAnswer } from "./types";

const ANNE = {
  id: "anne",
  name: "Anne Solberg",
  roles: ["guard" as const],
  language: "nb" as const,
  customer_id: "self",
};

/** The centre's side of a session: tokens rotate, and the previous one holds until the new one has been used. */
class Centre {
  number = 1;
  ended = false;
  refreshes = 0;
  loseAnswer = false;
  out = false;

  session(expiresInMs: number): SessionAnswer {
    return {
      session_id: "session-1",
      access_token: `access-${this.number}`,
      access_expires_at_ms: Date.now() + expiresInMs,
      refresh_token: `refresh-${this.number}`,
      person: ANNE,
    };
  }

  fetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (this.out) throw new TypeError("Failed to fetch");
    const json = (body: unknown, status = 200) =>
      new Response(JSON.stringify(body), {
        status,
        headers: { "Content-Type": status < 400 ? "application/json" : "application/problem+json" },
      });
    if (url.endsWith("sessions/refresh")) {
      this.refreshes += 1;
      const { refresh_token } = JSON.parse(String(init.body)) as { refresh_token: string };
      const given = Number(refresh_token.split("-")[1]);
      if (this.ended || given < this.number - 1) return json({ title: "over", status: 401 }, 401);
      if (given === this.number) this.number += 1;
      if (this.loseAnswer) throw new TypeError("lost");
      return json(this.session(600_000));
    }
    const token = new Headers(init.headers).get("Authorization");
    return token === `Bearer access-${this.number}` ? json({ ok: true }) : json({ title: "who?", status: 401 }, 401);
  };
}

describe("a session", () => {
  let centre: Centre;

  beforeEach(() => {
    centre = new Centre();
    vi.stubGlobal("fetch", centre.fetch);
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("is asked with as long as its token lives, and renewed before it runs out", async () => {
    const session = new Session(valuesInMemory());
    await session.begin(centre.session(600_000));
    await session.ask({ path: "me" });
    expect(centre.refreshes).toBe(0);
    await session.begin(centre.session(10_000));
    await session.ask({ path: "me" });
    expect(centre.refreshes).toBe(1);
    expect(session.kept.value?.refresh_token).toBe("refresh-2");
  });

  it("is renewed when the server finds the token too old, whatever our clock says", async () => {
    const session = new Session(valuesInMemory());
    await session.begin({ ...centre.session(600_000), access_token: "access-0" });
    await session.ask({ path: "me" });
    expect(centre.refreshes).toBe(1);
  });

  it("survives the loss of the answer with the new token", async () => {
    const session = new Session(valuesInMemory());
    await session.begin(centre.session(10_000));
    centre.loseAnswer = true;
    await expect(session.token()).rejects.toBeInstanceOf(Unreachable);
    expect(session.kept.value?.refresh_token).toBe("refresh-1");
    centre.loseAnswer = false;
    expect(await session.token()).toBe("access-2");
  });

  it("is renewed once when many ask at the same time", async () => {
    const session = new Session(valuesInMemory());
    await session.begin(centre.session(10_000));
    await Promise.all([session.ask({ path: "me" }), session.ask({ path: "me" }), session.ask({ path: "me" })]);
    expect(session.kept.value?.refresh_token).toBe("refresh-2");
  });

  it("takes over what another tab has renewed", async () => {
    const values = valuesInMemory();
    const [one, two] = [new Session(values), new Session(values)];
    await one.begin(centre.session(10_000));
    await two.load();
    await one.token();
    expect(await two.token()).toBe("access-2");
    expect(centre.refreshes).toBe(1);
  });

  it("that was ended is over, but whose it was stays known, so that the device can vouch for its check-ins", async () => {
    const session = new Session(valuesInMemory());
    await session.begin(centre.session(10_000));
    centre.ended = true;
    await expect(session.token()).rejects.toBeInstanceOf(SignedOut);
    expect(session.living.value).toBe(false);
    expect(session.kept.value?.session_id).toBe("session-1");
    expect(session.person.value?.name).toBe("Anne Solberg");
  });

  it("is not over because there is no network", async () => {
    const session = new Session(valuesInMemory());
    await session.begin(centre.session(10_000));
    centre.out = true;
    await expect(session.token()).rejects.toBeInstanceOf(Unreachable);
    expect(session.living.value).toBe(true);
  });
});
