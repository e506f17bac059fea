import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface Kept {
  id: string;
  index: number;
}

const rows = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[data-id]")];

/**
 * The focus stays on its row when the list is sorted anew, and goes to the row that took its place when it is gone:
 * an operator's next key must never land somewhere else.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>): void {
  const kept = useRef<Kept | null>(null);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const all = rows(element);
    const was = kept.current;
    if (was && document.activeElement === document.body) {
      const same = all.find((row) => row.dataset.id === was.id);
      (same ?? all[Math.min(was.index, all.length - 1)])?.focus();
    }
  });
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const note = (event: FocusEvent) => {
      const row = (event.target as HTMLElement).closest<HTMLElement>("[data-id]");
      const index = row ? rows(element).indexOf(row) : -1;
      kept.current = row?.dataset.id ? { id: row.dataset.id, index } : null;
    };
    const left = (event: FocusEvent) => {
      // To somewhere else by hand: forgotten. To nowhere, because the row moved or went: kept.
      if (event.relatedTarget) kept.current = null;
    };
    element.addEventListener("focusin", note);
    element.addEventListener("focusout", left);
    return () => {
      element.removeEventListener("focusin", note);
      element.removeEventListener("focusout", left);
    };
  }, []);
}
