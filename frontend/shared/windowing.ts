// Which rows of a long list are drawn, and where. Pure: the component measures, this reckons.

export interface Layout {
  /** The top of each line of the list (a line holds one row per column), px. */
  tops: number[];
  /** The whole list's height. */
  height: number;
}

/** Lines one under the other, each as high as its highest row. */
export function layout(ids: readonly string[], columns: number, heightOf: (id: string) => number): Layout {
  const tops: number[] = [];
  let height = 0;
  for (let first = 0; first < ids.length; first += columns) {
    tops.push(height);
    let highest = 0;
    for (let at = first; at < Math.min(ids.length, first + columns); at += 1) {
      highest = Math.max(highest, heightOf(ids[at] as string));
    }
    height += highest;
  }
  return { tops, height };
}

/** The line at that height: the last one whose top is not below it. */
export function lineAt(tops: readonly number[], y: number): number {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] as number) <= y) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

export interface Span {
  /** The first index that is drawn, and the one after the last. */
  from: number;
  until: number;
}

/** What is drawn: the lines between two heights, with some more on either side for a quick hand. */
export function span({ tops }: Layout, columns: number, count: number, top: number, bottom: number, more = 4): Span {
  if (count === 0) return { from: 0, until: 0 };
  const first = Math.max(0, lineAt(tops, top) - more);
  const last = Math.min(tops.length - 1, lineAt(tops, bottom) + more);
  return { from: first * columns, until: Math.min(count, (last + 1) * columns) };
}

/** Where a key leads from this index in a list of so many columns; null when it is not a key of lists. */
export function moved(key: string, from: number, columns: number, count: number, page: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: columns,
    ArrowUp: -columns,
    ArrowRight: columns > 1 ? 1 : 0,
    ArrowLeft: columns > 1 ? -1 : 0,
    PageDown: page * columns,
    PageUp: -page * columns,
    Home: -count,
    End: count,
  };
  const by = steps[key];
  if (!by) return null;
  return Math.min(count - 1, Math.max(0, from + by));
}
