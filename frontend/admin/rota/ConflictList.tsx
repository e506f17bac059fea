import { Shape } from "../../shared/components/Shape";
import { t } from "../texts";
import type { Conflict, Shift } from "./conflicts";
import type { Week } from "./week";
import { inWords, spokenTimes } from "./words";

export interface ConflictListProps {
  week: Week;
  shifts: Shift[];
  conflicts: Map<string, Conflict[]>;
}

/** All that is wrong in the week, each once, with the way to it. */
export function ConflictList({ shifts, conflicts }: ConflictListProps) {
  const told = new Set<string>();
  const found = shifts.flatMap((shift) =>
    (conflicts.get(shift.id) ?? []).flatMap((conflict) => {
      const pair = conflict.what === "guard" ? shift.id : [shift.id, conflict.with.id].sort().join();
      if (told.has(pair)) return [];
      told.add(pair);
      return [{ shift, conflict, pair }];
    }),
  );
  if (found.length === 0) return null;
  const hard = found.filter(({ conflict }) => conflict.what !== "rest").length;
  return (
    <details class="conflicts">
      <summary>
        <Shape weight={hard ? "now" : "soon"} /> {t.value.rota.conflicts.count(hard, found.length - hard)}
      </summary>
      <ul>
        {found.map(({ shift, conflict, pair }) => (
          <li key={`${pair}${conflict.what}`}>
            <Shape weight={conflict.what === "double" ? "now" : "soon"} />
            <button
              type="button"
              class="plain"
              onClick={() => document.querySelector<HTMLElement>(`[data-shift="${shift.id}"]`)?.focus()}
            >
              {shift.guard_name || t.value.rota.deleted}, {shift.assignment_name}, {spokenTimes(shift)}
            </button>
            <span>{inWords(conflict)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
