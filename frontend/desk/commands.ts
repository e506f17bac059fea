import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

// What can be done at the desk, in one register: the palette, the sheet of keys and the single keys are made from it.

/** Where a command stands on the sheet and in the palette. */
export const GROUPS = ["case", "queue", "watched", "desk", "page"] as const;
export type Group = (typeof GROUPS)[number];

export interface Command {
  /** Its own, for as long as it is registered. */
  id: string;
  /** What will happen, verb first, in the language of the screen. */
  title: () => string;
  /** As it is written on the sheet: "T", "1", "/", "?", "Esc", "Ctrl K". */
  key?: string;
  group: Group;
  /** Whether it can be done now. Without it: always. */
  enabled?: () => boolean;
  run: () => void;
}

const registered = signal<readonly Command[]>([]);

/** All commands there are now; of two with the same key the one registered last has it. */
export const commands: ReadonlySignal<readonly Command[]> = registered;

/** Adds commands; what it gives back takes them away again. */
export function registerCommands(more: readonly Command[]): () => void {
  registered.value = [...registered.peek(), ...more];
  const added = new Set(more);
  return () => {
    registered.value = registered.peek().filter((one) => !added.has(one));
  };
}

/** Commands that exist while this component is shown. */
export function useCommands(list: readonly Command[]): void {
  const latest = useRef(list);
  latest.current = list;
  useLayoutEffect(
    () => registerCommands(list.map((one) => following(one, () => latest.current.find(({ id }) => id === one.id)))),
    [list.map(({ id, key }) => `${id} ${key}`).join()],
  );
}

/** A command that says and does what its component last said. */
function following(first: Command, latest: () => Command | undefined): Command {
  return {
    ...first,
    title: () => (latest() ?? first).title(),
    enabled: () => {
      const now = latest();
      return now !== undefined && isEnabled(now);
    },
    run: () => latest()?.run(),
  };
}

export const isEnabled = (command: Command): boolean => command.enabled?.() ?? true;

/** Who has this key now. */
export function forKey(key: string): Command | undefined {
  return registered.peek().findLast((one) => one.key === key && isEnabled(one));
}

/** Those with a key, by group: the sheet. A key that changes hands is shown with what it would do now. */
export const byGroup: ReadonlySignal<[Group, Command[]][]> = computed(() =>
  GROUPS.map((group): [Group, Command[]] => [
    group,
    registered.value.filter((one) => one.group === group && one.key !== undefined),
  ]).filter(([, found]) => found.length > 0),
);
