import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import type { LiftStep } from "../../shared/api/lifts";
import type { CaseAnswer } from "../../shared/api/types";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { type Command, useCommands } from "../commands";
import { t } from "../texts";
import { LiftForm } from "./LiftForm";
import { OneLift } from "./OneLift";
import { useLifts } from "./useLifts";
import { w } from "./words";

/** In a lift's case: how far it has come, when those inside are called again, and who says that it is over. */
export function CaseLifts({ answer }: { answer: CaseAnswer }) {
  const lifts = useLifts(answer);
  const fault = useSignal<unknown>(null);
  const isBusy = useSignal(false);
  const asking = useSignal<"rescue" | "end" | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const close = () => {
    asking.value = null;
    // Focus is not lost with the form that had it.
    heading.current?.focus();
  };
  const isOpen = answer.case.state !== "resolved";
  // Of several the first in which somebody may still be stuck has the keys.
  const first = isOpen ? lifts.list.find((one) => one.stage !== "ended") : undefined;
  const called = async (what: LiftStep) => {
    if (!first || isBusy.value) return;
    isBusy.value = true;
    fault.value = null;
    try {
      await lifts.tell(first.panel_id, { what, name: "", reason: "" }, newKey());
    } catch (failure) {
      fault.value = failure;
    } finally {
      isBusy.value = false;
    }
  };
  const ask = (what: "rescue" | "end") => () => {
    asking.value = what;
  };
  const all = [
    { id: "case.lift.voice", key: "I", title: w.value.voice, run: () => void called("voice_contact") },
    { id: "case.lift.noAnswer", key: "Q", title: w.value.noAnswer, run: () => void called("no_answer") },
    { id: "case.lift.rescue", key: "+", title: w.value.rescue, run: ask("rescue") },
    { id: "case.lift.end", key: "E", title: w.value.end, run: ask("end") },
  ];
  useCommands(
    all.map(
      ({ title, ...one }): Command => ({
        ...one,
        group: "case",
        title: () => title,
        enabled: () => first !== undefined,
      }),
    ),
  );
  const failure = fault.value ?? lifts.error;
  if (lifts.list.length === 0 && failure === null) return null;
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
        <OneLift key={one.panel_id} lift={one} />
      ))}
      {first && asking.value === null && (
        <p class="buttons">
          {all.map(({ id, key, title, run }) => (
            <button type="button" key={id} disabled={isBusy.value} onClick={run}>
              {title} <kbd>{key}</kbd>
            </button>
          ))}
        </p>
      )}
      {first && asking.value !== null && (
        <LiftForm
          key={asking.value}
          asks={asking.value}
          tell={async (told, key) => {
            await lifts.tell(first.panel_id, told, key);
            close();
          }}
          close={close}
        />
      )}
    </section>
  );
}
