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
  history.replaceState(null, "", location.pathname + location.search);
  route.value = "";
}
