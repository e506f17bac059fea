import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Listing } from "../shared/api/types";
import { Notice } from "../shared/components/Notice";
import { explain } from "../shared/explain";
import { useDesk } from "./desk";
import { t } from "./texts";

const PAGE = 500;

/** A list of the register, for a field to choose from: all of it, page by page. */
export function useListing<T>(plural: string): { items: T[]; trouble: ComponentChildren } {
  const desk = useDesk();
  const items = useSignal<T[]>([]);
  const failure = useSignal<unknown>(null);
  useEffect(() => {
    const fetchAll = async () => {
      let more = true;
      while (more) {
        const page = await desk.ask<Listing<T>>({ path: `${plural}?limit=${PAGE}&offset=${items.peek().length}` });
        items.value = [...items.peek(), ...page.items];
        more = page.more;
      }
    };
    fetchAll().catch((error: unknown) => {
      failure.value = error;
    });
  }, [plural]);
  const trouble = failure.value === null ? null : <Notice weight="soon">{explain(t.value, failure.value)}</Notice>;
  return { items: items.value, trouble };
}
