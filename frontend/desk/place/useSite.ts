import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { components } from "../../shared/api/schema";
import { useDesk } from "../desk";

export type Site = components["schemas"]["SiteView"];

/** A site of the register; null while it is fetched or where there is none. */
export function useSite(id: string | null): { site: Site | null; hasFailed: boolean } {
  const desk = useDesk();
  const found = useSignal<{ id: string; site: Site | null } | null>(null);
  useEffect(() => {
    if (!id) return;
    let isGone = false;
    desk.ask<Site>({ path: `sites/${id}` }).then(
      (site) => {
        if (!isGone) found.value = { id, site };
      },
      () => {
        if (!isGone) found.value = { id, site: null };
      },
    );
    return () => {
      isGone = true;
    };
  }, [id]);
  const mine = id && found.value?.id === id ? found.value : null;
  return { site: mine?.site ?? null, hasFailed: mine !== null && mine.site === null };
}
