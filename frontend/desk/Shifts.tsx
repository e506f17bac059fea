import { now } from "../shared/clock";
import { Shape } from "../shared/components/Shape";
import { clock } from "../shared/words";
import { Ago } from "./Ago";
import { notMet } from "./board";
import { useDesk } from "./desk";
import { Phone } from "./Phone";
import { t } from "./texts";
import { opened } from "./windows";

/** Planned shifts that nobody came to. Not there at all while everybody has come. */
export function Shifts() {
  const board = useDesk().board.value;
  const shifts = board ? notMet(board, now.value) : [];
  if (shifts.length === 0) return null;
  return (
    <section class="shifts" aria-labelledby="shifts-heading">
      <h2 class="section-head" id="shifts-heading">
        {t.value.shifts.heading}
      </h2>
      <ul>
        {shifts.map((shift) => (
          <li key={shift.id} class="shift-row">
            <span class="soon">
              <Shape weight="soon" /> <strong>{shift.guard.name}</strong>
            </span>
            <Phone number={shift.guard.phone} />
            <span>
              {shift.assignment_name}, {shift.site_name}
            </span>
            <Ago atMs={shift.start_ms} words={(ago) => t.value.shifts.started(clock(t.value, shift.start_ms), ago)} />
            <button
              type="button"
              onClick={() => {
                opened.value = { window: "on_duty", shift };
              }}
            >
              {t.value.shifts.register}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
