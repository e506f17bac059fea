import type { Problem } from "../api/types";
import type { Database } from "../storage";
import { createdId, type Item, resolved, waitsFor } from "./item";

/** Where the items are kept. Each method is one transaction. */
export interface OutboxStore {
  add(item: Item): Promise<void>;
  all(): Promise<Item[]>;
  /** Changes the body of an item that was never tried; afterwards it stands as it is. */
  amend(id: string, body: string): Promise<void>;
  /** Ends the wait for a position. */
  release(id: string): Promise<void>;
  /** One more try begins. Answers the item as it now stands, or null if there is nothing left to send. */
  tried(id: string): Promise<Item | null>;
  /** The server has it. What waited for its id learns it in the same transaction. */
  sent(id: string, answer: unknown, atMs: number): Promise<void>;
  /** The server will never take it. What waited for it falls with it. */
  refused(id: string, problem: Problem, atMs: number): Promise<void>;
  /** Forgets what was settled before this time, and refusals that were read. */
  forget(ids: string[]): Promise<void>;
}

/** The changes that a settled item makes, to itself and to those that waited for it. Pure. */
export function settle(items: Item[], id: string, outcome: Outcome): Item[] {
  const item = items.find((one) => one.id === id && one.state === "waiting");
  if (!item) return [];
  const done: Item = {
    ...item,
    state: outcome.problem ? "refused" : "sent",
    body: "",
    settled_at_ms: outcome.atMs,
    created_id: outcome.problem ? null : createdId(item.kind, outcome.answer),
    problem: outcome.problem,
  };
  const followers = items.filter((one) => one.state === "waiting" && waitsFor(one) === id);
  if (done.created_id) return [done, ...followers.map((one) => resolved(one, [done]))];
  const lost = outcome.problem ?? { title: "", status: 0 };
  return [done, ...followers.flatMap((one) => settle(items, one.id, { ...outcome, problem: lost }))];
}

export interface Outcome {
  answer: unknown;
  problem: Problem | null;
  atMs: number;
}

export function outboxIn(database: Database): OutboxStore {
  const change = async (id: string, next: (item: Item) => Item): Promise<Item | null> => {
    const transaction = database.transaction("outbox", "readwrite", { durability: "strict" });
    const item = await transaction.store.index("id").get(id);
    const changed = item?.state === "waiting" ? next(item) : null;
    if (changed) await transaction.store.put(changed);
    await transaction.done;
    return changed;
  };
  const close = async (id: string, outcome: Outcome) => {
    const transaction = database.transaction("outbox", "readwrite", { durability: "strict" });
    for (const item of settle(await transaction.store.getAll(), id, outcome)) await transaction.store.put(item);
    await transaction.done;
  };
  return {
    add: async (item) => {
      const transaction = database.transaction("outbox", "readwrite", { durability: "strict" });
      await transaction.store.add(resolved(item, await transaction.store.getAll()));
      await transaction.done;
    },
    all: () => database.getAll("outbox"),
    amend: async (id, body) => void (await change(id, (item) => (item.attempts ? item : { ...item, body }))),
    release: async (id) => void (await change(id, (item) => ({ ...item, hold_until_ms: 0 }))),
    tried: (id) => change(id, (item) => ({ ...item, attempts: item.attempts + 1 })),
    sent: (id, answer, atMs) => close(id, { answer, problem: null, atMs }),
    refused: (id, problem, atMs) => close(id, { answer: null, problem, atMs }),
    forget: async (ids) => {
      const transaction = database.transaction("outbox", "readwrite");
      for (const id of ids) {
        const seq = await transaction.store.index("id").getKey(id);
        if (seq !== undefined) await transaction.store.delete(seq);
      }
      await transaction.done;
    },
  };
}

/** For a browser that refuses to store: what was done is sent all the same, while the page lives. */
export function outboxInMemory(): OutboxStore {
  const items = new Map<string, Item>();
  let last = 0;
  const change = async (id: string, next: (item: Item) => Item): Promise<Item | null> => {
    const item = items.get(id);
    if (item?.state !== "waiting") return null;
    const changed = next(item);
    items.set(id, changed);
    return changed;
  };
  const close = async (id: string, outcome: Outcome) => {
    for (const item of settle([...items.values()], id, outcome)) items.set(item.id, item);
  };
  return {
    add: async (item) => {
      last += 1;
      items.set(item.id, { ...resolved(item, [...items.values()]), seq: last });
    },
    all: async () => [...items.values()],
    amend: async (id, body) => void (await change(id, (item) => (item.attempts ? item : { ...item, body }))),
    release: async (id) => void (await change(id, (item) => ({ ...item, hold_until_ms: 0 }))),
    tried: (id) => change(id, (item) => ({ ...item, attempts: item.attempts + 1 })),
    sent: (id, answer, atMs) => close(id, { answer, problem: null, atMs }),
    refused: (id, problem, atMs) => close(id, { answer: null, problem, atMs }),
    forget: async (ids) => ids.forEach((id) => void items.delete(id)),
  };
}
