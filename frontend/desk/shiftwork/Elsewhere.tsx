import { useDesk } from "../desk";
import { w } from "./words";

/** How many cases wait at the desk that one does not cover. */
export function Elsewhere() {
  const desk = useDesk();
  const count = (desk.board.value?.cases.size ?? 0) - desk.queue.order.value.length;
  return count > 0 ? <p class="soft pad">{w.value.desks.elsewhere(count)}</p> : null;
}
