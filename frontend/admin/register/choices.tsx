import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { t } from "../texts";
import { KEPT, type Secret } from "./draft";

export interface YesProps {
  label: string;
  hint?: string;
  isYes: boolean;
  error?: string | undefined;
  onChange(isYes: boolean): void;
}

/** Yes or no. */
export function Yes({ label, hint, isYes, error, onChange }: YesProps) {
  const id = useId();
  return (
    <div class="input yes">
      <label>
        <input
          type="checkbox"
          checked={isYes}
          aria-describedby={`${id}-hint ${id}-error`}
          aria-invalid={Boolean(error)}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
      <p id={`${id}-error`} class="fault now">
        {error}
      </p>
    </div>
  );
}

export interface ChecksProps {
  label: string;
  hint?: ComponentChildren;
  options: { value: string; text: string }[];
  chosen: string[];
  error?: string | undefined;
  onChange(chosen: string[]): void;
}

/** Some of a few, all in sight. */
export function Checks({ label, hint, options, chosen, error, onChange }: ChecksProps) {
  const id = useId();
  return (
    <fieldset class="choices" aria-describedby={`${id}-hint ${id}-error`}>
      <legend>{label}</legend>
      {options.map(({ value, text }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            aria-invalid={Boolean(error)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          <span>{text}</span>
        </label>
      ))}
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
      <p id={`${id}-error`} class="fault now">
        {error}
      </p>
    </fieldset>
  );
}

export interface SecretInputProps {
  label: string;
  hint: string;
  /** Whether there is one already; what it is leaves the register never. */
  has: boolean;
  secret: Secret;
  error?: string | undefined;
  onChange(secret: Secret): void;
}

/** A PIN or a word that is set, replaced or taken away, and never shown. */
export function SecretInput({ label, hint, has, secret, error, onChange }: SecretInputProps) {
  const id = useId();
  const isTyped = secret.is === "new" || !has;
  return (
    <div class="input secret">
      {isTyped && secret.is !== "gone" ? (
        <>
          <label for={id}>{label}</label>
          <div class="buttons">
            <input
              id={id}
              type="text"
              autocomplete="off"
              value={secret.text}
              aria-invalid={Boolean(error)}
              aria-describedby={`${id}-hint ${id}-error`}
              onInput={({ currentTarget: { value } }) => onChange(value || has ? { is: "new", text: value } : KEPT)}
            />
            {has && (
              <button type="button" onClick={() => onChange(KEPT)}>
                {t.value.secret.keep}
              </button>
            )}
          </div>
        </>
      ) : (
        <>
          <p class="label">{label}</p>
          <div class="buttons">
            <span>{secret.is === "gone" ? t.value.secret.gone : t.value.secret.is}</span>
            {secret.is === "gone" ? (
              <button type="button" onClick={() => onChange(KEPT)}>
                {t.value.secret.keep}
              </button>
            ) : (
              <>
                <button
                  type="button"
                  aria-label={`${t.value.secret.replace} ${label}`}
                  onClick={() => onChange({ is: "new", text: "" })}
                >
                  {t.value.secret.replace}
                </button>
                <button
                  type="button"
                  aria-label={`${t.value.secret.remove} ${label}`}
                  onClick={() => onChange({ is: "gone", text: "" })}
                >
                  {t.value.secret.remove}
                </button>
              </>
            )}
          </div>
        </>
      )}
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
      <p id={`${id}-error`} class="fault now">
        {error}
      </p>
    </div>
  );
}
