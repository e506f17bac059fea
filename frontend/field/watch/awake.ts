import { effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { store, stored } from "../../shared/choices";

// A screen that stays lit while somebody is on watch: the ring can be read at a glance, and the page may ring.

const KEY = "varde-field-awake";

/** Whether it is wanted; it costs battery. */
export const wanted = signal(stored(KEY) !== "no");

export type Awake = "held" | "let_go" | "unsupported";

export const awake = signal<Awake>("wakeLock" in navigator ? "let_go" : "unsupported");

effect(() => store(KEY, wanted.value ? "yes" : "no"));

/** Keeps the screen lit while this is shown. The system takes the lock back whenever the page is left. */
export function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let over = false;
    const take = async () => {
      if (!("wakeLock" in navigator) || document.visibilityState !== "visible" || lock) return;
      try {
        const got = await navigator.wakeLock.request("screen");
        if (over || !wanted.peek()) return void got.release();
        lock = got;
        awake.value = "held";
        got.addEventListener("release", () => {
          lock = null;
          awake.value = "let_go";
        });
      } catch {
        // Low on battery, or not allowed: the screen goes dark as it always did.
        awake.value = "let_go";
      }
    };
    const end = effect(() => {
      if (wanted.value) void take();
      else void lock?.release();
    });
    document.addEventListener("visibilitychange", take);
    return () => {
      over = true;
      end();
      document.removeEventListener("visibilitychange", take);
      void lock?.release();
    };
  }, []);
}
