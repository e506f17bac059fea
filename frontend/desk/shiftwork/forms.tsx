import { useSignal } from "@preact/signals";
import type { CallOutcome, PlanStep, TimelineEntry } from "../../shared/api/types";
import { now } from "../../shared/clock";
import { Choices } from "../../shared/components/Choices";
import { when } from "../../shared/words";
import { useDesk } from "../desk";
import { Form, TextArea } from "../Forms";
import { t } from "../texts";
import { close } from "../windows";
import { w } from "./words";

const MINUTE_MS = 60_000;
const PARK_MINUTES = [2, 5, 10, 15, 30, 60, 120, 240, 480, 720];

/** Until when, and what is waited for. */
export function ParkForm({ caseId }: { caseId: string }) {
  const desk = useDesk();
  const longest = Math.floor((desk.detail.value?.answer?.plan.longest_park_ms ?? 10 * MINUTE_MS) / MINUTE_MS);
  const possible = PARK_MINUTES.filter((count) => count <= longest).map(String);
  const chosen = useSignal(possible.includes("10") ? "10" : (possible.at(-1) ?? ""));
  const reason = useSignal("");
  const { handing } = w.value;
  const untilMs = Math.round(now.value + Number(chosen.value) * MINUTE_MS);
  return (
    <Form
      action={handing.parkUntil(when(t.value, untilMs, now.value))}
      content={{ minutes: chosen.value, reason: reason.value }}
      missing={() => (reason.value.trim() ? null : handing.waitingForWanted)}
      submit={async (key) => {
        // A request takes its time: the longest is asked for with a second to spare.
        const latest = Math.round(now.peek() + longest * MINUTE_MS - 1000);
        const body = { until_ms: Math.min(untilMs, latest), reason: reason.value.trim() };
        await desk.act(caseId, "park", body, key);
        close();
      }}
      onCancel={close}
    >
      <Choices
        label={handing.minutes}
        options={possible}
        names={Object.fromEntries(possible.map((count) => [count, handing.inMinutes(Number(count))]))}
        chosen={chosen.value}
        onChoose={(count) => {
          chosen.value = count;
        }}
      />
      <p class="soft">{handing.longest(longest)}</p>
      <TextArea
        label={handing.waitingFor}
        value={reason.value}
        maxlength={500}
        onText={(typed) => {
          reason.value = typed;
        }}
      />
    </Form>
  );
}

/** Why a step of the plan is skipped. */
export function SkipForm({ caseId, step }: { caseId: string; step: PlanStep }) {
  const desk = useDesk();
  const reason = useSignal("");
  return (
    <Form
      action={w.value.steps.skip}
      content={reason.value}
      missing={() => (reason.value.trim() ? null : w.value.steps.reasonWanted)}
      submit={async (key) => {
        await desk.act(caseId, `steps/${step.number}`, { outcome: "skipped", reason: reason.value.trim() }, key);
        close();
      }}
      onCancel={close}
    >
      <TextArea
        label={w.value.steps.reason}
        value={reason.value}
        maxlength={500}
        onText={(typed) => {
          reason.value = typed;
        }}
      />
    </Form>
  );
}

const OUTCOMES: CallOutcome[] = ["reached", "no_answer", "voicemail", "busy", "wrong_number"];

/** How a logged call really went. */
export function CorrectForm({ caseId, entry }: { caseId: string; entry: TimelineEntry }) {
  const desk = useDesk();
  const outcome = useSignal<CallOutcome | null>(null);
  const note = useSignal("");
  const body = { outcome: outcome.value, note: note.value.trim() };
  return (
    <Form
      action={t.value.forms.save}
      content={body}
      missing={() => (outcome.value ? null : t.value.forms.outcomeWanted)}
      submit={async (key) => {
        await desk.act(caseId, `calls/${entry.version}/correction`, body, key);
        close();
      }}
      onCancel={close}
    >
      <p class="soft">{w.value.correct.hint}</p>
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
