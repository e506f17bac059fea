import { effect, signal } from "@preact/signals";
import type { CaseRow } from "../shared/api/types";
import { caseWeight } from "./board";
import type { Desk } from "./desk";
import { sentence } from "./sentence";
import { play, unlock } from "./sound";
import { t } from "./texts";

const REPEAT_MS = 6_000;
const VOICES = ["now", "soon", "info"] as const;

/** What is said to those who listen to the screen: only that a case has come. */
export const announced = signal("");

/** A sound for each new case; for "now" repeated until somebody has taken it. */
export function startAlerts(desk: Desk): void {
  let seen: Set<string> | null = null;
  effect(() => {
    const board = desk.board.value;
    if (!board) return;
    const fresh = [...board.cases.values()].filter((one) => seen !== null && !seen.has(one.id) && one.state === "open");
    seen = new Set(board.cases.keys());
    const voice = VOICES.find((weight) => fresh.some((one) => caseWeight(one.priority) === weight));
    if (voice) play(voice);
    const first = fresh[0];
    if (first) announced.value = t.peek().announce(sentence(t.peek(), first, null, null));
  });
  setInterval(() => {
    const waiting = [...(desk.board.peek()?.cases.values() ?? [])].some(isCalling);
    if (waiting) play("now");
  }, REPEAT_MS);
  const touched = () => void unlock();
  addEventListener("pointerdown", touched, { once: true });
  addEventListener("keydown", touched, { once: true });
}

const isCalling = (one: CaseRow): boolean => one.state === "open" && caseWeight(one.priority) === "now";
