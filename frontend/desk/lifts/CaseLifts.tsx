import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import type { Lift, LiftStep } from "../../shared/api/lifts";
import type { CaseAnswer } from "../../shared/api/types";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { type Command, useCommands } from "../commands";
import { t } from "../texts";
import { LiftForm } from "./LiftForm";
import { OneLift } from "./OneLift";
import { nextOf } from "./turn";
import { useLifts } from "./useLifts";
import { w } from "./words";

/** In a lift's case: how far it has come, when those inside are called again, and who says that it is over. */
export function CaseLifts({ answer }: { answer: CaseAnswer }) {
  const lifts = useLifts(answer);
  const fault = useSignal<unknown>(null);
  const isBusy = useSignal(false);
  const asking = useSignal<{ of: string; what: "rescue" | "end" } | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const close = () => {
    asking.value = null;
    // Focus is not lost with the form that had it.
    heading.current?.focus();
  };
  const isOpen = answer.case.state !== "resolved";
  const next = isOpen ? nextOf(lifts.list) : undefined;
  const called = async (lift: Lift, what: LiftStep) => {
    if (isBusy.value) return;
    isBusy.value = true;
    fault.value = null;
    try {
      await lifts.tell(lift.panel_id, { what, name: "", reason: "" }, newKey());
    } catch (failure) {
      fault.value = failure;
    } finally {
      isBusy.value = false;
    }
  };
  const ask = (lift: Lift, what: "rescue" | "end") => {
    asking.value = { of: lift.panel_id, what };
  };
  const all = [
    { id: "voice", key: "I", title: w.value.voice, run: (lift: Lift) => void called(lift, "voice_contact") },
    { id: "noAnswer", key: "Q", title: w.value.noAnswer, run: (lift: Lift) => void called(lift, "no_answer") },
    { id: "rescue", key: "+", title: w.value.rescue, run: (lift: Lift) => ask(lift, "rescue") },
    { id: "end", key: "E", title: w.value.end, run: (lift: Lift) => ask(lift, "end") },
  ];
  useCommands(
    all.map(
      ({ id, key, title, run }): Command => ({
        id: `case.lift.${id}`,
        key,
        group: "case",
        title: () => title,
        run: () => next && run(next),
        enabled: () => next !== undefined,
      }),
    ),
  );
  const failure = fault.value ?? lifts.error;
  if (lifts.list.length === 0 && failure === null) return null;
  const asked = asking.value;
  return (
    <section class="case-lifts" aria-labelledby="lifts-heading">
      <h3 id="lifts-heading" ref={heading} tabIndex={-1}>
        {w.value.heading}
      </h3>
      {failure !== null && (
        <Notice weight="soon" spoken>
          {explain(t.value, failure)}
        </Notice>
      )}
      {lifts.list.map((one) => (
        <OneLift key={one.panel_id} lift={one}>
          {isOpen && one.stage !== "ended" && asked?.of !== one.panel_id && (
            <p class="buttons">
              {all.map(({ id, key, title, run }) => (
                <button type="button" key={id} disabled={isBusy.value} onClick={() => run(one)}>
                  {title} {one === next && <kbd>{key}</kbd>}
                </button>
              ))}
            </p>
          )}
          {isOpen && one.stage !== "ended" && asked?.of === one.panel_id && (
            <LiftForm
              key={asked.what}
              asks={asked.what}
              tell={async (told, key) => {
                await lifts.tell(one.panel_id, told, key);
                close();
              }}
              close={close}
            />
          )}
        </OneLift>
      ))}
    </section>
  );
}
