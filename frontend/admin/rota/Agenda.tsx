import { Shape } from "../../shared/components/Shape";
import { clock } from "../../shared/words";
import { t } from "../texts";
import type { Conflict, Shift } from "./conflicts";
import type { Week } from "./week";
import { inWords } from "./words";

export interface AgendaProps {
  week: Week;
  shifts: Shift[];
  conflicts: Map<string, Conflict[]>;
  onOpen(shift: Shift): void;
}

/** The same week for a narrow screen: day by day, each shift to be opened. */
export function Agenda({ week, shifts, conflicts, onOpen }: AgendaProps) {
  return (
    <div class="agenda">
      {week.days.map(({ date, startMs, endMs }) => {
        const own = shifts.filter((shift) => shift.start_ms >= startMs && shift.start_ms < endMs);
        return (
          <section key={date} aria-labelledby={`day-${date}`}>
            <h2 id={`day-${date}`}>{t.value.rota.weekday(date)}</h2>
            {own.length === 0 && <p class="soft">{t.value.rota.noShift}</p>}
            <ul>
              {own.map((shift) => {
                const found = conflicts.get(shift.id) ?? [];
                return (
                  <li key={shift.id}>
                    <button type="button" onClick={() => onOpen(shift)}>
                      <span class="number">
                        {clock(t.value, shift.start_ms)}-{clock(t.value, shift.end_ms)}
                      </span>
                      <span>
                        <strong>{shift.guard_name || t.value.rota.deleted}</strong>
                        <span class="soft"> {shift.assignment_name}</span>
                        {shift.state !== "planned" && <span> · {t.value.rota.states[shift.state]}</span>}
                        {found[0] && (
                          <span class="mark soon">
                            <Shape weight={found[0].what === "double" ? "now" : "soon"} /> {inWords(found[0])}
                          </span>
                        )}
                      </span>
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
