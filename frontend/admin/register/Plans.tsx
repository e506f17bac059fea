import { useSignal } from "@preact/signals";
import { w } from "../../desk/shiftwork/words";
import { t as desk } from "../../desk/texts";
import { Line, Select } from "../components";
import { t } from "../texts";
import { Yes } from "./choices";
import type { PlanDraft, StepDraft } from "./draft";

/** The kinds of case for which a policy can have a plan of its own. */
const KINDS = [
  "silence",
  "sos",
  "sos_silent",
  "duress",
  "not_on_duty",
  "not_off_duty",
  "undeliverable",
  "wrong_pins",
  "wrong_contact",
  "key_lost",
  "key_not_in",
  "message",
  "assistance",
  "desk_absent",
  "system",
];
const MOST = 9;

export const caseName = (kind: string): string => {
  if (kind === "sos_silent") return t.value.plans.silent;
  return desk.value.kinds[kind as keyof typeof desk.value.kinds] ?? kind;
};

export const stepName = (what: string): string => w.value.steps.what[what as keyof typeof w.value.steps.what] ?? what;

export interface PlansProps {
  name: string;
  plans: PlanDraft[];
  errors: Map<string, string>;
  onChange(plans: PlanDraft[]): void;
}

/** What an operator does with each kind of case, where it shall be other than the standard plan. */
export function Plans({ name, plans, errors, onChange }: PlansProps) {
  const others = KINDS.filter((kind) => !plans.some((plan) => plan.kind === kind));
  const chosen = useSignal("");
  const kind = others.includes(chosen.value) ? chosen.value : (others[0] ?? "");
  const add = () => onChange([...plans, { kind, steps: [{ what: "ring_worker", text: "", compulsory: false }] }]);
  return (
    <div class="ladder-form">
      <p class="hint">{t.value.plans.text}</p>
      {plans.map((plan) => (
        <Plan
          key={plan.kind}
          name={`${name}.${plan.kind}`}
          plan={plan}
          errors={errors}
          onChange={(steps) => onChange(plans.map((one) => (one === plan ? { ...plan, steps } : one)))}
          onRemove={() => onChange(plans.filter((one) => one !== plan))}
        />
      ))}
      {kind && (
        <div class="add-plan">
          <Select
            label={t.value.plans.kind}
            value={kind}
            options={others.map((one) => ({ value: one, text: caseName(one) }))}
            onChoose={(one) => {
              chosen.value = one;
            }}
          />
          <button type="button" onClick={add}>
            {t.value.plans.add}
          </button>
        </div>
      )}
    </div>
  );
}

interface PlanProps {
  name: string;
  plan: PlanDraft;
  errors: Map<string, string>;
  onChange(steps: StepDraft[]): void;
  onRemove(): void;
}

function Plan({ name, plan, errors, onChange, onRemove }: PlanProps) {
  const { steps } = plan;
  const put = (index: number, change: Partial<StepDraft>) =>
    onChange(steps.map((step, place) => (place === index ? { ...step, ...change } : step)));
  const up = (index: number) => {
    const moved = [...steps];
    moved.splice(index - 1, 0, ...moved.splice(index, 1));
    onChange(moved);
  };
  const title = caseName(plan.kind);
  const fault = errors.get(name);
  return (
    <fieldset class="plan">
      <legend>{title}</legend>
      {fault && <p class="fault now">{fault}</p>}
      <ol>
        {steps.map((step, index) => {
          const place = `${title}, ${t.value.plans.step(index + 1)}`;
          return (
            <li key={`${plan.kind}-${index + 1}`} class="step">
              <Select
                label={t.value.plans.step(index + 1)}
                value={step.what}
                options={Object.entries(w.value.steps.what).map(([value, text]) => ({ value, text }))}
                onChoose={(what) => put(index, { what })}
              />
              <Line
                label={t.value.plans.words}
                value={step.text}
                error={errors.get(`${name}[${index}].text`)}
                onText={(text) => put(index, { text })}
              />
              <Yes
                label={t.value.plans.compulsory}
                isYes={step.compulsory}
                onChange={(compulsory) => put(index, { compulsory })}
              />
              <div class="buttons">
                {index > 0 && (
                  <button type="button" aria-label={`${t.value.plans.up}: ${place}`} onClick={() => up(index)}>
                    {t.value.plans.up}
                  </button>
                )}
                {steps.length > 1 && (
                  <button
                    type="button"
                    aria-label={`${t.value.plans.removeStep}: ${place}`}
                    onClick={() => onChange(steps.filter((_, at) => at !== index))}
                  >
                    {t.value.plans.removeStep}
                  </button>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      <div class="buttons">
        {steps.length < MOST && (
          <button
            type="button"
            onClick={() => onChange([...steps, { what: "other", text: "", compulsory: false }])}
            aria-label={`${t.value.plans.addStep}: ${title}`}
          >
            {t.value.plans.addStep}
          </button>
        )}
        <button type="button" onClick={onRemove} aria-label={`${t.value.plans.remove}: ${title}`}>
          {t.value.plans.remove}
        </button>
      </div>
    </fieldset>
  );
}
