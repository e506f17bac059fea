import { now } from "../shared/clock";
import { ago } from "../shared/words";
import { t } from "./texts";

/** How long since; beside the absolute time, never instead of it. */
export function Ago({ atMs, words = (text) => text }: { atMs: number; words?: (text: string) => string }) {
  return <span class="number">{words(ago(t.value, atMs, now.value))}</span>;
}
