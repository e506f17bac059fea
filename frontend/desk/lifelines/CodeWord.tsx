import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { CaseAnswer } from "../../shared/api/types";
import { Choices } from "../../shared/components/Choices";
import { Input } from "../../shared/components/Input";
import { Notice } from "../../shared/components/Notice";
import { Shape } from "../../shared/components/Shape";
import { go } from "../../shared/route";
import { useDesk } from "../desk";
import { t } from "../texts";
import { close } from "../windows";
import { l } from "./texts";
import type { CodeWordAnswer, Outcome, Unsaid } from "./types";
import { useCodeWord, type Whose } from "./useCodeWord";

const UNSAID: Unsaid[] = ["forgotten", "not_answered", "no_language"];
const WEIGHT: Record<Outcome, "done" | "soon" | "now"> = {
  right: "done",
  wrong: "soon",
  duress: "now",
  forgotten: "soon",
  not_answered: "soon",
  no_language: "soon",
};

/** Everybody in a case who may have a code word: whom it is about, then the site's contacts. */
export function whoCanBeAsked({ watch, plan }: CaseAnswer): Whose[] {
  const worker = plan.people.find((one) => one.role === "worker");
  const about: Whose | null = watch
    ? { of: "person", id: watch.guard.id, name: watch.guard.name }
    : worker
      ? { of: "person", id: worker.id, name: worker.name }
      : null;
  const contacts = plan.people.filter((one) => one.role === "contacts");
  return [...(about ? [about] : []), ...contacts.map(({ id, name }): Whose => ({ of: "contact", id, name }))];
}

/** Asks for the code word of somebody in the open case. */
export function CodeWordWindow({ caseId }: { caseId: string }) {
  const { answer } = useDesk().detail.value ?? { answer: null };
  const people = answer && answer.case.id === caseId ? whoCanBeAsked(answer) : [];
  const chosen = useSignal(people[0]?.id ?? "");
  const whose = people.find(({ id }) => id === chosen.value) ?? null;
  if (people.length === 0)
    return (
      <div class="form">
        <p>{l.value.codeWord.nobody}</p>
        <button type="button" onClick={close}>
          {t.value.close}
        </button>
      </div>
    );
  return (
    <div class="form">
      {people.length > 1 && (
        <Choices
          label={l.value.codeWord.whom}
          options={people.map(({ id }) => id)}
          names={Object.fromEntries(people.map(({ id, name }) => [id, name]))}
          chosen={chosen.value}
          onChoose={(id) => {
            chosen.value = id;
          }}
        />
      )}
      {whose && <Ask key={whose.id} whose={whose} caseId={caseId} />}
    </div>
  );
}

function Ask({ whose, caseId }: { whose: Whose; caseId: string }) {
  const word = useCodeWord(whose, caseId);
  if (word.answer.value) return <Verdict answer={word.answer.value} onAgain={word.again} />;
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void word.ask(null);
      }}
    >
      <p class="ask-aloud">{l.value.codeWord.ask}</p>
      <HeardInput word={word} name={whose.name} />
      <div class="buttons">
        <button type="submit" class="primary" disabled={word.busy.value}>
          {word.busy.value ? t.value.sending : l.value.codeWord.check}
        </button>
        <button type="button" onClick={close}>
          {t.value.cancel}
        </button>
      </div>
      <Unsaids word={word} />
    </form>
  );
}

type Word = ReturnType<typeof useCodeWord>;

function HeardInput({ word, name }: { word: Word; name: string }) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <Input
      label={`${l.value.codeWord.heard} (${name})`}
      value={word.heard.value}
      hint={l.value.codeWord.hint}
      error={word.fault.value}
      field={field}
      autocomplete="off"
      maxlength={60}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        // Where the field stands within another form, that one is not sent by it.
        event.preventDefault();
        void word.ask(null);
      }}
      onText={(typed) => {
        word.heard.value = typed;
      }}
    />
  );
}

function Unsaids({ word }: { word: Word }) {
  return (
    <fieldset class="unsaid">
      <legend>{l.value.codeWord.unsaidHeading}</legend>
      <div class="buttons">
        {UNSAID.map((why) => (
          <button type="button" key={why} disabled={word.busy.value} onClick={() => void word.ask(why)}>
            {l.value.codeWord.unsaid[why]}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** The answer in one word, and what to do now. */
function Verdict({ answer, onAgain }: { answer: CodeWordAnswer; onAgain(): void }) {
  const { outcome, tries_left: left } = answer;
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const toCase = () => {
    close();
    go(`case/${answer.case_id}`);
  };
  return (
    <div class="form verdict">
      <VerdictWord outcome={outcome} />
      <ol class="steps">
        {l.value.codeWord.steps[outcome].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {outcome === "wrong" && <p class="soft number">{l.value.codeWord.left(left)}</p>}
      <div class="buttons">
        {answer.case_id !== "" && (
          <button type="button" class="primary" ref={first} onClick={toCase}>
            {l.value.codeWord.openDuress}
          </button>
        )}
        {outcome !== "right" && outcome !== "duress" && left > 0 && (
          <button type="button" ref={first} onClick={onAgain}>
            {l.value.codeWord.again}
          </button>
        )}
        <button
          type="button"
          ref={answer.case_id === "" && (outcome === "right" || left === 0) ? first : null}
          onClick={close}
        >
          {t.value.close}
        </button>
      </div>
    </div>
  );
}

export function VerdictWord({ outcome }: { outcome: Outcome }) {
  const weight = WEIGHT[outcome];
  return (
    <p class={`verdict-word ${weight}`} role="status">
      {weight === "done" ? <span aria-hidden="true">✓</span> : <Shape weight={weight} />}{" "}
      <strong>{l.value.codeWord.outcomes[outcome]}</strong>
    </p>
  );
}

/** The same within a form that registers something on a person's behalf: it wants the check, not the word. */
export function CodeWordField({ whose, onChecked }: { whose: Whose; onChecked(checkId: string | null): void }) {
  const word = useCodeWord(whose, null);
  const answer = word.answer.value;
  useEffect(() => {
    onChecked(answer?.outcome === "right" ? answer.check_id : null);
  }, [answer]);
  if (answer) {
    return (
      <Notice weight={answer.outcome === "duress" ? "now" : "info"}>
        <VerdictWord outcome={answer.outcome} />
        <ol class="steps">
          {l.value.codeWord.steps[answer.outcome].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {answer.outcome !== "right" && answer.outcome !== "duress" && (
          <button type="button" onClick={word.again}>
            {l.value.codeWord.again}
          </button>
        )}
        {answer.case_id !== "" && (
          <button
            type="button"
            onClick={() => {
              close();
              go(`case/${answer.case_id}`);
            }}
          >
            {l.value.codeWord.openDuress}
          </button>
        )}
      </Notice>
    );
  }
  return (
    <div class="code-word-field">
      <HeardInput word={word} name={whose.name} />
      <button type="button" disabled={word.busy.value} onClick={() => void word.ask(null)}>
        {word.busy.value ? t.value.sending : l.value.codeWord.check}
      </button>
    </div>
  );
}
