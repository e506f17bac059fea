import { computed } from "@preact/signals";
import { route } from "../shared/route";

/** What follows # in the address: the page, which thing on it, and what a new one begins with. */
export interface Where {
  page: string;
  id: string;
  given: Record<string, string>;
}

export function read(text: string): Where {
  const [path = "", query = ""] = text.split("?");
  const [page = "", id = ""] = path.split("/");
  return { page, id, given: Object.fromEntries(new URLSearchParams(query)) };
}

export const where = computed(() => read(route.value));

/** What follows # in the address of a page, a thing on it, or a new one that begins with something. */
export function place(page: string, id = "", given: Record<string, string> = {}): string {
  const query = new URLSearchParams(given).toString();
  return `${page}${id ? `/${id}` : ""}${query ? `?${query}` : ""}`;
}

/** The whole address: a link to a mere #fragment would be one within the page. */
export const to = (...where: Parameters<typeof place>): string => `${location.pathname}#${place(...where)}`;
