import { now } from "../shared/clock";
import { duration } from "../shared/time";
import { t } from "./texts";

/** Time left, or how long past the deadline. Alone in its component: a second's passing redraws the number only. */
export function Left({ untilMs, words }: { untilMs: number; words?: string }) {
  const left = untilMs - now.value;
  return (
    <span class={`number ${left <= 0 ? "now" : ""}`}>
      {duration(left)}
      {left <= 0 ? <span class="over"> {t.value.overdue}</span> : words && ` ${words}`}
    </span>
  );
}
