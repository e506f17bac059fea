import { effect, signal } from "@preact/signals";
import type { CaseRow } from "../shared/api/types";
import { caseWeight } from "./board";
import type { Desk } from "./desk";
import { sentence } from "./sentence";
import { play, unlock, VOICES, type Voice } from "./sound";
import { t } from "./texts";

const REPEAT_MS = 6_000;

/** What is said to those who listen to the screen: only that a case has come. */
export const announced = signal("");

export interface Heard {
  voice: Voice;
  desk: string;
}

/** What is to be heard for these cases: the most urgent voice of each desk. */
export function voicesFor(cases: readonly CaseRow[]): Heard[] {
  const byDesk = new Map<string, Voice>();
  for (const { desk, priority } of cases) {
    const voice = caseWeight(priority);
    const before = byDesk.get(desk);
    if (!before || VOICES.indexOf(voice) > VOICES.indexOf(before)) byDesk.set(desk, voice);
  }
  return [...byDesk].map(([desk, voice]) => ({ voice, desk }));
}

/** A sound for each new case; for "now" repeated until somebody has taken it. */
export function startAlerts(desk: Desk): void {
  let seen: Set<string> | null = null;
  effect(() => {
    const board = desk.board.value;
    if (!board) return;
    const fresh = [...board.cases.values()].filter((one) => seen !== null && !seen.has(one.id) && one.state === "open");
    seen = new Set(board.cases.keys());
    // Heard together, two desks would be one noise: the most urgent is said.
    const loudest = voicesFor(fresh).sort((a, b) => VOICES.indexOf(b.voice) - VOICES.indexOf(a.voice))[0];
    if (loudest) play(loudest.voice, loudest.desk);
    const first = fresh.sort((a, b) => a.priority - b.priority)[0];
    if (first) announced.value = t.peek().announce(sentence(t.peek(), first, null, null));
  });
  setInterval(() => {
    const waiting = [...(desk.board.peek()?.cases.values() ?? [])].find(isCalling);
    if (waiting) play("now", waiting.desk);
  }, REPEAT_MS);
  const touched = () => void unlock();
  addEventListener("pointerdown", touched, { once: true });
  addEventListener("keydown", touched, { once: true });
}

export const isCalling = (one: CaseRow): boolean => one.state === "open" && caseWeight(one.priority) === "now";
