import { useSignal } from "@preact/signals";
import type { ComponentChildren, Ref } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Listing } from "../shared/api/types";
import { useAdmin } from "./admin";
import { useAsked } from "./asked";
import { Shell } from "./components";
import { t } from "./texts";

const SHOWN = 12;
/** Where not everything fits, so many are asked for. */
const LOOKED_AT = 200;
const PAUSE_MS = 150;

export interface Named {
  id: string;
  name: string;
}

export interface PickerProps<T extends Named> {
  label: string;
  /** ``customers``, or with a query: ``sites?customer_id=…``. */
  of: string;
  /** The id of what is chosen; empty: nothing. */
  chosen: string;
  onChoose(id: string, thing: T | null): void;
  /** What tells two of the same name apart. */
  beside?(thing: T): string;
  fits?(thing: T): boolean;
  hint?: ComponentChildren;
  error?: string | null | undefined;
  /** Said where nothing is chosen. */
  nothing?: string;
  isFixed?: boolean;
}

/** One out of many: found by typing a part of its name. The arrow keys go through what was found, Enter takes it. */
export function Picker<T extends Named>(props: PickerProps<T>) {
  const { label, of, chosen, onChoose, beside, fits, hint, error, nothing, isFixed } = props;
  const typed = useSignal<string | null>(null);
  const active = useSignal(0);
  const found = useFound<T>(of, typed.value, fits);
  const known = useAsked<T>(chosen ? `${of.split("?")[0]}/${chosen}` : null);
  const name = known.value?.id === chosen ? known.value.name : "";
  const list = useRef<HTMLUListElement>(null);
  const isOpen = typed.value !== null;
  const take = (thing: T | null) => {
    typed.value = null;
    onChoose(thing?.id ?? "", thing);
  };
  const options: (T | null)[] = nothing === undefined ? found.items : [null, ...found.items];
  const go = (by: number) => {
    if (!isOpen) typed.value = "";
    else active.value = (active.value + by + options.length) % (options.length || 1);
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => go(1),
    ArrowUp: () => go(-1),
    ...(isOpen && {
      Enter: () => {
        const thing = options[active.value];
        if (thing !== undefined) take(thing);
      },
      Escape: () => {
        typed.value = null;
      },
    }),
  };
  const onKey = (event: KeyboardEvent) => {
    const act = isFixed ? undefined : keys[event.key];
    if (!act) return;
    // What is done here closes no dialog and sends no form.
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  useEffect(() => {
    list.current?.children[active.value]?.scrollIntoView({ block: "nearest" });
  }, [active.value]);
  return (
    <Shell label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <div class="picker">
          <input
            id={id}
            role="combobox"
            aria-expanded={isOpen && options.length > 0}
            aria-controls={isOpen && options.length > 0 ? `${id}-list` : undefined}
            aria-autocomplete="list"
            aria-activedescendant={isOpen && options.length ? `${id}-${active.value}` : undefined}
            aria-invalid={invalid}
            aria-describedby={describedBy}
            autocomplete="off"
            readOnly={isFixed ?? false}
            value={typed.value ?? name}
            placeholder={nothing ?? ""}
            onFocus={(event) => event.currentTarget.select()}
            onClick={() => {
              if (!isFixed && typed.value === null) typed.value = "";
            }}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
              active.value = 0;
            }}
            onKeyDown={onKey}
            onBlur={() => {
              typed.value = null;
            }}
          />
          {isOpen && (
            <Options
              id={id}
              label={label}
              list={list}
              options={options}
              active={active.value}
              nothing={nothing ?? ""}
              beside={beside}
              isAsking={found.isAsking}
              onTake={take}
            />
          )}
          <span class="unseen" role="status">
            {isOpen && !found.isAsking ? t.value.picker.found(found.items.length, found.more) : ""}
          </span>
        </div>
      )}
    </Shell>
  );
}

interface OptionsProps<T extends Named> {
  id: string;
  label: string;
  list: Ref<HTMLUListElement>;
  options: (T | null)[];
  active: number;
  nothing: string;
  beside: ((thing: T) => string) | undefined;
  isAsking: boolean;
  onTake(thing: T | null): void;
}

function Options<T extends Named>(props: OptionsProps<T>) {
  const { id, label, list, options, active, nothing, beside, isAsking, onTake } = props;
  if (options.length === 0) return <p class="soft nothing">{isAsking ? t.value.loading : t.value.picker.none}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a list of options, as the pattern of a combobox has it
    <ul id={`${id}-list`} role="listbox" aria-label={label} ref={list}>
      {options.map((thing, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active one
        <li
          key={thing?.id ?? ""}
          id={`${id}-${index}`}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as above
          role="option"
          aria-selected={index === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(thing);
          }}
        >
          {thing ? thing.name : nothing}
          {thing && beside && <span class="soft"> {beside(thing)}</span>}
        </li>
      ))}
    </ul>
  );
}

/** What the server finds under these letters, a little after the last of them. */
function useFound<T extends Named>(of: string, typed: string | null, fits?: (thing: T) => boolean) {
  const admin = useAdmin();
  const items = useSignal<T[]>([]);
  const more = useSignal(false);
  const isAsking = useSignal(false);
  const ask = async (signal: AbortSignal) => {
    const join = of.includes("?") ? "&" : "?";
    const path = `${of}${join}limit=${fits ? LOOKED_AT : SHOWN}&q=${encodeURIComponent(typed ?? "")}`;
    const page = await admin.ask<Listing<T>>({ path, signal }).catch(() => ({ items: [], more: false }));
    if (signal.aborted) return;
    items.value = (fits ? page.items.filter(fits) : page.items).slice(0, SHOWN);
    more.value = page.more;
    isAsking.value = false;
  };
  useEffect(() => {
    if (typed === null) return;
    const abort = new AbortController();
    isAsking.value = true;
    const timer = setTimeout(() => void ask(abort.signal), typed === "" ? 0 : PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [of, typed]);
  return { items: items.value, more: more.value, isAsking: isAsking.value };
}
