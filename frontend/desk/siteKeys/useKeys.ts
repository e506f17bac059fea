import type { components } from "../../shared/api/schema";
import { useAsked } from "../useAsked";

type Schemas = components["schemas"];

export type SiteKey = Schemas["KeyNow"];

/** A site's keys; without a site every key that is out or lost. Null while they are fetched. */
export function useKeys(siteId: string) {
  const { found, error, again } = useAsked<Schemas["KeyList"]>(siteId ? `keys-now?site_id=${siteId}` : "keys-now");
  return { keys: found?.keys ?? null, error, again };
}

/** The keys that a guard has; null while they are fetched. */
export function useKeysOf(guardId: string | null): SiteKey[] | null {
  return useAsked<Schemas["KeyList"]>(guardId && `keys-now?holder_id=${guardId}`).found?.keys ?? null;
}
