import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import { Refused } from "../../shared/api/problem";
import { Dialog } from "../../shared/components/Dialog";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { atWall, clockTime, dateOf } from "../../shared/time";
import { meant } from "../../shared/words";
import { type Admin, useAdmin } from "../admin";
import { Line } from "../components";
import { Picker } from "../Picker";
import type { Assignment, Person } from "../register/kinds";
import { t } from "../texts";
import { conflicts, type Shift } from "./conflicts";
import { asSent, closedBy, type RowOf, type View } from "./moves";
import type { Opened } from "./RotaPage";
import { isGuard, type Rota } from "./rota";
import { inWords, length, told } from "./words";

export interface ShiftDialogProps {
  opened: Opened;
  view: View;
  rota: Rota;
  shifts: Shift[];
  onClose(): void;
}

/** One shift, exactly: who, where, from when to when. All that can be dragged can be done here. */
export function ShiftDialog({ opened, view, rota, shifts, onClose }: ShiftDialogProps) {
  const closed = opened.shift ? closedBy(opened.shift) : null;
  const title = opened.shift ? t.value.rota.change : t.value.rota.add;
  return (
    <Dialog label={title} onClose={onClose}>
      <h2 class="window-title">{title}</h2>
      {closed && opened.shift ? (
        <div class="form">
          <p>{told(opened.shift, [])}</p>
          <Notice weight="info">{t.value.rota.cannot[closed]}</Notice>
          <div class="buttons">
            <button type="button" class="primary" onClick={onClose}>
              {t.value.close}
            </button>
          </div>
        </div>
      ) : (
        <ShiftForm opened={opened} view={view} rota={rota} shifts={shifts} onClose={onClose} />
      )}
    </Dialog>
  );
}

function first(opened: Opened, view: View): Shift {
  const { shift, times, row } = opened;
  if (shift) return shift;
  const [guard, place]: [RowOf | null, RowOf | null] = view === "guards" ? [row, null] : [null, row];
  return {
    id: "",
    version: null,
    guard_id: guard?.id ?? "",
    guard_name: guard?.name ?? "",
    guard_ready: true,
    assignment_id: place?.id ?? "",
    assignment_name: place?.name ?? "",
    site_name: place?.beside ?? "",
    customer_id: place?.customer_id ?? "",
    state: "planned",
    ...times,
  };
}

async function send(admin: Admin, id: string, body: object, key: string): Promise<void> {
  if (id) await admin.ask({ method: "PUT", path: `shifts/${id}`, body, key });
  else await admin.ask({ method: "POST", path: "shifts", body, key });
  admin.tell(id ? t.peek().rota.moved : t.peek().rota.planned);
}

function ShiftForm({ opened, view, rota, shifts, onClose }: ShiftDialogProps) {
  const admin = useAdmin();
  const shift = useSignal(first(opened, view));
  const [start, end] = [shift.peek().start_ms, shift.peek().end_ms];
  const typed = useSignal({
    fromDay: dateOf(start),
    from: clockTime(start),
    untilDay: dateOf(end),
    until: clockTime(end),
  });
  const errors = useSignal(new Map<string, string>());
  const fault = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  const isSure = useSignal(false);
  const intention = useRef({ content: "", key: "" });
  const put = (change: Partial<Shift>) => {
    shift.value = { ...shift.value, ...change };
  };
  const type = (change: Partial<typeof typed.value>) => {
    typed.value = { ...typed.value, ...change };
    const { fromDay, from, untilDay, until } = typed.value;
    const { start_ms: was, end_ms: wasUntil } = shift.value;
    const [start_ms, end_ms] = [atWall(fromDay, from, was), atWall(untilDay, until, wasUntil)];
    put({ ...(start_ms === null ? {} : { start_ms }), ...(end_ms === null ? {} : { end_ms }) });
  };
  const candidate: Shift = { ...shift.value, version: shift.value.version ?? 0 };
  const others = shifts.filter((one) => one.id !== candidate.id);
  const warnings = candidate.guard_id ? (conflicts([...others, candidate]).get(candidate.id) ?? []) : [];
  const lasts = shift.value.end_ms > shift.value.start_ms ? length(shift.value) : "";
  const missing = () => {
    const found = new Map<string, string>();
    if (!shift.value.guard_id) found.set("guard_id", t.value.rota.whoMissing);
    if (!shift.value.assignment_id) found.set("assignment_id", t.value.rota.whereMissing);
    const { fromDay, from, untilDay, until } = typed.value;
    if (atWall(fromDay, from) === null) found.set("start_ms", t.value.rota.timeMissing);
    if (atWall(untilDay, until) === null) found.set("end_ms", t.value.rota.timeMissing);
    return found;
  };
  const refused = (failure: unknown) => {
    const named = failure instanceof Refused ? (failure.problem.errors ?? []) : [];
    errors.value = new Map(named.map(({ field, message }) => [field, message]));
    if (failure instanceof Refused && failure.problem.type?.endsWith(":stale")) {
      fault.value = t.value.rota.stale;
      rota.reload();
    } else fault.value = named.length ? t.value.correct(named.length) : explain(t.value, failure);
  };
  const save = async () => {
    errors.value = missing();
    fault.value = null;
    if (errors.value.size || isBusy.value) return;
    const { id } = shift.value;
    const body = id ? { ...asSent(shift.value), version: opened.shift?.version } : asSent(shift.value);
    const content = JSON.stringify(body);
    if (intention.current.content !== content) intention.current = { content, key: newKey() };
    isBusy.value = true;
    try {
      await send(admin, id, body, intention.current.key);
      rota.reload();
      onClose();
    } catch (failure) {
      refused(failure);
    } finally {
      isBusy.value = false;
    }
  };
  const remove = async () => {
    if (!isSure.value) {
      isSure.value = true;
      return;
    }
    // Whether it went or was refused is told on the page behind.
    if (opened.shift) await rota.remove(opened.shift);
    onClose();
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Picker<Person>
        label={t.value.rota.who}
        of="people?customer_id=self"
        chosen={shift.value.guard_id}
        fits={isGuard}
        beside={(person) => person.number ?? ""}
        error={errors.value.get("guard_id")}
        onChoose={(guard_id, person) => put({ guard_id, guard_name: person?.name ?? "", guard_ready: true })}
      />
      <Picker<Assignment>
        label={t.value.rota.where}
        of="assignments"
        chosen={shift.value.assignment_id}
        error={errors.value.get("assignment_id")}
        onChoose={(assignment_id, place) => put({ assignment_id, assignment_name: place?.name ?? "" })}
      />
      <fieldset class="from-to">
        <legend>{t.value.rota.start}</legend>
        <Line
          label={t.value.rota.day}
          type="date"
          value={typed.value.fromDay}
          onText={(fromDay) => type({ fromDay })}
        />
        <Line
          label={t.value.rota.time}
          type="time"
          value={typed.value.from}
          onText={(from) => type({ from })}
          error={errors.value.get("start_ms")}
          hint={meant(t.value, shift.value.start_ms)}
        />
      </fieldset>
      <fieldset class="from-to">
        <legend>{t.value.rota.end}</legend>
        <Line
          label={t.value.rota.day}
          type="date"
          value={typed.value.untilDay}
          onText={(untilDay) => type({ untilDay })}
        />
        <Line
          label={t.value.rota.time}
          type="time"
          value={typed.value.until}
          onText={(until) => type({ until })}
          error={errors.value.get("end_ms")}
          hint={[meant(t.value, shift.value.end_ms), lasts].filter(Boolean).join(", ")}
        />
      </fieldset>
      {warnings.map((warning) => (
        <Notice key={inWords(warning)} weight={warning.what === "double" ? "now" : "soon"}>
          {inWords(warning)}
        </Notice>
      ))}
      {fault.value && (
        <Notice weight="soon" spoken>
          {fault.value}
        </Notice>
      )}
      <div class="buttons">
        <button type="submit" class="primary" disabled={isBusy.value}>
          {isBusy.value ? t.value.sending : opened.shift ? t.value.save : t.value.rota.plan}
        </button>
        <button type="button" onClick={onClose}>
          {t.value.cancel}
        </button>
        {opened.shift && (
          <button type="button" class="delete" onClick={() => void remove()}>
            {isSure.value ? t.value.rota.cancelSure : t.value.rota.cancelShift}
          </button>
        )}
      </div>
    </form>
  );
}
