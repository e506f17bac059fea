import type { Listing } from "../../shared/api/types";
import { useAsked } from "../useAsked";
import type { Named, OnTest, Panel, PanelState, TestsNow } from "./types";

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
