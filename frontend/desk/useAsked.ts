import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useDesk } from "./desk";

const EACH_MS = 5_000;

/** Asks now, again while it is looked at, and whenever `again` is called. What was had stays when it cannot be had. */
export function useAsked<T>(
  path: string | null,
  eachMs = EACH_MS,
): { found: T | null; error: unknown; again(): Promise<void> } {
  const desk = useDesk();
  const found = useSignal<T | null>(null);
  const error = useSignal<unknown>(null);
  const wanted = useRef(path);
  wanted.current = path;
  const again = async () => {
    if (path === null) return;
    try {
      const answer = await desk.ask<T>({ path });
      if (wanted.current !== path) return;
      found.value = answer;
      error.value = null;
    } catch (failure) {
      if (wanted.current === path) error.value = failure;
    }
  };
  useEffect(() => {
    found.value = null;
    error.value = null;
    void again();
    const timer = setInterval(() => document.visibilityState === "visible" && void again(), eachMs);
    return () => clearInterval(timer);
  }, [path]);
  return { found: found.value, error: error.value, again };
}
