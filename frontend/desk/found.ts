import { type ReadonlySignal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Listing } from "../shared/api/types";
import type { Desk } from "./desk";
import { useDesk } from "./desk";

// What the register has under what was typed. Asked once the typing rests, and told when it cannot be asked.

export interface FoundPerson {
  id: string;
  name: string;
  phone: string;
  roles: string[];
  active: boolean;
}

export interface FoundSite {
  id: string;
  name: string;
  address: string;
  postal_code: string;
  town: string;
  customer_id: string;
}

export interface FoundCustomer {
  id: string;
  name: string;
}

export interface InRegister {
  people: FoundPerson[];
  sites: FoundSite[];
  customers: FoundCustomer[];
}

export interface Asked {
  /** For which words this is the answer. */
  query: string;
  found: InRegister;
  error: unknown;
}

const NOTHING: InRegister = { people: [], sites: [], customers: [] };
const RESTS_MS = 150;
const SHORTEST = 2;
const MOST = 6;

const asked = signal<Asked>({ query: "", found: NOTHING, error: null });

/** The register's answer to the words, as soon as it is there. */
export function useRegister(query: string): ReadonlySignal<Asked> {
  const desk = useDesk();
  useEffect(() => {
    const words = query.trim();
    if (words.length < SHORTEST) {
      asked.value = { query: words, found: NOTHING, error: null };
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      ask(desk, words, abort.signal).then(
        (found) => {
          asked.value = { query: words, found, error: null };
        },
        (error: unknown) => {
          if (!abort.signal.aborted) asked.value = { query: words, found: NOTHING, error };
        },
      );
    }, RESTS_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query]);
  return asked;
}

async function ask(desk: Desk, words: string, aborted: AbortSignal): Promise<InRegister> {
  const of = async <T>(plural: string): Promise<T[]> => {
    const path = `${plural}?q=${encodeURIComponent(words)}&limit=${MOST}`;
    return (await desk.ask<Listing<T>>({ path, signal: aborted })).items;
  };
  const [people, sites, customers] = await Promise.all([
    of<FoundPerson>("people"),
    of<FoundSite>("sites"),
    of<FoundCustomer>("customers"),
  ]);
  return { people: people.filter((one) => one.active), sites, customers };
}
