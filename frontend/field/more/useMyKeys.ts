import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import { Refused } from "../../shared/api/problem";
import type { components } from "../../shared/api/schema";
import { explain } from "../../shared/explain";
import { useApp } from "../app";
import { t } from "../texts";
import { k } from "./keyWords";

type MyKeys = components["schemas"]["MyKeys"];
export type MyKey = components["schemas"]["MyKey"];
export type Move = "out" | "in" | "lost";

/** The keys that the guard has, as the centre knows them; null while they are not known. */
export function useMyKeys() {
  const app = useApp();
  const keys = useSignal<MyKey[] | null>(null);
  const fault = useSignal<string | null>(null);
  const say = (failure: unknown) => {
    if (failure instanceof Refused) fault.value = failure.field("take_over") ?? explain(t.peek(), failure);
    else fault.value = k.peek().offline;
  };
  const read = async () => {
    fault.value = null;
    try {
      keys.value = (await app.session.ask<MyKeys>({ path: "me/keys" })).body.keys;
    } catch (failure) {
      say(failure);
    }
  };
  /** Whether it was done; that another has the key by the list is `taken`. */
  const move = async (what: Move, body: object): Promise<"done" | "taken" | "failed"> => {
    fault.value = null;
    try {
      const path = `me/keys/${what}`;
      keys.value = (await app.session.ask<MyKeys>({ method: "POST", path, body, key: newKey() })).body.keys;
      return "done";
    } catch (failure) {
      say(failure);
      return failure instanceof Refused && failure.field("take_over") ? "taken" : "failed";
    }
  };
  useEffect(() => void read(), []);
  return { keys: keys.value, fault: fault.value, read, move };
}
