import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Mission } from "../../shared/api/missions";
import { useDesk } from "../desk";

export interface Fetched {
  mission: Mission | null;
  /** Why it could not be read anew; what was known stays in sight. */
  error: unknown;
}

/** A mission, whole; read again when the board knows a newer version, and given by whoever has just changed it. */
export function useMission(id: string, version: number | undefined): Fetched & { took(mission: Mission): void } {
  const desk = useDesk();
  const known = useSignal<Fetched>({ mission: null, error: null });
  const took = (mission: Mission) => {
    const before = known.peek().mission;
    if (before?.id === mission.id && before.version > mission.version) return;
    known.value = { mission, error: null };
  };
  useEffect(() => {
    let isGone = false;
    desk.ask<Mission>({ path: `missions/${id}` }).then(
      (mission) => {
        if (!isGone) took(mission);
      },
      (error: unknown) => {
        if (!isGone) known.value = { mission: known.peek().mission, error };
      },
    );
    return () => {
      isGone = true;
    };
  }, [id, version]);
  const { mission, error } = known.value;
  return { mission: mission?.id === id ? mission : null, error, took };
}
