import { effect, signal } from "@preact/signals";
import { store, stored } from "./choices";

export type Theme = "auto" | "day" | "night";

export const THEMES: Theme[] = ["auto", "day", "night"];

export const theme = signal<Theme>("auto");

/** Shows the page in the theme chosen earlier. Phone and desk are chosen apart. */
export function startTheme(page: string, first: Theme): void {
  const name = `varde-theme-${page}`;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    const shown = theme.peek() === "auto" ? (dark.matches ? "night" : "day") : theme.peek();
    document.documentElement.dataset.theme = shown;
  };
  theme.value = THEMES.find((one) => one === stored(name)) ?? first;
  dark.addEventListener("change", show);
  effect(() => {
    store(name, theme.value);
    show();
  });
}
