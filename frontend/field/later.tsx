import { useSignal } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { leave } from "../shared/route";
import { Page } from "./Page";
import { t } from "./texts";

const waiting: (() => Promise<unknown>)[] = [];

/**
 * A screen that is fetched when it is wanted, so that the first one is there at once. All are fetched as soon as the
 * page has nothing else to do: then they are here also where there is no coverage.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => JSX.Element {
  let Found: ComponentType<P> | null = null;
  const fetch = async () => {
    Found ??= await load();
  };
  waiting.push(fetch);
  return function Later(props: P) {
    const state = useSignal<"here" | "coming" | "failed">(Found ? "here" : "coming");
    const get = () => {
      state.value = Found ? "here" : "coming";
      fetch().then(
        () => {
          state.value = "here";
        },
        () => {
          state.value = "failed";
        },
      );
    };
    useEffect(get, []);
    if (state.value === "here" && Found) return <Found {...props} />;
    const failed = state.value === "failed";
    return (
      <Page title={failed ? t.value.error.unreachable : t.value.loading} close={leave}>
        {failed && (
          <button type="button" class="primary" onClick={get}>
            {t.value.retry}
          </button>
        )}
      </Page>
    );
  };
}

/** Fetches every screen that is not here yet; one that cannot be had now is fetched when it is opened. */
export function fetchTheRest(): void {
  const fetchAll = async () => {
    for (const fetch of waiting) await fetch().catch(() => undefined);
  };
  if ("requestIdleCallback" in globalThis) requestIdleCallback(() => void fetchAll(), { timeout: 5_000 });
  else setTimeout(() => void fetchAll(), 1_500);
}
