import { useEffect, useRef } from "preact/hooks";
import { opened } from "./windows";

type Bindings = Record<string, () => unknown>;

const TYPING = "input, textarea, select, [contenteditable]";

/** Whether a key was meant for the page, and not for a field, a window, or the browser. */
function isForPage(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || opened.peek() !== null) return false;
  return !(event.target instanceof Element && event.target.closest(TYPING));
}

/** Single keys that do something while this component is shown. */
export function useKeys(bindings: Bindings): void {
  const current = useRef(bindings);
  current.current = bindings;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isForPage(event)) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const action = current.current[key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}

/** J and K: the next or the previous row of the queue takes the focus. */
export function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("#queue [data-id]")];
  if (rows.length === 0) return;
  const focused = rows.findIndex((row) => row.matches(":focus"));
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  const to = from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + by));
  rows[to]?.focus();
}
