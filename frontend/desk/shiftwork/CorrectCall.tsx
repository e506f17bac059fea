import type { TimelineEntry } from "../../shared/api/types";
import { seconds } from "../../shared/words";
import { t } from "../texts";
import { opened } from "../windows";
import { w } from "./words";

/** A logged call was otherwise: one more entry says so. */
export function CorrectCall({ caseId, entry }: { caseId: string; entry: TimelineEntry }) {
  return (
    <button
      type="button"
      class="plain correct"
      aria-label={w.value.correct.correctCall(seconds(t.value, entry.at_ms))}
      onClick={() => {
        opened.value = { window: "correct_call", caseId, entry };
      }}
    >
      {w.value.correct.correct}
    </button>
  );
}
