import { useSignal } from "@preact/signals";
import type { CallOutcome, Disposition, PlanPerson } from "../../shared/api/types";
import { Choices } from "../../shared/components/Choices";
import { grouped } from "../../shared/phone";
import { useDesk } from "../desk";
import { Form, TextArea } from "../Forms";
import { Phone } from "../Phone";
import { t } from "../texts";
import { close } from "../windows";
import { useWhom, WhomFields } from "./Whom";

const OUTCOMES: CallOutcome[] = ["reached", "no_answer", "voicemail", "busy", "wrong_number"];
const DISPOSITIONS: Disposition[] = [
  "safe",
  "false_alarm",
  "assistance_given",
  "emergency_services",
  "handed_over",
  "duplicate",
  "other",
];
const LONGEST_SMS = 160;

export function NoteForm({ caseId }: { caseId: string }) {
  const desk = useDesk();
  const text = useSignal("");
  return (
    <Form
      action={t.value.forms.save}
      content={text.value}
      missing={() => (text.value.trim() ? null : t.value.forms.noteWanted)}
      submit={async (key) => {
        await desk.act(caseId, "notes", { text: text.value.trim() }, key);
        close();
      }}
      onCancel={close}
    >
      <TextArea
        label={t.value.forms.note}
        value={text.value}
        placeholder={t.value.forms.notePlaceholder}
        maxlength={2000}
        onText={(typed) => {
          text.value = typed;
        }}
      />
    </Form>
  );
}

export function CallForm({ caseId, person }: { caseId: string; person: PlanPerson | null }) {
  const desk = useDesk();
  const whom = useWhom(desk.detail.value?.answer ?? null, person);
  const outcome = useSignal<CallOutcome | null>(null);
  const note = useSignal("");
  const body = {
    number: whom.number,
    outcome: outcome.value,
    note: note.value.trim(),
    ...(whom.person ? { person_id: whom.person.id } : {}),
  };
  return (
    <Form
      action={t.value.forms.log}
      content={body}
      missing={() => {
        if (!whom.number) return t.value.forms.numberWrong;
        return outcome.value ? null : t.value.forms.outcomeWanted;
      }}
      submit={async (key) => {
        await desk.act(caseId, "calls", body, key);
        close();
      }}
      onCancel={close}
    >
      <WhomFields whom={whom} label={t.value.forms.whoToCall} />
      {whom.number && (
        <p class="call-now">
          <Phone number={whom.number} />
        </p>
      )}
      <Choices
        label={t.value.forms.outcome}
        options={OUTCOMES}
        names={t.value.outcomes}
        chosen={outcome.value}
        onChoose={(chosen) => {
          outcome.value = chosen;
        }}
      />
      <TextArea
        label={t.value.forms.note}
        value={note.value}
        maxlength={2000}
        onText={(typed) => {
          note.value = typed;
        }}
      />
    </Form>
  );
}

export function TextForm({ caseId, person }: { caseId: string; person: PlanPerson | null }) {
  const desk = useDesk();
  const whom = useWhom(desk.detail.value?.answer ?? null, person);
  const text = useSignal("");
  const body = {
    to: whom.number,
    text: text.value.trim(),
    ...(whom.person ? { person_id: whom.person.id } : {}),
  };
  const name = whom.person?.name ?? (whom.number ? grouped(whom.number) : "…");
  return (
    <Form
      action={t.value.forms.send(name)}
      content={body}
      missing={() => {
        if (!whom.number) return t.value.forms.numberWrong;
        return body.text ? null : t.value.forms.textWanted;
      }}
      submit={async (key) => {
        await desk.act(caseId, "messages", body, key);
        close();
      }}
      onCancel={close}
    >
      <WhomFields whom={whom} label={t.value.forms.whoToText} />
      <TextArea
        label={t.value.forms.text}
        value={text.value}
        maxlength={LONGEST_SMS}
        hint={t.value.forms.left(LONGEST_SMS - text.value.length)}
        onText={(typed) => {
          text.value = typed;
        }}
      />
    </Form>
  );
}

export function ResolveForm({ caseId }: { caseId: string }) {
  const desk = useDesk();
  const disposition = useSignal<Disposition | null>(null);
  const note = useSignal("");
  const body = { disposition: disposition.value, note: note.value.trim() };
  return (
    <Form
      action={t.value.forms.resolve}
      content={body}
      missing={() => {
        if (!disposition.value) return t.value.forms.dispositionWanted;
        return disposition.value === "other" && !body.note ? t.value.forms.resolveNoteWanted : null;
      }}
      submit={async (key) => {
        await desk.act(caseId, "resolve", body, key);
        close();
      }}
      onCancel={close}
    >
      <Choices
        label={t.value.forms.disposition}
        options={DISPOSITIONS}
        names={t.value.dispositions}
        chosen={disposition.value}
        onChoose={(chosen) => {
          disposition.value = chosen;
        }}
      />
      <TextArea
        label={t.value.forms.note}
        value={note.value}
        maxlength={2000}
        onText={(typed) => {
          note.value = typed;
        }}
      />
    </Form>
  );
}
