import type { Assignment, Shift } from "../../shared/api/types";
import { now } from "../../shared/clock";
import { go } from "../../shared/route";
import { when } from "../../shared/words";
import { Foot } from "../Foot";
import type { Facts } from "../facts";
import { Page } from "../Page";
import { Signals } from "../Signals";
import { t } from "../texts";
import { p } from "./texts";

/** Where to go on duty: what is planned first. */
export function Choose({ facts }: { facts: Facts }) {
  const shifts = facts.shifts.filter((shift) => shift.end_ms > now.value).sort((a, b) => a.start_ms - b.start_ms);
  const planned = shifts.flatMap((shift) => {
    const assignment = facts.assignments.find((one) => one.id === shift.assignment_id);
    return assignment ? [{ shift, assignment }] : [];
  });
  return (
    <Page title={p.value.choose.heading} close={null} settings>
      <Signals watch={null} />
      {facts.assignments.length === 0 && <p>{p.value.choose.none}</p>}
      {planned.length > 0 && (
        <section class="list">
          <h2>{p.value.choose.planned}</h2>
          <ul>
            {planned.map(({ shift, assignment }) => (
              <li key={shift.id}>
                <PlaceButton assignment={assignment} shift={shift} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {facts.assignments.length > 0 && (
        <section class="list">
          <h2>{p.value.choose.other}</h2>
          <ul>
            {facts.assignments.map((assignment) => (
              <li key={assignment.id}>
                <PlaceButton assignment={assignment} shift={null} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Foot watch={null} />
    </Page>
  );
}

function PlaceButton({ assignment, shift }: { assignment: Assignment; shift: Shift | null }) {
  const from = shift ? when(t.value, shift.start_ms, now.value) : "";
  const until = shift ? when(t.value, shift.end_ms, now.value) : "";
  return (
    <button type="button" class="place" onClick={() => go(["start", assignment.id, shift?.id ?? ""].join("/"))}>
      <strong>{assignment.name}</strong>
      <span>
        {assignment.site_name} · {t.value.risk[assignment.risk]}
      </span>
      {shift && <span class="number">{p.value.choose.until(from, until)}</span>}
    </button>
  );
}
