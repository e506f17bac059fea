import { useSignal } from "@preact/signals";
import { newKey } from "../../shared/api/client";
import type { CaseAnswer } from "../../shared/api/types";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { when } from "../../shared/words";
import { type Command, useCommands } from "../commands";
import { useDesk } from "../desk";
import { Left } from "../Left";
import { t } from "../texts";
import { opened } from "../windows";
import { w } from "./words";

/** Whether the case goes from one to another, or waits; and what can be done about it. */
export function Handing({ answer }: { answer: CaseAnswer }) {
  const desk = useDesk();
  const { case: row } = answer;
  const error = useSignal<unknown>(null);
  const me = desk.me.value?.id;
  const isMine = row.state === "owned" && row.owner?.id === me;
  const asksMe = row.state === "owned" && row.handed_to?.id === me;
  const isParked = row.state === "owned" && row.parked_until_ms !== null;
  const { handing } = w.value;
  const act = async (what: string) => {
    error.value = null;
    try {
      await desk.act(row.id, what, {}, newKey());
    } catch (failure) {
      error.value = failure;
    }
  };
  const handOver = () => {
    opened.value = { window: "hand_over", caseId: row.id };
  };
  const park = () => {
    opened.value = { window: "park", caseId: row.id };
  };
  useCommands([
    command("case.handOver", "V", handing.handOver, isMine, handOver),
    command("case.park", "P", handing.park, isMine && !isParked, park),
    command("case.unpark", "P", handing.unpark, isMine && isParked, () => void act("unpark")),
    command("case.accept", "Y", handing.accept, asksMe, () => void act("hand-over/accept")),
    command("case.decline", "X", handing.decline, asksMe, () => void act("hand-over/decline")),
    command("case.withdraw", "H", handing.withdraw, isMine && row.handed_to !== null, () => act("hand-over/withdraw")),
  ]);
  if (row.state !== "owned") return null;
  return (
    <section class="handing" aria-label={handing.heading}>
      {error.value !== null && (
        <Notice weight="soon" spoken>
          {explain(t.value, error.value)}
        </Notice>
      )}
      <Question answer={answer} act={act} />
      {row.parked_until_ms !== null && (
        <Notice weight="info">
          <p>
            <strong>{handing.parked(when(t.value, row.parked_until_ms, now.value))}</strong>{" "}
            <Left untilMs={row.parked_until_ms} words={handing.comesBack} /> {!isMine && handing.anybody}
          </p>
          {isMine && (
            <button type="button" onClick={() => void act("unpark")}>
              {handing.unpark} <kbd>P</kbd>
            </button>
          )}
        </Notice>
      )}
      {isMine && (
        <div class="buttons">
          {!row.handed_to && (
            <button type="button" onClick={handOver}>
              {handing.handOver} <kbd>V</kbd>
            </button>
          )}
          {!isParked && (
            <button type="button" onClick={park}>
              {handing.park} <kbd>P</kbd>
            </button>
          )}
        </div>
      )}
    </section>
  );
}

/** The question to a colleague, as each of the two sees it. */
function Question({ answer, act }: { answer: CaseAnswer; act(what: string): Promise<void> }) {
  const me = useDesk().me.value?.id;
  const { owner, handed_to: asked, handed_until_ms: untilMs } = answer.case;
  const { handing } = w.value;
  if (!asked || !owner || untilMs === null) return null;
  if (asked.id === me) {
    return (
      <Notice weight="soon" spoken>
        <p>
          <strong>{handing.asksYou(owner.name)}</strong> <Left untilMs={untilMs} words={handing.answerIn} />
        </p>
        <div class="buttons">
          <button type="button" class="primary" onClick={() => void act("hand-over/accept")}>
            {handing.accept} <kbd>Y</kbd>
          </button>
          <button type="button" onClick={() => void act("hand-over/decline")}>
            {handing.decline} <kbd>X</kbd>
          </button>
        </div>
      </Notice>
    );
  }
  const isMine = owner.id === me;
  return (
    <Notice weight="info">
      <p>
        {isMine ? handing.youAsked(asked.name) : handing.asked(owner.name, asked.name)}{" "}
        <Left untilMs={untilMs} words={handing.answerIn} />
      </p>
      {isMine && (
        <button type="button" onClick={() => void act("hand-over/withdraw")}>
          {handing.withdraw} <kbd>H</kbd>
        </button>
      )}
    </Notice>
  );
}

const command = (id: string, key: string, title: string, isPossible: boolean, run: () => unknown): Command => ({
  id,
  key,
  group: "case",
  title: () => title,
  enabled: () => isPossible,
  run: () => void run(),
});
