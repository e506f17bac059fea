import type { CaseRow } from "../../shared/api/types";
import type { Weight } from "../../shared/components/Shape";
import { clock } from "../../shared/words";
import { t } from "../texts";
import { w } from "./words";

/** What the queue says of a case that goes from one to another, or waits. */
export function handingFlags(row: CaseRow, me: string | undefined): { weight: Weight; text: string }[] {
  const { queue } = w.value;
  const flags: { weight: Weight; text: string }[] = [];
  if (row.handed_to && row.owner) {
    const asksMe = row.handed_to.id === me;
    const text = asksMe ? queue.asksYou(row.owner.name) : queue.asked(row.handed_to.name);
    flags.push({ weight: asksMe ? "soon" : "info", text });
  }
  if (row.parked_until_ms !== null)
    flags.push({ weight: "info", text: queue.parked(clock(t.value, row.parked_until_ms)) });
  return flags;
}

/** What happens when the time that is shown with a case is over. */
export function waitsFor(row: CaseRow): string {
  if (row.handed_to) return w.value.handing.answerIn;
  if (row.parked_until_ms !== null) return w.value.queue.untilBack;
  return row.owner ? t.value.queue.idle : t.value.queue.next;
}
