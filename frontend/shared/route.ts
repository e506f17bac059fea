import { signal } from "@preact/signals";

/** What follows # in the address: the way back is the phone's own. */
export const route = signal(read());

addEventListener("hashchange", () => {
  route.value = read();
});

function read(): string {
  return decodeURIComponent(location.hash.slice(1));
}

export function go(to: string): void {
  location.hash = to;
}

/** Leaves a screen without leaving a step back into it. */
export function leave(): void {
  returnTo("");
}

/** The same, for the screen it was opened from. */
export function returnTo(to: string): void {
  history.replaceState(null, "", location.pathname + location.search + (to && `#${to}`));
  route.value = to;
}
