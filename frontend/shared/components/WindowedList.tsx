import { useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren, Ref } from "preact";
import { useImperativeHandle, useLayoutEffect, useRef } from "preact/hooks";
import { layout, moved, type Span, span } from "../windowing";
import { bringIntoView, type Seen, useHeights, useKeptPlace, useLook, wasLost } from "./windowedView";

export interface ListControl {
  /** The focus goes so many rows on, or to the first if it was elsewhere. */
  step(by: number): void;
  /** The focus goes to where it was last in this list. */
  focus(): void;
}

export interface WindowedListProps {
  /** All of them, in order. */
  ids: readonly string[];
  /** One row: an element that takes the focus, with `data-id` and this tab index. */
  render(id: string, tabIndex: 0 | -1): ComponentChildren;
  label: string;
  /** How high a row is until it has been measured, px. */
  estimate: number;
  /** How wide a column is at least; without it there is one. */
  columnWidth?: number;
  control?: Ref<ListControl>;
  /** Where the list should begin with the focus: the row that is open. */
  current?: string | undefined;
  class?: string;
}

/**
 * A list of thousands of which only what is seen is in the page. One stop of the tab key; arrows, Home, End and the
 * page keys walk it. The focus stays on its row however the list changes, and what is read stays where it is read.
 */
export function WindowedList(props: WindowedListProps) {
  const { ids, render, label, estimate, columnWidth, current } = props;
  const list = useRef<HTMLUListElement>(null);
  const heights = useRef(new Map<string, number>());
  const measured = useSignal(0);
  const seen = useSignal<Seen>({ columns: 1, top: 0, bottom: 0 });
  const roving = useSignal<string | null>(null);
  const wanted = useRef<string | null>(null);
  const lastAt = useRef(0);

  const columns = useComputed(() => seen.value.columns).value;
  void measured.value;
  const lines = layout(ids, columns, (id) => heights.current.get(id) ?? estimate);
  const shown = useComputed(() => seen.value).value;
  const drawn = span(lines, columns, ids.length, shown.top, shown.bottom);
  const at = ids.indexOf(roving.value ?? current ?? "");
  const stop = at >= 0 ? at : Math.min(lastAt.current, ids.length - 1);
  if (at >= 0) lastAt.current = at;

  useLook(list, columnWidth, seen, heights, measured);
  useHeights(list, heights, measured);
  useKeptPlace(list, ids, lines.tops, columns);

  const focusAt = (index: number) => {
    const id = ids[index];
    if (id === undefined) return;
    roving.value = id;
    wanted.current = id;
    const line = Math.floor(index / columns);
    bringIntoView(list.current, lines.tops[line] ?? 0, lines.tops[line + 1] ?? lines.height);
  };
  useImperativeHandle(props.control ?? null, () => ({
    step: (by) => focusAt(isIn(list.current) || at >= 0 ? clamp(stop + by, ids.length) : 0),
    focus: () => focusAt(Math.max(0, stop)),
  }));

  // After drawing: the focus goes to the row it was sent to, and back to the row that it was lost from.
  useLayoutEffect(() => {
    const to = wanted.current ?? (wasLost(list.current) ? (ids[stop] ?? null) : null);
    if (to === null) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(to)}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const page = Math.max(1, Math.floor(((drawn.until - drawn.from) / columns) * 0.7));
    const to = moved(event.key, stop, columns, ids.length, page);
    if (to === null) return;
    event.preventDefault();
    focusAt(to);
  };

  return (
    <ul
      ref={list}
      class={`windowed ${props.class ?? ""}`}
      aria-label={label}
      style={{ height: `${lines.height}px`, "--columns": columns }}
      onKeyDown={onKeyDown}
      onFocusIn={(event) => {
        const id = (event.target as HTMLElement).closest<HTMLElement>("[data-id]")?.dataset.id;
        if (id !== undefined) roving.value = id;
      }}
    >
      {indexes(drawn, stop).map((index) => {
        const id = ids[index] as string;
        return (
          <li
            key={id}
            aria-setsize={ids.length}
            aria-posinset={index + 1}
            style={{
              transform: `translate(${(index % columns) * 100}%, ${lines.tops[Math.floor(index / columns)]}px)`,
            }}
          >
            {render(id, index === stop ? 0 : -1)}
          </li>
        );
      })}
    </ul>
  );
}

const clamp = (index: number, count: number): number => Math.min(count - 1, Math.max(0, index));

const isIn = (list: HTMLElement | null): boolean => list?.contains(document.activeElement) ?? false;

/** What is drawn, and the row that the tab key comes to, wherever it is. */
function indexes({ from, until }: Span, stop: number): number[] {
  const all = Array.from({ length: until - from }, (_, index) => from + index);
  if (stop >= 0 && stop < from) all.unshift(stop);
  if (stop >= until) all.push(stop);
  return all;
}
