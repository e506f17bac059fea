import { createRef } from "preact";
import type { ListControl } from "../shared/components/WindowedList";
import { go, leave, route } from "../shared/route";
import { later } from "./later";

/** The desk's lists, for the keys that lead to them. */
export const lists = {
  queue: createRef<ListControl>(),
  watched: createRef<ListControl>(),
  calls: createRef<ListControl>(),
};

/** Leaves what is open in the middle, which can be taken back; the focus goes to the list it was opened from. */
export function leaveTo(list: keyof typeof lists): void {
  const was = route.peek();
  leave();
  later.add({ said: null, undo: () => go(was) });
  lists[list].current?.focus();
}
