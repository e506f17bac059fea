import { forKey } from "./commands";
import { opened } from "./windows";

const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

/** A key as the sheet writes it: "T", "/", "Esc", "Ctrl K"; null for what is the browser's own. */
export function keyOf(event: KeyboardEvent): string | null {
  if (event.altKey || event.isComposing) return null;
  const key = event.key === "Escape" ? "Esc" : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return event.ctrlKey || event.metaKey ? `Ctrl ${key}` : key;
}

const isTyping = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.closest(TYPING) !== null;

/** Does what the key stands for, unless it was meant for a field or a window. */
export function pressed(event: KeyboardEvent, isWindowOpen: boolean): void {
  const key = keyOf(event);
  if (key === null || isWindowOpen || (isTyping(event) && !key.startsWith("Ctrl "))) return;
  const command = forKey(key);
  if (!command) return;
  event.preventDefault();
  // A key that is held down acts once.
  if (!event.repeat || STEPS.has(command.id)) command.run();
}

/** What may be repeated by holding the key. */
const STEPS = new Set(["queue.next", "queue.previous"]);

/** Listens for single keys, for as long as the page lives. */
export function startKeys(): () => void {
  const listen = (event: KeyboardEvent) => pressed(event, opened.peek() !== null);
  addEventListener("keydown", listen);
  return () => removeEventListener("keydown", listen);
}
