import { type Draft, isSame, type Value } from "./draft";

/** A field that both changed, each to something else. */
export interface Clash {
  name: string;
  mine: Value;
  theirs: Value;
}

export interface Merged {
  /** What only I changed stays, what only they changed is taken; of a clash, mine until somebody chooses. */
  draft: Draft;
  clashes: Clash[];
  /** What they changed and I did not. */
  taken: string[];
}

/** Somebody changed the thing while it was being edited here: what of both can stand. */
export function merge(before: Draft, mine: Draft, theirs: Draft): Merged {
  const merged: Merged = { draft: { ...mine }, clashes: [], taken: [] };
  for (const [name, their] of Object.entries(theirs)) {
    const old = before[name];
    const my = mine[name] ?? their;
    if (isSame(their, old) || isSame(their, my)) continue;
    if (isSame(my, old)) {
      merged.draft[name] = their;
      merged.taken.push(name);
    } else merged.clashes.push({ name, mine: my, theirs: their });
  }
  return merged;
}
