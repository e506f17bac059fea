import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import type { DeskName } from "../../shared/api/types";
import { route } from "../../shared/route";
import { type Desk, useDesk } from "../desk";

const EVERY_MS = 15_000;
const WRITING_EVERY_MS = 4_000;

/** Whether the last sign of life arrived. */
export const isShown = signal(true);

interface Sign {
  desks?: DeskName[];
  case_id?: string | null;
  writing?: boolean;
}

/** Says that somebody sits here. Raises what the server refuses: a desk that nobody else covers. */
export async function show(desk: Desk, sign: Sign): Promise<void> {
  await desk.ask({ method: "POST", path: "presence", body: sign, key: newKey() });
  isShown.value = true;
  const me = desk.me.peek()?.id;
  if (me && sign.desks) await desk.changed([`operator/${me}`]);
}

const openCase = (): string | null => {
  const [kind, id] = route.peek().split("/");
  return kind === "case" && id ? id : null;
};

/** While the page is open and visible it shows that somebody sits here, which case is open, and who is writing. */
export function useShowing(): void {
  const desk = useDesk();
  useEffect(() => {
    let wroteAtMs = 0;
    const beat = async (sign: Sign) => {
      if (document.visibilityState !== "visible") return;
      try {
        await show(desk, { case_id: openCase(), ...sign });
      } catch {
        // Out of coverage, or the session has ended: the page's own warning says which. The next beat tries again.
        isShown.value = false;
      }
    };
    const timer = setInterval(() => void beat({}), EVERY_MS);
    const stop = route.subscribe(() => void beat({}));
    const typed = (event: Event) => {
      const isWords = event.target instanceof Element && event.target.closest("textarea") !== null;
      if (!isWords || Date.now() - wroteAtMs < WRITING_EVERY_MS) return;
      wroteAtMs = Date.now();
      void beat({ writing: true });
    };
    const seen = () => void beat({});
    document.addEventListener("visibilitychange", seen);
    document.addEventListener("input", typed);
    return () => {
      clearInterval(timer);
      stop();
      document.removeEventListener("visibilitychange", seen);
      document.removeEventListener("input", typed);
    };
  }, []);
}
