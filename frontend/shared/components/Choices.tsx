import { useEffect, useId, useRef } from "preact/hooks";

export interface ChoicesProps<T extends string> {
  label: string;
  options: readonly T[];
  names: Record<T, string>;
  chosen: T | null;
  onChoose(option: T): void;
  /** Each has a figure, which chooses it by its key as long as nobody is writing. */
  numbered?: boolean;
}

/** One of a few, all in sight. */
export function Choices<T extends string>({ label, options, names, chosen, onChoose, numbered }: ChoicesProps<T>) {
  const name = useId();
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (!numbered) return;
    const listen = (event: KeyboardEvent) => {
      const option = options[Number(event.key) - 1];
      if (option === undefined || event.ctrlKey || event.altKey || event.metaKey || isWritten(event.target)) return;
      event.preventDefault();
      onChoose(option);
      group.current?.querySelectorAll("input")[Number(event.key) - 1]?.focus();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  });
  return (
    <fieldset class="choices" ref={group}>
      <legend>{label}</legend>
      {options.map((option, index) => (
        <label key={option}>
          <input type="radio" name={name} checked={option === chosen} onChange={() => onChoose(option)} />
          <span>{names[option]}</span>
          {numbered && <kbd>{index + 1}</kbd>}
        </label>
      ))}
    </fieldset>
  );
}

const isWritten = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input:not([type=radio]), textarea, select") !== null;
