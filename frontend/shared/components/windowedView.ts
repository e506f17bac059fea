import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

// What a windowed list must know of the screen: how wide it is, which part is seen, how high its rows are.

export interface Seen {
  columns: number;
  top: number;
  bottom: number;
}

/** The list had the focus, and nobody has it now: its row was moved in the page, or is gone. */
const holders = new WeakSet<HTMLElement>();
export const wasLost = (list: HTMLElement | null): boolean =>
  list !== null && holders.has(list) && document.activeElement === document.body;

/** Keeps an eye on how wide the list is and which part of it is seen. */
export function useLook(
  list: { current: HTMLElement | null },
  columnWidth: number | undefined,
  seen: { value: Seen; peek(): Seen },
  heights: { current: Map<string, number> },
  measured: { value: number },
): void {
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    let width = 0;
    const look = () => {
      const box = element.getBoundingClientRect();
      const { top, bottom } = viewOf(element);
      const columns = columnWidth ? Math.max(1, Math.floor(box.width / columnWidth)) : 1;
      if (box.width !== width) {
        // Texts break elsewhere now: what was measured is no longer so.
        if (width) heights.current.clear();
        width = box.width;
        measured.value += 1;
      }
      const next = { columns, top: Math.max(0, top - box.top), bottom: Math.max(0, bottom - box.top) };
      const now = seen.peek();
      if (now.columns !== next.columns || now.top !== next.top || now.bottom !== next.bottom) seen.value = next;
    };
    const noteFocus = () => holders.add(element);
    const noteLeft = (event: FocusEvent) => {
      // To somewhere else by hand: let go. To nowhere, because the row moved or went: kept.
      if (event.relatedTarget && !element.contains(event.relatedTarget as Node)) holders.delete(element);
    };
    const forget = (event: PointerEvent) => {
      if (!element.contains(event.target as Node)) holders.delete(element);
    };
    look();
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    const scroller = scrollerOf(element);
    if (scroller) watcher.observe(scroller);
    addEventListener("scroll", look, { capture: true, passive: true });
    addEventListener("resize", look);
    element.addEventListener("focusin", noteFocus);
    element.addEventListener("focusout", noteLeft);
    addEventListener("pointerdown", forget, true);
    return () => {
      watcher.disconnect();
      removeEventListener("scroll", look, { capture: true });
      removeEventListener("resize", look);
      element.removeEventListener("focusin", noteFocus);
      element.removeEventListener("focusout", noteLeft);
      removeEventListener("pointerdown", forget, true);
    };
  }, [columnWidth]);
}

/** Measures what is drawn; a row that turns out higher or lower moves those below it. */
export function useHeights(
  list: { current: HTMLElement | null },
  heights: { current: Map<string, number> },
  measured: { value: number },
): void {
  const watcher = useRef<ResizeObserver | null>(null);
  useEffect(() => () => watcher.current?.disconnect(), []);
  useLayoutEffect(() => {
    watcher.current ??= new ResizeObserver(() => {
      if (measure(list.current, heights.current)) measured.value += 1;
    });
    for (const row of list.current?.children ?? []) watcher.current.observe(row);
  });
}

function measure(list: HTMLElement | null, heights: Map<string, number>): boolean {
  let isChanged = false;
  for (const row of list?.children ?? []) {
    const id = row.querySelector<HTMLElement>("[data-id]")?.dataset.id;
    const height = row.getBoundingClientRect().height;
    if (id === undefined || height === 0 || heights.get(id) === height) continue;
    heights.set(id, height);
    isChanged = true;
  }
  return isChanged;
}

/** While somebody reads further down, what comes and goes above does not move what they read. */
export function useKeptPlace(
  list: { current: HTMLElement | null },
  ids: readonly string[],
  tops: readonly number[],
  columns: number,
): void {
  const kept = useRef<{ id: string; top: number } | null>(null);
  useLayoutEffect(() => {
    const element = list.current;
    const scroller = element && scrollerOf(element);
    if (!element || !scroller) return;
    const before = kept.current;
    const now = before ? tops[Math.floor(ids.indexOf(before.id) / columns)] : undefined;
    if (before && now !== undefined && now !== before.top && scroller.scrollTop > 0) {
      scroller.scrollTop += now - before.top;
    }
    const inside = viewOf(element).top - element.getBoundingClientRect().top;
    const line = inside <= 0 ? 0 : tops.findLastIndex((top) => top <= inside);
    const id = ids[line * columns];
    kept.current = id === undefined || inside <= 0 ? null : { id, top: tops[line] ?? 0 };
  });
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let one = element.parentElement; one; one = one.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  }
  return null;
}

/** The part of the screen in which the list can be seen. */
function viewOf(element: HTMLElement): { top: number; bottom: number } {
  const box = scrollerOf(element)?.getBoundingClientRect();
  return { top: Math.max(0, box?.top ?? 0), bottom: Math.min(innerHeight, box?.bottom ?? innerHeight) };
}

export function bringIntoView(list: HTMLElement | null, top: number, bottom: number): void {
  if (!list) return;
  const view = viewOf(list);
  const head = list.parentElement?.querySelector(".section-head")?.getBoundingClientRect().height ?? 0;
  const offset = list.getBoundingClientRect().top;
  const above = view.top + head - (offset + top);
  const below = offset + bottom - view.bottom;
  const by = above > 0 ? -above : below > 0 ? below : 0;
  if (by) (scrollerOf(list) ?? document.scrollingElement)?.scrollBy({ top: by, behavior: "instant" });
}
