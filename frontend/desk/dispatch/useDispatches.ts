import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import type { Dispatch, DispatchList } from "../../shared/api/dispatch";
import type { CaseAnswer } from "../../shared/api/types";
import { useDesk } from "../desk";

export interface Dispatches {
  list: Dispatch[];
  /** Why it could not be read or done; what was known stays in sight. */
  error: unknown;
  busy: boolean;
  /** Does something about them, and shows what became of it. */
  act(path: string, body: object): Promise<void>;
}

/** The guards that a case wants; read again with each version of the case, which tells of each of their steps. */
export function useDispatches(answer: CaseAnswer): Dispatches {
  const desk = useDesk();
  const { id, version } = answer.case;
  const known = useSignal<{ of: string; list: Dispatch[] }>({ of: id, list: [] });
  const error = useSignal<unknown>(null);
  const busy = useSignal(false);
  const read = async (isGone: () => boolean) => {
    try {
      const found = await desk.ask<DispatchList>({ path: `cases/${id}/dispatches` });
      if (!isGone()) known.value = { of: id, list: found.dispatches };
      if (!isGone()) error.value = null;
    } catch (failure) {
      if (!isGone()) error.value = failure;
    }
  };
  useEffect(() => {
    let gone = false;
    void read(() => gone);
    return () => {
      gone = true;
    };
  }, [id, version]);
  const act = async (path: string, body: object) => {
    if (busy.value) return;
    busy.value = true;
    error.value = null;
    try {
      await desk.ask({ method: "POST", path: `cases/${id}/dispatches${path}`, body, key: newKey() });
      await read(() => false);
      await desk.changed([`case/${id}`]);
    } catch (failure) {
      error.value = failure;
    } finally {
      busy.value = false;
    }
  };
  const { of, list } = known.value;
  return { list: of === id ? list : [], error: error.value, busy: busy.value, act };
}
