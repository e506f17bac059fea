import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Lift, LiftList, LiftTold } from "../../shared/api/lifts";
import type { CaseAnswer } from "../../shared/api/types";
import { useDesk } from "../desk";

export interface Lifts {
  list: Lift[];
  /** Why they could not be read; what was known stays in sight. */
  error: unknown;
  /** Says what was done about one of them, and shows what became of it. */
  tell(panelId: string, told: LiftTold, key: string): Promise<void>;
}

/** The lifts of an alarm's case; read again with each version of it, which tells of each of their steps. */
export function useLifts(answer: CaseAnswer): Lifts {
  const desk = useDesk();
  const { id, version, subject } = answer.case;
  const known = useSignal<{ of: string; list: Lift[] }>({ of: id, list: [] });
  const error = useSignal<unknown>(null);
  const isAlarm = subject.startsWith("panel/");
  useEffect(() => {
    if (!isAlarm) return undefined;
    let isGone = false;
    desk.ask<LiftList>({ path: `cases/${id}/lifts` }).then(
      ({ lifts }) => {
        if (isGone) return;
        known.value = { of: id, list: lifts };
        error.value = null;
      },
      (failure: unknown) => {
        if (!isGone) error.value = failure;
      },
    );
    return () => {
      isGone = true;
    };
  }, [id, version, isAlarm]);
  const tell = async (panelId: string, body: LiftTold, key: string) => {
    const path = `cases/${id}/lifts/${panelId}`;
    const { lifts } = await desk.ask<LiftList>({ method: "POST", path, body, key });
    known.value = { of: id, list: lifts };
    void desk.changed([`case/${id}`]);
  };
  const { of, list } = known.value;
  return { list: of === id ? list : [], error: error.value, tell };
}
