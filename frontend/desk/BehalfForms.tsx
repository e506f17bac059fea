import { useSignal } from "@preact/signals";
import type { Duty, ShiftRow, WatchRow } from "../shared/api/types";
import { now, serverNow } from "../shared/clock";
import { Input } from "../shared/components/Input";
import { go } from "../shared/route";
import { clockTime, nextAt } from "../shared/time";
import { when } from "../shared/words";
import { useDesk } from "./desk";
import { Form, Select } from "./Forms";
import { IdentifiedFields, useIdentified } from "./Identified";
import { useListing } from "./register";
import { useKeysOf } from "./siteKeys/useKeys";
import { w as siteKeys } from "./siteKeys/words";
import { t } from "./texts";
import { close, type Opened } from "./windows";

// What an operator registers for somebody on the telephone: always with how the caller was identified.

const USUAL_MS = 8 * 60 * 60_000;
const HALF_HOUR_MS = 30 * 60_000;

type What = Extract<Opened, { window: "behalf" }>["what"];

const ACTIONS = { "check-ins": "checkIn", extension: "extend", "off-duty": "offDuty" } as const;

export function BehalfForm({ watch, what }: { watch: WatchRow; what: What }) {
  const desk = useDesk();
  const who = useIdentified();
  const happened_at_ms = useSignal(Math.round(serverNow()));
  const keys = useKeysOf(what === "off-duty" ? watch.guard.id : null);
  const keysKept = useSignal("");
  const body = {
    ...(what === "extension" ? { minutes: 15 } : { happened_at_ms: happened_at_ms.value }),
    ...(what === "off-duty" && keysKept.value.trim() ? { keys_kept: keysKept.value.trim() } : {}),
    on_behalf: who.value,
  };
  return (
    <Form
      action={t.value.forms[ACTIONS[what]]}
      content={body}
      missing={() => who.missing}
      submit={async (key) => {
        await desk.ask<Duty>({ method: "POST", path: `duties/${watch.id}/${what}`, body, key });
        await desk.changed([`duty/${watch.id}`]);
        close();
      }}
      onCancel={close}
    >
      <p>{t.value.forms.behalf(watch.guard.name)}</p>
      {keys !== null && keys.length > 0 && (
        <>
          <p class="soon">{siteKeys.value.offDuty.has(keys.map(({ tag }) => tag))}</p>
          <Input
            label={siteKeys.value.offDuty.why}
            hint={siteKeys.value.offDuty.hint}
            value={keysKept.value}
            maxlength={200}
            onText={(typed) => {
              keysKept.value = typed;
            }}
          />
        </>
      )}
      <IdentifiedFields who={who} person={watch.guard} />
    </Form>
  );
}

interface Guard {
  id: string;
  name: string;
  roles: string[];
  active: boolean;
}

interface Place {
  id: string;
  name: string;
}

export function OnDutyForm({ shift }: { shift: ShiftRow | null }) {
  const desk = useDesk();
  const people = useListing<Guard>("people");
  const places = useListing<Place>("assignments");
  const guard = useSignal(shift?.guard.id ?? "");
  const assignment = useSignal(shift?.assignment_id ?? "");
  const usual = Math.round((now.peek() + USUAL_MS) / HALF_HOUR_MS) * HALF_HOUR_MS;
  const time = useSignal(clockTime(shift?.end_ms ?? usual));
  const who = useIdentified();
  const planned_end_ms = nextAt(time.value, now.value);
  const body = {
    guard_id: guard.value,
    assignment_id: assignment.value,
    planned_end_ms,
    on_behalf: who.value,
    ...(shift ? { shift_id: shift.id } : {}),
  };
  const first = { value: "", text: t.value.forms.choose };
  const guards = people.items.filter((person) => person.active && person.roles.includes("guard"));
  return (
    <Form
      action={t.value.forms.onDuty}
      content={body}
      missing={() => {
        if (!guard.value) return t.value.forms.guardWanted;
        if (!assignment.value) return t.value.forms.assignmentWanted;
        if (planned_end_ms === null) return t.value.forms.plannedEndWrong;
        return who.missing;
      }}
      submit={async (key) => {
        const duty = await desk.ask<Duty>({ method: "POST", path: "duties", body, key });
        await desk.changed([`duty/${duty.id}`, ...(shift ? [`shift/${shift.id}`] : [])]);
        close();
        go(`duty/${duty.id}`);
      }}
      onCancel={close}
    >
      {people.trouble ?? places.trouble}
      <Select
        label={t.value.forms.guard}
        value={guard.value}
        options={[first, ...guards.map(({ id, name }) => ({ value: id, text: name }))]}
        onChoose={(value) => {
          guard.value = value;
        }}
      />
      <Select
        label={t.value.forms.assignment}
        value={assignment.value}
        options={[first, ...places.items.map(({ id, name }) => ({ value: id, text: name }))]}
        onChoose={(value) => {
          assignment.value = value;
        }}
      />
      <Input
        label={t.value.forms.plannedEnd}
        type="time"
        value={time.value}
        hint={planned_end_ms === null ? "" : when(t.value, planned_end_ms, now.value)}
        onText={(typed) => {
          time.value = typed;
        }}
      />
      <IdentifiedFields who={who} person={guards.find(({ id }) => id === guard.value) ?? null} />
    </Form>
  );
}
