import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { clock } from "../../shared/words";
import { extend } from "../actions";
import { useApp } from "../app";
import { t } from "../texts";
import { end, type Watch } from "./watch";

export interface EndNoticeProps {
  watch: Watch;
  /** What is said when the end is near, and when it has passed. */
  words: { soon(time: string): string; passed(time: string): string };
}

/** The end is near, or was: forgetting it is the commonest false alarm. */
export function EndNotice({ watch, words }: EndNoticeProps) {
  const app = useApp();
  const state = end(watch, now.value);
  if (state === "far") return null;
  const isWaiting = app.items.value.some((item) => item.kind === "extension" && item.state === "waiting");
  return (
    <Notice weight={state === "passed" ? "soon" : "info"}>
      <p>{words[state](clock(t.value, watch.planned_end_ms))}</p>
      <button type="button" disabled={isWaiting} onClick={() => void extend(app, watch, 15)}>
        {isWaiting ? t.value.sending : t.value.duty.extend}
      </button>
    </Notice>
  );
}
