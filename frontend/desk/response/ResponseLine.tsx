import type { components } from "../../shared/api/schema";
import { Shape } from "../../shared/components/Shape";
import { duration } from "../../shared/time";
import { useAsked } from "../useAsked";
import { opened } from "../windows";
import { w } from "./words";

type Times = components["schemas"]["ResponseTimes"];

const EACH_MS = 60_000;

/** One line above the queue: how soon cases are taken just now, and whether that is too late. */
export function ResponseLine() {
  const { found } = useAsked<Times>("response-times", EACH_MS);
  if (!found || found.grave.count + found.other.count === 0) return null;
  const isLate = found.grave.late || found.other.late;
  const shown = found.grave.count > 0 ? found.grave : found.other;
  return (
    <button
      type="button"
      class={`response-line ${isLate ? "soon" : "soft"}`}
      onClick={() => {
        opened.value = { window: "response" };
      }}
    >
      {isLate && <Shape weight="soon" />} {w.value.share(duration(shown.first_ms ?? 0), shown.count)}
      {isLate && <span> · {w.value.late}</span>}
    </button>
  );
}
