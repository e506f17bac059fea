import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Dialog } from "../../shared/components/Dialog";
import { emergencyInWords, listedInWords, wordInWords } from "../alarms/said";
import { liftInWords, partInWords } from "../panels/said";
import { t } from "../texts";
import type { Draft, PlanDraft, RungDraft, Secret, Value } from "./draft";
import { labelOf } from "./FieldInput";
import { audienceName, channelName } from "./Ladder";
import type { Clash, Merged } from "./merge";
import { caseName, stepName } from "./Plans";

export interface ClashesProps {
  merged: Merged;
  /** The fields as chosen; null: go on editing first. */
  onChosen(chosen: Draft | null): void;
}

/** Somebody changed it meanwhile: what differs, and whose word shall stand. */
export function Clashes({ merged, onChosen }: ClashesProps) {
  const theirs = useSignal<Set<string>>(new Set());
  const choose = (name: string, isTheirs: boolean) => {
    const next = new Set(theirs.value);
    if (isTheirs) next.add(name);
    else next.delete(name);
    theirs.value = next;
  };
  const chosen = (): Draft =>
    Object.fromEntries(
      merged.clashes.map(({ name, mine, theirs: other }) => [name, theirs.value.has(name) ? other : mine]),
    );
  return (
    <Dialog label={t.value.clash.heading} onClose={() => onChosen(null)} class="wide">
      <div class="form">
        <h2 class="window-title">{t.value.clash.heading}</h2>
        <p>{merged.clashes.length ? t.value.clash.text : t.value.clash.none}</p>
        {merged.clashes.map((clash) => (
          <Choice key={clash.name} clash={clash} isTheirs={theirs.value.has(clash.name)} onChoose={choose} />
        ))}
        {merged.taken.length > 0 && <p class="soft">{t.value.clash.taken(merged.taken.map(labelOf).join(", "))}</p>}
        <div class="buttons">
          <button type="button" class="primary" onClick={() => onChosen(chosen())}>
            {t.value.clash.save}
          </button>
          <button type="button" onClick={() => onChosen(null)}>
            {t.value.clash.edit}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  clash: Clash;
  isTheirs: boolean;
  onChoose(name: string, isTheirs: boolean): void;
}

function Choice({ clash, isTheirs, onChoose }: ChoiceProps) {
  const group = useId();
  return (
    <fieldset class="clash">
      <legend>{labelOf(clash.name)}</legend>
      {([false, true] as const).map((theirs) => (
        <label key={String(theirs)}>
          <input
            type="radio"
            name={group}
            checked={theirs === isTheirs}
            onChange={() => onChoose(clash.name, theirs)}
          />
          <span>
            <strong>{theirs ? t.value.clash.theirs : t.value.clash.mine}</strong>
            <span class="clash-value">{inWords(theirs ? clash.theirs : clash.mine)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A value as one can compare it with another. */
function inWords(value: Value): string {
  if (typeof value === "boolean") return value ? t.value.yes : t.value.no;
  if (typeof value === "string") return value || t.value.empty;
  if (!Array.isArray(value) && "service" in value) return emergencyInWords(value);
  if (!Array.isArray(value) && "endedBy" in value) return liftInWords(value);
  if (!Array.isArray(value)) return (value as Secret).is === "kept" ? t.value.secret.is : t.value.secret.replace;
  return (
    value
      .map((one, index) => {
        if (typeof one === "string") return t.value.roles[one as "guard"] ?? wordInWords(one);
        if ("steps" in one) return plan(one);
        if ("number" in one || "code" in one) return partInWords(one);
        return "channels" in one ? rung(one) : listedInWords(one, index + 1);
      })
      .join("; ") || t.value.empty
  );
}

const rung = ({ after, to, channels, repeat, until }: RungDraft): string =>
  [
    after,
    audienceName(to),
    channels.map(channelName).join(" + "),
    repeat && `${t.value.ladder.repeat} ${repeat}`,
    until && `${t.value.ladder.until} ${until}`,
  ]
    .filter(Boolean)
    .join(", ");

const plan = ({ kind, steps }: PlanDraft): string =>
  `${caseName(kind)}: ${steps.map(({ what, text }) => text || stepName(what)).join(", ")}`;
