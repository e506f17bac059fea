import { useId } from "preact/hooks";

export interface SelectProps {
  label: string;
  value: string;
  options: { value: string; text: string }[];
  onChoose(value: string): void;
  hint?: string;
}

/** One of several, from a list that the browser opens. */
export function Select({ label, value, options, onChoose, hint }: SelectProps) {
  const id = useId();
  return (
    <div class="input">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} class="hint number">
        {hint}
      </p>
    </div>
  );
}
