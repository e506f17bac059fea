import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { newKey } from "../shared/api/client";
import { Notice } from "../shared/components/Notice";
import { explain } from "../shared/explain";
import { t } from "./texts";

export interface FormProps {
  /** What will happen, written on the button. */
  action: string;
  /** What is still missing, in words, or null. */
  missing(): string | null;
  /** Does it. The key stays the same when the same thing is tried again after a lost answer. */
  submit(key: string): Promise<void>;
  /** What is sent: when it changes, it is another intention. */
  content: unknown;
  /** Leaves it. A form that stands on the page has nothing to be left for. */
  onCancel?: () => void;
  children: ComponentChildren;
}

export function Form({ action, missing, submit, content, onCancel, children }: FormProps) {
  const fault = useSignal<string | null>(null);
  const busy = useSignal(false);
  const intention = useRef({ content: "", key: "" });
  const send = async () => {
    fault.value = missing();
    if (fault.value !== null || busy.value) return;
    const text = JSON.stringify(content);
    if (intention.current.content !== text) intention.current = { content: text, key: newKey() };
    busy.value = true;
    try {
      await submit(intention.current.key);
    } catch (error) {
      fault.value = explain(t.value, error);
    } finally {
      busy.value = false;
    }
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {children}
      {fault.value && (
        <Notice weight="soon" spoken>
          {fault.value}
        </Notice>
      )}
      <div class="buttons">
        <button type="submit" class="primary" disabled={busy.value}>
          {busy.value ? t.value.sending : action}
        </button>
        {onCancel && (
          <button type="button" onClick={onCancel}>
            {t.value.cancel}
          </button>
        )}
      </div>
    </form>
  );
}

export interface TextAreaProps {
  label: string;
  value: string;
  onText(text: string): void;
  hint?: string;
  maxlength?: number;
  placeholder?: string;
  rows?: number;
}

export function TextArea({ label, value, onText, hint, rows = 4, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <div class="input">
      <label for={id}>{label}</label>
      <textarea
        {...rest}
        id={id}
        rows={rows}
        value={value}
        aria-describedby={`${id}-hint`}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} class="hint number">
        {hint}
      </p>
    </div>
  );
}

export interface SelectProps {
  label: string;
  value: string;
  options: { value: string; text: string }[];
  onChoose(value: string): void;
}

export function Select({ label, value, options, onChoose }: SelectProps) {
  const id = useId();
  return (
    <div class="input">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
