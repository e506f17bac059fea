import type { ComponentChildren, Ref } from "preact";
import { useId } from "preact/hooks";

export interface InputProps {
  label: string;
  value: string;
  onText(text: string): void;
  hint?: ComponentChildren;
  error?: string | null;
  type?: "text" | "tel" | "time" | "date" | "password";
  inputmode?: "numeric" | "tel" | "text";
  autocomplete?: string;
  maxlength?: number;
  field?: Ref<HTMLInputElement>;
  required?: boolean;
  onKeyDown?(event: KeyboardEvent): void;
}

/** A field with its name above, a hint below, and what is wrong with it in words. */
export function Input({ label, value, onText, hint, error, field, type = "text", ...rest }: InputProps) {
  const id = useId();
  return (
    <div class="input">
      <label for={id}>{label}</label>
      <input
        {...rest}
        ref={field ?? null}
        // The DOM's types know one shape for each kind of input; ours are all of the same.
        type={type as "text"}
        id={id}
        value={value}
        aria-invalid={Boolean(error)}
        aria-describedby={`${id}-hint ${id}-error`}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
      <p id={`${id}-error`} class="fault now" aria-live="polite">
        {error}
      </p>
    </div>
  );
}
