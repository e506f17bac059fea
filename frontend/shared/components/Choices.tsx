import { useId } from "preact/hooks";

export interface ChoicesProps<T extends string> {
  label: string;
  options: readonly T[];
  names: Record<T, string>;
  chosen: T | null;
  onChoose(option: T): void;
}

/** One of a few, all in sight. */
export function Choices<T extends string>({ label, options, names, chosen, onChoose }: ChoicesProps<T>) {
  const name = useId();
  return (
    <fieldset class="choices">
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option}>
          <input type="radio" name={name} checked={option === chosen} onChange={() => onChoose(option)} />
          <span>{names[option]}</span>
        </label>
      ))}
    </fieldset>
  );
}
