import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { components } from "../../shared/api/schema";
import { now } from "../../shared/clock";
import { Shape } from "../../shared/components/Shape";
import { when } from "../../shared/words";
import { useAdmin } from "../admin";
import { t } from "../texts";

const AT_A_TIME = 100;

/** When these panels were last heard, by id; null: never. What is not there is not known yet. */
export function useLives(ids: string[]): ReadonlyMap<string, number | null> {
  const admin = useAdmin();
  const known = useSignal<ReadonlyMap<string, number | null>>(new Map());
  const wanted = ids.join(",");
  useEffect(() => {
    let isGone = false;
    const ask = async (some: string[]) => {
      const path = `panel-lives?ids=${some.join(",")}`;
      const { lives } = await admin.ask<components["schemas"]["Lives"]>({ path });
      if (isGone) return;
      known.value = new Map([...known.peek(), ...lives.map((one) => [one.panel_id, one.heard_at_ms] as const)]);
    };
    for (let from = 0; from < ids.length; from += AT_A_TIME) {
      // A list is a list without it: the panel's own page says what is wrong.
      ask(ids.slice(from, from + AT_A_TIME)).catch(() => undefined);
    }
    return () => {
      isGone = true;
    };
  }, [wanted]);
  return known.value;
}

/** One that was never heard is one that nobody has connected. */
export function Heard({ atMs }: { atMs: number | null | undefined }) {
  if (atMs === undefined) return null;
  if (atMs !== null) return <span class="number nowrap">{when(t.value, atMs, now.value)}</span>;
  return (
    <span class="soon nowrap">
      <Shape weight="soon" /> {t.value.panels.never}
    </span>
  );
}
