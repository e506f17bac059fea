import { createRef } from "preact";
import type { ListControl } from "../shared/components/WindowedList";
import { leave } from "../shared/route";

/** The desk's lists, for the keys that lead to them. */
export const lists = {
  queue: createRef<ListControl>(),
  watched: createRef<ListControl>(),
  calls: createRef<ListControl>(),
};

/** Leaves what is open in the middle; the focus goes back to the list it was opened from. */
export function leaveTo(list: keyof typeof lists): void {
  leave();
  lists[list].current?.focus();
}
