import { forKey } from "./commands";
import { close, opened } from "./windows";

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

const HELD_MS = 400;

/** Listens for single keys, for as long as the page lives. The sheet of keys is there while its key is held. */
export function startKeys(): () => void {
  let sheetSince: number | null = null;
  const listen = (event: KeyboardEvent) => {
    const isOpen = opened.peek() !== null;
    if (opened.peek()?.window === "keys" && event.key === "?" && !event.repeat) close();
    else pressed(event, isOpen);
    if (!isOpen && opened.peek()?.window === "keys") sheetSince = event.timeStamp;
  };
  const letGo = (event: KeyboardEvent) => {
    // A short press leaves the sheet there to be read; a long one was only a look.
    const isHeld = sheetSince !== null && event.timeStamp - sheetSince >= HELD_MS;
    if (isHeld && opened.peek()?.window === "keys") close();
    sheetSince = null;
  };
  addEventListener("keydown", listen);
  addEventListener("keyup", letGo);
  return () => {
    removeEventListener("keydown", listen);
    removeEventListener("keyup", letGo);
  };
}
