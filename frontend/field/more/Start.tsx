import { useSignal } from "@preact/signals";
import type { Assignment, Shift } from "../../shared/api/types";
import { now } from "../../shared/clock";
import { Input } from "../../shared/components/Input";
import { leave } from "../../shared/route";
import { clockTime, hoursLater, nextAt } from "../../shared/time";
import { when } from "../../shared/words";
import { goOnDuty } from "../actions";
import { useApp } from "../app";
import { Page } from "../Page";
import { t } from "../texts";
import { Instruction } from "./Instruction";
import { p } from "./texts";

const USUAL_MS = 8 * 60 * 60_000;
const LONGEST_H = 16;
const EARLY_MS = 60 * 60_000;
const HALF_HOUR_MS = 30 * 60_000;

/** On duty: the instruction that is confirmed as read, the planned end, one button. */
export function Start({ assignment, shift }: { assignment: Assignment; shift: Shift | null }) {
  const app = useApp();
  const usual = Math.round((now.peek() + USUAL_MS) / HALF_HOUR_MS) * HALF_HOUR_MS;
  const time = useSignal(clockTime(shift?.end_ms ?? usual));
  const read = useSignal(false);
  const faults = useSignal<{ read?: string; end?: string }>({});
  const endMs = nextAt(time.value, now.value);

  const submit = async () => {
    const end = endTrouble(endMs, shift);
    faults.value = { ...(end ? { end } : {}), ...(read.value ? {} : { read: p.value.onDuty.readFirst }) };
    if (endMs === null || end || !read.value) return;
    leave();
    await goOnDuty(app, {
      assignment_id: assignment.id,
      planned_end_ms: endMs,
      instruction_version: assignment.instruction_version,
      ...(shift ? { shift_id: shift.id } : {}),
    });
  };
  return (
    <Page title={assignment.name} close={leave}>
      <p>
        {assignment.site_name}
        <br />
        {assignment.address}
        <br />
        {t.value.risk[assignment.risk]}
      </p>
      <h2>{p.value.onDuty.instruction}</h2>
      <Instruction text={assignment.instruction} />
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <label class="tick">
          <input
            type="checkbox"
            checked={read.value}
            aria-invalid={Boolean(faults.value.read)}
            aria-describedby="read-fault"
            onChange={(event) => {
              read.value = event.currentTarget.checked;
              faults.value = {};
            }}
          />
          <span>{p.value.onDuty.read}</span>
        </label>
        <p id="read-fault" class="fault now" aria-live="polite">
          {faults.value.read}
        </p>
        <Input
          label={p.value.onDuty.plannedEnd}
          type="time"
          value={time.value}
          hint={endMs === null ? "" : p.value.onDuty.endsAt(when(t.value, endMs, now.value))}
          error={faults.value.end ?? null}
          onText={(typed) => {
            time.value = typed;
            faults.value = {};
          }}
        />
        <button type="submit" class="primary large">
          {p.value.onDuty.submit}
        </button>
      </form>
    </Page>
  );
}

/** Whoever comes a little early to a shift may plan to stay until its end. */
function endTrouble(endMs: number | null, shift: Shift | null): string | null {
  if (endMs === null) return p.value.onDuty.plannedEndWrong;
  const from = Math.max(now.peek(), Math.min(shift?.start_ms ?? 0, now.peek() + EARLY_MS));
  return endMs > hoursLater(from, LONGEST_H) ? p.value.onDuty.plannedEndFar : null;
}
