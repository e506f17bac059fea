import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Notice } from "../shared/components/Notice";
import { explain } from "../shared/explain";
import type { Asked } from "./asked";
import { t } from "./texts";

export interface ShellProps {
  label: string;
  hint?: ComponentChildren;
  error?: string | null | undefined;
  /** The control itself; it is told under which ids its name, hint and fault stand. */
  children(ids: { id: string; describedBy: string; invalid: boolean }): ComponentChildren;
}

/** A control with its name above, a hint below, and what is wrong with it in words. */
export function Shell({ label, hint, error, children }: ShellProps) {
  const id = useId();
  return (
    <div class="input">
      <label for={id}>{label}</label>
      {children({ id, describedBy: `${id}-hint ${id}-error`, invalid: Boolean(error) })}
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
      <p id={`${id}-error`} class="fault now">
        {error}
      </p>
    </div>
  );
}

export interface LineProps {
  label: string;
  value: string;
  onText(text: string): void;
  hint?: ComponentChildren;
  error?: string | null | undefined;
  type?: "text" | "tel" | "date" | "time" | "search";
  inputmode?: "numeric" | "decimal" | "tel";
  autocomplete?: string;
  step?: number;
}

export function Line({ label, value, onText, hint, error, type = "text", ...rest }: LineProps) {
  return (
    <Shell label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <input
          {...rest}
          // The DOM's types know one shape for each kind of input; ours are all of the same.
          type={type as "text"}
          id={id}
          value={value}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      )}
    </Shell>
  );
}

export interface AreaProps {
  label: string;
  value: string;
  onText(text: string): void;
  hint?: ComponentChildren;
  error?: string | null | undefined;
  rows?: number;
}

export function Area({ label, value, onText, hint, error, rows = 4 }: AreaProps) {
  return (
    <Shell label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <textarea
          id={id}
          rows={rows}
          value={value}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      )}
    </Shell>
  );
}

export interface SelectProps {
  label: string;
  value: string;
  options: { value: string; text: string }[];
  onChoose(value: string): void;
  error?: string | null | undefined;
}

export function Select({ label, value, options, onChoose, error }: SelectProps) {
  return (
    <Shell label={label} error={error}>
      {({ id, describedBy, invalid }) => (
        <select
          id={id}
          value={value}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Shell>
  );
}

/** What the server could not be asked, with the way on. */
export function Trouble({ error, onAgain }: { error: unknown; onAgain(): void }) {
  return (
    <Notice weight="soon" spoken>
      <span>{explain(t.value, error)}</span>
      <button type="button" onClick={onAgain}>
        {t.value.retry}
      </button>
    </Notice>
  );
}

/** What is asked for, or why it is not here yet. */
export function Wait<T>({ asked, children }: { asked: Asked<T>; children(value: T): ComponentChildren }) {
  if (asked.value !== null) {
    return (
      <>
        {asked.error !== null && !asked.isAsking && <Trouble error={asked.error} onAgain={asked.again} />}
        {children(asked.value)}
      </>
    );
  }
  if (asked.isAsking) return <p class="soft pad">{t.value.loading}</p>;
  return <Trouble error={asked.error} onAgain={asked.again} />;
}
