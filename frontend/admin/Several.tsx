import type { ComponentChildren } from "preact";
import { t } from "./texts";

export interface ListedProps<T> {
  name: string;
  value: T;
  errors: Map<string, string>;
  onChange(value: T): void;
}

interface SeveralProps<T> extends ListedProps<T[]> {
  hint: string;
  add: string;
  one(number: number): string;
  fresh(): T;
  most: number;
  isOrdered?: boolean;
  children(one: T, put: (change: Partial<T>) => void, at: string): ComponentChildren;
}

/** Some of a kind, one below the other, each with its way out; in order where the order says something. */
export function Several<T extends object>(props: SeveralProps<T>) {
  const { name, value, errors, onChange, hint, add, one: called, fresh, most, isOrdered, children } = props;
  const put = (index: number) => (change: Partial<T>) =>
    onChange(value.map((each, place) => (place === index ? { ...each, ...change } : each)));
  const up = (index: number) => {
    const moved = [...value];
    moved.splice(index - 1, 0, ...moved.splice(index, 1));
    onChange(moved);
  };
  const fault = errors.get(name);
  const words = t.value.alarms;
  return (
    <div class="ladder-form">
      <p class="hint">{hint}</p>
      {fault && <p class="fault now">{fault}</p>}
      <ol>
        {value.map((each, index) => (
          <li key={index}>
            <fieldset class="rung">
              <legend>{called(index + 1)}</legend>
              {children(each, put(index), `${name}[${index}]`)}
              <div class="buttons">
                {isOrdered && index > 0 && (
                  <button type="button" aria-label={`${words.up}: ${called(index + 1)}`} onClick={() => up(index)}>
                    {words.up}
                  </button>
                )}
                <button
                  type="button"
                  aria-label={`${words.remove}: ${called(index + 1)}`}
                  onClick={() => onChange(value.filter((_, place) => place !== index))}
                >
                  {words.remove}
                </button>
              </div>
            </fieldset>
          </li>
        ))}
      </ol>
      {value.length < most && (
        <button type="button" onClick={() => onChange([...value, fresh()])}>
          {add}
        </button>
      )}
    </div>
  );
}
