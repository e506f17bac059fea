import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Listing } from "../../shared/api/types";
import { useDesk } from "../desk";
import type { Named, OnTest, Panel, PanelState, TestsNow } from "./types";

const EACH_MS = 5_000;

/** Asks now, again while it is looked at, and whenever `again` is called. What was had stays when it cannot be had. */
function useAsked<T>(path: string | null): { found: T | null; error: unknown; again(): Promise<void> } {
  const desk = useDesk();
  const found = useSignal<T | null>(null);
  const error = useSignal<unknown>(null);
  const wanted = useRef(path);
  wanted.current = path;
  const again = async () => {
    if (path === null) return;
    try {
      const answer = await desk.ask<T>({ path });
      if (wanted.current !== path) return;
      found.value = answer;
      error.value = null;
    } catch (failure) {
      if (wanted.current === path) error.value = failure;
    }
  };
  useEffect(() => {
    found.value = null;
    error.value = null;
    void again();
    const timer = setInterval(() => void again(), EACH_MS);
    return () => clearInterval(timer);
  }, [path]);
  return { found: found.value, error: error.value, again };
}

/** The panels at a site, by name; null while they are fetched. */
export function useSitePanels(siteId: string): { panels: Panel[] | null; error: unknown } {
  const { found, error } = useAsked<Listing<Panel>>(siteId ? `panels?site_id=${siteId}` : null);
  return { panels: found?.items ?? null, error };
}

/** A panel as it stands. */
export const usePanelState = (panelId: string) => useAsked<PanelState>(`panels/${panelId}/state`);

/** Every panel that is on test. */
export function useTests(): { tests: OnTest[] | null; error: unknown } {
  const { found, error } = useAsked<TestsNow>("panel-tests");
  return { tests: found?.tests ?? null, error };
}

/** Who at the customer may ask for something at that site. */
export function useContacts(siteId: string): Named[] {
  const { found } = useAsked<Listing<Named>>(`contacts?site_id=${siteId}`);
  return found?.items ?? [];
}
