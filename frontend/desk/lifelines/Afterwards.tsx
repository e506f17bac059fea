import { useSignal } from "@preact/signals";
import { now } from "../../shared/clock";
import { Choices } from "../../shared/components/Choices";
import { Input } from "../../shared/components/Input";
import { nextAt } from "../../shared/time";
import { when } from "../../shared/words";
import { useDesk } from "../desk";
import { Form, TextArea } from "../Forms";
import { t } from "../texts";
import { close } from "../windows";
import { l } from "./texts";
import type { AfterwardsBody } from "./types";

const DAY_MS = 24 * 60 * 60_000;
const WHATS: AfterwardsBody["what"][] = ["call", "heard", "sent", "note"];

/** What was noted on paper, with its own time: the last moment at which the clock said so. */
export function AfterwardsForm({ caseId }: { caseId: string }) {
  const desk = useDesk();
  const words = l.value.afterwards;
  const time = useSignal("");
  const what = useSignal<AfterwardsBody["what"] | null>(null);
  const text = useSignal("");
  const happened_at_ms = nextAt(time.value, now.value - DAY_MS);
  const body = { happened_at_ms, what: what.value, text: text.value.trim() };
  return (
    <Form
      action={words.enter}
      content={{ ...body, happened_at_ms: time.value }}
      missing={() => {
        if (happened_at_ms === null) return words.timeWrong;
        if (what.value === null) return words.whatWanted;
        return body.text ? null : words.textWanted;
      }}
      submit={async (key) => {
        await desk.act(caseId, "afterwards", body, key);
        close();
      }}
      onCancel={close}
    >
      <p>{words.about}</p>
      <Input
        label={words.time}
        type="time"
        value={time.value}
        hint={happened_at_ms === null ? "" : words.timeHint(when(t.value, happened_at_ms, now.value))}
        onText={(typed) => {
          time.value = typed;
        }}
      />
      <Choices
        label={words.what}
        options={WHATS}
        names={words.whats}
        chosen={what.value}
        onChoose={(chosen) => {
          what.value = chosen;
        }}
      />
      <TextArea
        label={words.text}
        value={text.value}
        maxlength={2000}
        onText={(typed) => {
          text.value = typed;
        }}
      />
    </Form>
  );
}
