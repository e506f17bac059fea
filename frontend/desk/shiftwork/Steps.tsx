import { useSignal } from "@preact/signals";
import { newKey } from "../../shared/api/client";
import type { CaseAnswer, PlanStep, StepWhat, StepWished } from "../../shared/api/types";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { Shape } from "../../shared/components/Shape";
import { explain } from "../../shared/explain";
import { duration } from "../../shared/time";
import { when } from "../../shared/words";
import { type Command, useCommands } from "../commands";
import { useDesk } from "../desk";
import { t } from "../texts";
import { opened } from "../windows";
import { w } from "./words";

/** What a step says: the policy's own words, or ours; of a customer's wish, with the name or the number in it. */
export function said(step: PlanStep): string {
  const { what, wished } = w.value.steps;
  if (step.what in wished) return wished[step.what as StepWished](step.contact_name || step.text);
  return step.text || what[step.what as Exclude<StepWhat, StepWished>];
}

/** The case's action plan. A figure on the keyboard does its step, and undoes one that is done. */
export function Steps({ answer }: { answer: CaseAnswer }) {
  const desk = useDesk();
  const { case: row, plan } = answer;
  const error = useSignal<unknown>(null);
  const isOpen = row.state === "owned";
  const settle = async (step: PlanStep) => {
    error.value = null;
    const outcome = step.outcome === "open" ? "done" : "open";
    try {
      await desk.act(row.id, `steps/${step.number}`, { outcome }, newKey());
    } catch (failure) {
      error.value = failure;
    }
  };
  useCommands(plan.steps.map((step) => command(step, isOpen, () => void settle(step))));
  if (plan.steps.length === 0) return null;
  const next = isOpen ? plan.steps.find((step) => step.outcome === "open")?.number : undefined;
  return (
    <section class="case-plan" aria-labelledby="steps-heading">
      <h3 id="steps-heading">{w.value.steps.heading}</h3>
      {error.value !== null && (
        <Notice weight="soon" spoken>
          {explain(t.value, error.value)}
        </Notice>
      )}
      <ol>
        {plan.steps.map((step) => (
          <Step
            key={step.number}
            step={step}
            caseId={row.id}
            isNext={step.number === next}
            isOpen={isOpen}
            settle={() => void settle(step)}
          />
        ))}
      </ol>
      {row.state === "open" && <p class="soft">{w.value.steps.takeFirst}</p>}
      {isOpen && next === undefined && <p class="soft">{w.value.steps.allDone}</p>}
    </section>
  );
}

const command = (step: PlanStep, isOpen: boolean, run: () => void): Command => ({
  id: `step.${step.number}`,
  key: String(step.number),
  group: "case",
  title: () =>
    step.outcome === "open"
      ? w.value.steps.doIt(step.number, said(step))
      : w.value.steps.reopen(step.number, said(step)),
  enabled: () => isOpen,
  run,
});

interface StepProps {
  step: PlanStep;
  caseId: string;
  isNext: boolean;
  isOpen: boolean;
  settle(): void;
}

/** How long there is left for a step, and how far over it is once it is late. */
function Due({ atMs }: { atMs: number }) {
  const left = atMs - now.value;
  const { within, late } = w.value.steps;
  return (
    <span class="step-due number">
      {" "}
      <Shape weight={left < 0 ? "now" : "soon"} /> {left < 0 ? late(duration(-left)) : within(duration(left))}
    </span>
  );
}

const MARKS = { done: "✓", skipped: "–", open: "" };

function Step({ step, caseId, isNext, isOpen, settle }: StepProps) {
  const { steps } = w.value;
  return (
    <li class={`step ${step.outcome}`} aria-current={isNext ? "step" : undefined}>
      <button type="button" class="step-button plain" disabled={!isOpen} onClick={settle}>
        <span class="unseen">{step.outcome === "open" ? steps.doing : steps.undo} </span>
        <kbd>{step.number}</kbd>
        <span class="step-mark" aria-hidden="true">
          {MARKS[step.outcome] || (isNext && <Shape weight="soon" />)}
        </span>
        <span class="step-what">
          {isNext && <strong>{steps.next}: </strong>}
          {said(step)}
          {step.due_at_ms !== null && step.outcome === "open" && <Due atMs={step.due_at_ms} />}
          {step.compulsory && step.outcome === "open" && <span class="step-tag"> {steps.compulsory}</span>}
        </span>
      </button>
      <span class="step-fate soft number">
        {step.outcome !== "open" && steps[step.outcome]}
        {step.by && ` · ${steps.by(step.by.name, step.at_ms === null ? "" : when(t.value, step.at_ms, now.value))}`}
        {step.reason && ` · ${step.reason}`}
      </span>
      {isOpen && step.outcome === "open" && (
        <button
          type="button"
          class="plain"
          aria-label={steps.skipThis(said(step))}
          onClick={() => {
            opened.value = { window: "skip_step", caseId, step };
          }}
        >
          {steps.skip}
        </button>
      )}
    </li>
  );
}
