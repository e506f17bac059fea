import { useEffect } from "preact/hooks";
import { now } from "../../shared/clock";
import { useApp } from "../app";
import { AGAIN_MS, type Call, call } from "./calling";
import { play } from "./voice";
import { countdown, end, type Watch } from "./watch";

/** Rings and fills the screen as long as there is something to remind of, and says what. */
export function useCalling(watch: Watch): Call | null {
  const app = useApp();
  const facts = app.facts.value;
  const current = call({
    watch,
    count: countdown(watch, now.value),
    end: end(watch, now.value),
    items: app.items.value,
    knownAtMs: facts?.known_at_ms ?? 0,
    leftAlone: facts?.left_alone ?? false,
  });
  const voice = current?.voice ?? null;
  const fills = current?.fills ? voice : null;
  useEffect(() => {
    if (!voice) return;
    play(voice);
    const again = AGAIN_MS[voice];
    if (again === null) return;
    const timer = setInterval(() => play(voice), again);
    return () => clearInterval(timer);
  }, [current?.about, voice]);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (fills) dataset.calling = fills;
    return () => {
      delete dataset.calling;
    };
  }, [fills]);
  return current;
}
