import { useSignal } from "@preact/signals";
import type { CallOutcome, Disposition, PlanPerson } from "../../shared/api/types";
import { Choices } from "../../shared/components/Choices";
import { grouped } from "../../shared/phone";
import { go } from "../../shared/route";
import { useDesk } from "../desk";
import { Form, TextArea } from "../Forms";
import { frame } from "../frame";
import { later } from "../later";
import { Phone } from "../Phone";
import { t } from "../texts";
import { close, opened } from "../windows";
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

/** What was filled in before it was taken back. */
export interface CallDraft {
  outcome: CallOutcome | null;
  note: string;
}

interface CallFormProps {
  caseId: string;
  person: PlanPerson | null;
  draft?: CallDraft | undefined;
}

export function CallForm({ caseId, person, draft }: CallFormProps) {
  const desk = useDesk();
  const whom = useWhom(desk.detail.value?.answer ?? null, person);
  const outcome = useSignal<CallOutcome | null>(draft?.outcome ?? null);
  const note = useSignal(draft?.note ?? "");
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
        const kept = { outcome: outcome.value, note: note.value };
        const who = whom.person?.name ?? grouped(whom.number ?? "");
        const how = outcome.value ? t.value.outcomes[outcome.value] : "";
        later.add({
          said: () => frame.value.undo.call(who, how),
          about: caseId,
          send: () => desk.send(caseId, "calls", body, key),
          undo: () => {
            go(`case/${caseId}`);
            opened.value = { window: "call", caseId, person: whom.person, draft: kept };
          },
        });
        close();
      }}
      onCancel={close}
    >
      <WhomFields whom={whom} label={t.value.forms.whoToCall} />
      {whom.number && (
        <p class="call-now">
          <Phone number={whom.number} first={whom.person !== null} />
        </p>
      )}
      <Choices
        label={t.value.forms.outcome}
        options={OUTCOMES}
        numbered
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
