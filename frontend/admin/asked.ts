import { type Signal, useSignal } from "@preact/signals";
import { useCallback, useEffect } from "preact/hooks";
import { newKey } from "../shared/api/client";
import { useAdmin } from "./admin";

export interface Asked<T> {
  /** What the server said last; kept in sight while it is asked again. */
  value: T | null;
  error: unknown;
  isAsking: boolean;
  again(): void;
}

/**
 * Asks when it is first shown and whenever the path changes; what is `posted` with it, as JSON, is part of the question.
 * A late answer to an earlier question is not shown.
 */
export function useAsked<T>(path: string | null, posted: string | null = null): Asked<T> {
  const admin = useAdmin();
  const state: Signal<{ value: T | null; error: unknown; isAsking: boolean; path: string | null }> = useSignal({
    value: null,
    error: null,
    isAsking: path !== null,
    path,
  });
  const round = useSignal(0);
  useEffect(() => {
    if (path === null) return;
    const abort = new AbortController();
    const before = state.peek();
    state.value = { ...before, value: before.path === path ? before.value : null, isAsking: true, path };
    admin
      .ask<T>({
        path,
        signal: abort.signal,
        ...(posted === null ? {} : { method: "POST", body: JSON.parse(posted) as object, key: newKey() }),
      })
      .then((value) => {
        if (!abort.signal.aborted) state.value = { value, error: null, isAsking: false, path };
      })
      .catch((error: unknown) => {
        if (!abort.signal.aborted) state.value = { ...state.peek(), error, isAsking: false };
      });
    return () => abort.abort();
  }, [path, posted, round.value]);
  const again = useCallback(() => {
    round.value += 1;
  }, []);
  const { value, error, isAsking } = state.value;
  return { value, error, isAsking, again };
}
