import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { Notice } from "../shared/components/Notice";
import { explain } from "../shared/explain";
import { useDesk } from "./desk";
import { useRegister } from "./found";
import { frame } from "./frame";
import { type Entry, type Group, groups } from "./paletteGroups";
import { t } from "./texts";
import { close } from "./windows";

/** Everything by its name: type, choose with the arrows, Enter. With `commands` also what can be done. */
export function Palette({ commands }: { commands: boolean }) {
  const desk = useDesk();
  const query = useSignal("");
  const chosen = useSignal(0);
  const id = useId();
  const register = useRegister(query.value).value;
  const shown = useComputed(() => groups(desk, query.value, register, commands)).value;
  const entries = shown.flatMap((group) => group.entries);
  const at = Math.min(chosen.value, entries.length - 1);
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: "nearest" });
  }, [at, id]);

  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    close();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 };
    if (event.key === "Enter") run(entries[at]);
    else if (event.key in to && entries.length > 0) {
      chosen.value = ((to[event.key] as number) + entries.length) % entries.length;
    } else return;
    event.preventDefault();
  };
  const isWaiting = query.value.trim().length > 1 && register.query !== query.value.trim();
  const isEmpty = entries.length === 0 && !isWaiting && register.error === null;
  return (
    <div class="palette">
      <input
        role="combobox"
        aria-label={commands ? frame.value.palette.all : frame.value.palette.search}
        aria-expanded={entries.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder={commands ? frame.value.palette.allHint : frame.value.palette.searchHint}
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value;
          chosen.value = 0;
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={frame.value.palette.found} class="palette-list">
        {shown.map((group) => (
          <GroupOf
            key={group.id}
            group={group}
            id={id}
            first={entries.indexOf(group.entries[0] as Entry)}
            at={at}
            onRun={run}
          />
        ))}
      </div>
      {register.error !== null && <Notice weight="soon">{explain(t.value, register.error)}</Notice>}
      <p class="hint" role="status">
        {isWaiting && t.value.loading}
        {isEmpty && frame.value.palette.nothing(query.value)}
      </p>
    </div>
  );
}

interface GroupOfProps {
  group: Group;
  id: string;
  /** The place of its first entry among all. */
  first: number;
  at: number;
  onRun(entry: Entry): void;
}

function GroupOf({ group, id, first, at, onRun }: GroupOfProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list of options
    <div role="group" aria-labelledby={`${id}-${group.id}`}>
      <span id={`${id}-${group.id}`} class="palette-group" role="presentation">
        {frame.value.palette.groups[group.id]}
      </span>
      {group.entries.map((entry, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which says which one is meant
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
        <div
          key={entry.id}
          id={`${id}-${first + index}`}
          role="option"
          aria-selected={first + index === at}
          onClick={() => onRun(entry)}
        >
          <span>{entry.title}</span>
          <span class="soft">{entry.hint}</span>
          {entry.keys && <kbd>{entry.keys}</kbd>}
        </div>
      ))}
    </div>
  );
}
