import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Item } from "./outbox/item";

/** What this browser keeps: small named values (session, device key, last known facts) and what waits to be sent. */
export interface Kept extends DBSchema {
  values: { key: string; value: unknown };
  outbox: { key: number; value: Item; indexes: { id: string } };
}

export type Database = IDBPDatabase<Kept>;

/** Opens the page's database. Field app and desk have one each, so that one device can be signed in to both. */
export function open(name: string): Promise<Database> {
  return openDB<Kept>(name, 1, {
    upgrade(database) {
      database.createObjectStore("values");
      const outbox = database.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true });
      outbox.createIndex("id", "id", { unique: true });
    },
    // A newer version of the page wants to change the shape: let it.
    blocking: (_current, _wanted, event) => (event.target as IDBDatabase | null)?.close(),
  });
}

/** Small named values. */
export interface Values {
  get<T>(name: string): Promise<T | undefined>;
  set(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
}

export function valuesIn(database: Database): Values {
  return {
    get: async <T>(name: string) => (await database.get("values", name)) as T | undefined,
    set: async (name, value) => {
      await database.put("values", value, name);
    },
    remove: (name) => database.delete("values", name),
  };
}

/** For a browser that refuses to store: it works until the page is closed. */
export function valuesInMemory(): Values {
  const all = new Map<string, unknown>();
  return {
    get: async <T>(name: string) => all.get(name) as T | undefined,
    set: async (name, value) => void all.set(name, value),
    remove: async (name) => void all.delete(name),
  };
}
