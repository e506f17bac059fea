import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Language } from "../api/types";
import { store, stored } from "../choices";

const KEY = "varde-language";

const first = stored(KEY);

/** The language of the screens. Norwegian until somebody chooses otherwise. */
export const language = signal<Language>(first === "en" ? "en" : "nb");

/** Whether the choice was made on this device; until then the register's word for the person counts. */
export const isChosen = (): boolean => stored(KEY) !== null;

export function choose(chosen: Language): void {
  store(KEY, chosen);
  language.value = chosen;
}

/**
 * A page's texts. Norwegian comes with the page; English is fetched when it is wanted, and until it is here (or if it
 * cannot be fetched) the page speaks Norwegian rather than nothing.
 */
export function texts<T>(nb: T, english: () => Promise<T>): ReadonlySignal<T> {
  const en = signal<T | null>(null);
  effect(() => {
    if (language.value !== "en" || en.peek()) return;
    english().then(
      (found) => {
        en.value = found;
      },
      () => undefined,
    );
  });
  const shown = computed(() => (language.value === "en" ? en.value : null) ?? nb);
  effect(() => {
    document.documentElement.lang = shown.value === nb ? "nb" : "en";
  });
  return shown;
}
