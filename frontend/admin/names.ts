import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Listing } from "../shared/api/types";
import { type Admin, useAdmin } from "./admin";

const PAGE = 500;
const FRESH_MS = 60_000;

const known = signal(new Map<string, string>());
let readAtMs = 0;

/** What customers are called, by id: read once a minute at most, page by page. */
export function useNames(plural: "customers", isWanted = true): Map<string, string> {
  const admin = useAdmin();
  useEffect(() => {
    if (!isWanted || Date.now() - readAtMs < FRESH_MS) return;
    readAtMs = Date.now();
    readAll(admin, plural).catch(() => {
      readAtMs = 0; // the list stands without these names; the next one asks again
    });
  }, [isWanted, plural]);
  return known.value;
}

async function readAll(admin: Admin, plural: string): Promise<void> {
  const names = new Map<string, string>();
  let after = "";
  do {
    const path = `${plural}?limit=${PAGE}${after ? `&after=${encodeURIComponent(after)}` : ""}`;
    const page = await admin.ask<Listing<{ id: string; name: string }> & { next?: string }>({ path });
    for (const { id, name } of page.items) names.set(id, name);
    after = page.more ? (page.next ?? "") : "";
    known.value = new Map([...known.peek(), ...names]);
  } while (after);
}
