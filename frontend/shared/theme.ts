import { computed, effect, signal } from "@preact/signals";
import { store, stored } from "./choices";

export type Shown = "day" | "dusk" | "night";
export type Theme = "auto" | Shown;

/** What a desk can be shown in. The phone has dusk besides. */
export const THEMES: Theme[] = ["auto", "day", "night"];

export const theme = signal<Theme>("auto");

const byWish = (wantsDark: boolean): Shown => (wantsDark ? "night" : "day");

/**
 * Shows the page in the theme chosen earlier. Phone and desk are chosen apart; `pick` says what *automatic* means, from
 * the device's own wish for dark pages and whatever signals it reads.
 */
export function startTheme(page: string, first: Theme, themes = THEMES, pick = byWish): void {
  const name = `varde-theme-${page}`;
  const media = matchMedia("(prefers-color-scheme: dark)");
  const wantsDark = signal(media.matches);
  media.addEventListener("change", () => {
    wantsDark.value = media.matches;
  });
  theme.value = themes.find((one) => one === stored(name)) ?? first;
  const shown = computed(() => (theme.value === "auto" ? pick(wantsDark.value) : theme.value));
  effect(() => store(name, theme.value));
  effect(() => {
    document.documentElement.dataset.theme = shown.value;
    // The bar around the page, where the browser has one, in the page's own colour.
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--ground").trim();
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) meta.content = ground;
  });
}
