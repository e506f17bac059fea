import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refused, SignedOut, Unreachable } from "../api/problem";
import { open } from "../storage";
import { Courier } from "./courier";
import { type Item, idFrom, type Kind } from "./item";
import { type OutboxStore, outboxIn, outboxInMemory } from "./store";

let made = 0;

function item(kind: Kind, changes: Partial<Item> = {}): Item {
  made += 1;
  return {
    id: `key-${made}`,
    kind,
    path: `duties/1/${kind}`,
    body: JSON.stringify({ n: made }),
    person_id: "anne",
    session_id: "session-1",
    made_at_ms: made,
    hold_until_ms: 0,
    attempts: 0,
    state: "waiting",
    settled_at_ms: null,
    created_id: null,
    problem: null,
    quiet: false,
    ...changes,
  };
}

/** The centre, as the outbox sees it: it remembers each key's answer, and can be told to misbehave. */
class Centre {
  readonly received: Item[] = [];
  readonly counted = new Map<string, unknown>();
  trouble: (item: Item) => Promise<void> | void = () => undefined;

  send = async (item: Item): Promise<unknown> => {
    this.received.push(item);
    await this.trouble(item);
    if (!this.counted.has(item.id))
      this.counted.set(item.id, { id: `duty-of-${item.id}`, sos_id: `sos-of-${item.id}` });
    return this.counted.get(item.id);
  };

  get kinds(): Kind[] {
    return this.received.map((one) => one.kind);
  }
}

const refusal = (status: number) => new Refused({ title: "no", status });

describe.each([
  ["in the browser's database", async () => outboxIn(await open(`outbox-${Math.random()}`))],
  ["in memory, when the browser stores nothing", async () => outboxInMemory()],
])("the outbox %s", (_where, openStore) => {
  let store: OutboxStore;
  let centre: Centre;
  let couriers: Courier[];
  let person: string | null;

  const courier = (changes: { send?: (item: Item) => Promise<unknown> } = {}): Courier => {
    const one = new Courier({
      store,
      send: centre.send,
      arrived: () => undefined,
      changed: () => undefined,
      person: () => person,
      nowMs: () => Date.now(),
      ...changes,
    });
    couriers.push(one);
    return one;
  };
  const states = async () => (await store.all()).map((one) => [one.kind, one.state]);
  const settled = async (count: number) =>
    vi.waitFor(async () => {
      expect((await store.all()).filter((one) => one.state !== "waiting")).toHaveLength(count);
    });

  beforeEach(async () => {
    store = await openStore();
    centre = new Centre();
    couriers = [];
    person = "anne";
  });

  afterEach(() => {
    for (const one of couriers) one.stop();
  });

  it("sends what was done in the order in which it was done", async () => {
    centre.trouble = () => {
      throw new Unreachable();
    };
    const carrier = courier();
    for (const kind of ["check_in", "extension", "off_duty"] as const) await carrier.keep(item(kind));
    centre.trouble = () => undefined;
    centre.received.length = 0;
    await carrier.kick();
    await settled(3);
    expect(centre.kinds).toEqual(["check_in", "extension", "off_duty"]);
  });

  it("keeps what could not be sent, and counts it as sent only when the server has answered", async () => {
    centre.trouble = () => {
      throw new Unreachable();
    };
    const carrier = courier();
    await carrier.keep(item("check_in"));
    await vi.waitFor(() => expect(centre.received).toHaveLength(1));
    expect(await states()).toEqual([["check_in", "waiting"]]);
    centre.trouble = () => undefined;
    await carrier.kick();
    await settled(1);
    expect(await states()).toEqual([["check_in", "sent"]]);
  });

  it("sends again with the same key and body when the answer was lost, so that it counts once", async () => {
    const lost = async (one: Item) => {
      await centre.send(one);
      throw new Unreachable();
    };
    await courier({ send: lost }).keep(item("check_in"));
    await vi.waitFor(() => expect(centre.received).toHaveLength(1));
    await courier().kick();
    await settled(1);
    expect(centre.received).toHaveLength(2);
    expect(centre.received[0]?.body).toBe(centre.received[1]?.body);
    expect(centre.counted.size).toBe(1);
  });

  it("loses nothing when the page dies between the sending and the storing", async () => {
    const dying: OutboxStore = { ...store, sent: () => new Promise(() => undefined) };
    const first = new Courier({
      store: dying,
      send: centre.send,
      arrived: () => undefined,
      changed: () => undefined,
      person: () => person,
      nowMs: () => Date.now(),
    });
    couriers.push(first);
    // The urgent lane asks for no lock: a page that died has let go of its own.
    await first.keep(item("sos"));
    await vi.waitFor(() => expect(centre.received).toHaveLength(1));
    expect(await states()).toEqual([["sos", "waiting"]]);
    await courier().kick();
    await settled(1);
    expect(centre.counted.size).toBe(1);
  });

  it.each<[string, (one: Item) => Promise<void> | void]>([
    ["hangs", (one) => (one.kind === "dying" ? new Promise<void>(() => undefined) : undefined)],
    [
      "is answered by what is not the centre",
      (one) => {
        if (one.kind === "dying") throw new Unreachable(403);
      },
    ],
  ])(
    "lets neither an SOS nor a check-in wait for a dying phone's last words, when that request %s",
    async (_how, how) => {
      centre.trouble = how;
      const carrier = courier();
      await carrier.keep(item("dying"));
      await vi.waitFor(() => expect(centre.kinds).toContain("dying"));
      await carrier.keep(item("sos"));
      await carrier.keep(item("check_in"));
      await settled(2);
      expect(await states()).toEqual([
        ["dying", "waiting"],
        ["sos", "sent"],
        ["check_in", "sent"],
      ]);
    },
  );

  it("sends an SOS before everything that waits, and past a request that hangs", async () => {
    let release: () => void = () => undefined;
    centre.trouble = (one) =>
      one.kind === "check_in"
        ? new Promise<void>((resolve) => {
            release = resolve;
          })
        : undefined;
    const carrier = courier();
    await carrier.keep(item("check_in"));
    await vi.waitFor(() => expect(centre.kinds).toEqual(["check_in"]));
    await carrier.keep(item("extension"));
    await carrier.keep(item("sos", { path: "sos" }));
    await vi.waitFor(async () => expect(await states()).toContainEqual(["sos", "sent"]));
    expect(centre.kinds).toEqual(["check_in", "sos"]);
    release();
    await settled(3);
    expect(centre.kinds).toEqual(["check_in", "sos", "extension"]);
  });

  it("tells those that waited for it what the server calls the new duty", async () => {
    centre.trouble = () => {
      throw new Unreachable();
    };
    const carrier = courier();
    const duty = item("on_duty", { path: "duties" });
    await carrier.keep(duty);
    await carrier.keep(item("check_in", { path: `duties/${idFrom(duty)}/check-ins` }));
    centre.trouble = () => undefined;
    centre.received.length = 0;
    await carrier.kick();
    await settled(2);
    expect(centre.received.map((one) => one.path)).toEqual(["duties", `duties/duty-of-${duty.id}/check-ins`]);
  });

  it("knows what the server called it also when the next thing is done later", async () => {
    const carrier = courier();
    const sos = item("sos", { path: "sos" });
    await carrier.keep(sos);
    await settled(1);
    await carrier.keep(item("regret", { path: `sos/${idFrom(sos)}/regret` }));
    await settled(2);
    expect(centre.received.map((one) => one.path)).toEqual(["sos", `sos/sos-of-${sos.id}/regret`]);
  });

  it("gives up only what the server will never take, with what hung on it, and goes on", async () => {
    centre.trouble = (one) => {
      if (one.kind === "on_duty") throw refusal(409);
    };
    const carrier = courier();
    const duty = item("on_duty", { path: "duties", hold_until_ms: Date.now() + 20 });
    await carrier.keep(duty);
    await carrier.keep(item("check_in", { path: `duties/${idFrom(duty)}/check-ins` }));
    await carrier.keep(item("off_duty"));
    await settled(3);
    expect(await states()).toEqual([
      ["on_duty", "refused"],
      ["check_in", "refused"],
      ["off_duty", "sent"],
    ]);
    expect((await store.all())[0]?.problem?.status).toBe(409);
  });

  it.each([500, 503, 429, 408])("does not give up for a %i", async (status) => {
    centre.trouble = () => {
      throw refusal(status);
    };
    await courier().keep(item("check_in"));
    await vi.waitFor(() => expect(centre.received).toHaveLength(1));
    expect(await states()).toEqual([["check_in", "waiting"]]);
  });

  it("sends a signed check-in past what waits for the next sign-in", async () => {
    centre.trouble = (one) => {
      if (one.kind === "extension") throw new SignedOut();
    };
    const carrier = courier();
    await carrier.keep(item("extension", { hold_until_ms: Date.now() + 20 }));
    await carrier.keep(item("check_in"));
    await vi.waitFor(async () => {
      expect(await states()).toEqual([
        ["extension", "waiting"],
        ["check_in", "sent"],
      ]);
    });
  });

  it("is not held up by what another person left on the device", async () => {
    centre.trouble = (one) => {
      if (one.person_id === "bob") throw new SignedOut();
    };
    await store.add(item("extension", { person_id: "bob" }));
    await courier().keep(item("check_in"));
    await vi.waitFor(async () => {
      expect(await states()).toEqual([
        ["extension", "waiting"],
        ["check_in", "sent"],
      ]);
    });
  });

  it("sends the position with it if it comes in time, and never changes what was tried", async () => {
    const carrier = courier();
    const held = item("check_in", { hold_until_ms: Date.now() + 60_000 });
    await carrier.keep(held);
    expect(centre.received).toEqual([]);
    await store.amend(held.id, '{"position":1}');
    await store.release(held.id);
    centre.trouble = () => {
      throw new Unreachable();
    };
    await carrier.kick();
    await store.amend(held.id, '{"position":2}');
    centre.trouble = () => undefined;
    await carrier.kick();
    await settled(1);
    expect(centre.received.map((one) => one.body)).toEqual(['{"position":1}', '{"position":1}']);
  });

  it("sends without a position when none has come in time, also after a restart", async () => {
    await store.add(item("check_in", { hold_until_ms: Date.now() + 30 }));
    await courier().kick();
    await settled(1);
    expect(centre.received).toHaveLength(1);
  });

  it("keeps no PIN once the server has it", async () => {
    await courier().keep(item("check_in", { body: '{"pin":"1234"}' }));
    await settled(1);
    expect(JSON.stringify(await store.all())).not.toContain("1234");
  });

  it("forgets what it is told to forget", async () => {
    const one = item("check_in");
    await courier().keep(one);
    await settled(1);
    await store.forget([one.id]);
    expect(await store.all()).toEqual([]);
  });
});
