import type { CaseAnswer, MessageState } from "../../shared/api/types";
import { Shape, type Weight } from "../../shared/components/Shape";
import { grouped } from "../../shared/phone";
import { clock } from "../../shared/words";
import { t } from "../texts";

const WEIGHTS: Record<MessageState, Weight> = {
  waiting: "calm",
  sending: "calm",
  accepted: "calm",
  delivered: "calm",
  unconfirmed: "soon",
  failed: "now",
  hushed: "info",
};

/** What was sent, to whom, and whether it came there. What failed comes first. */
export function Messages({ answer }: { answer: CaseAnswer }) {
  const sorted = [...answer.messages].sort(
    (a, b) => Number(b.state === "failed") - Number(a.state === "failed") || b.at_ms - a.at_ms,
  );
  return (
    <section aria-labelledby="messages-heading">
      <h3 id="messages-heading">{t.value.case.messages}</h3>
      {sorted.length === 0 && <p class="soft">{t.value.case.noMessages}</p>}
      <ul class="messages">
        {sorted.map((message) => (
          <li key={message.id} class={`message message-${message.state}`}>
            <span class="number">{clock(t.value, message.at_ms)}</span>
            <span>
              <strong>{message.to_name || grouped(message.to)}</strong>{" "}
              {message.to_name && <span class="soft number">{grouped(message.to)}</span>}
            </span>
            <span class={WEIGHTS[message.state]}>
              <Shape weight={WEIGHTS[message.state]} /> {t.value.case.states[message.state]}
              {message.attempts > 1 && `, ${t.value.case.attempts(message.attempts)}`}
              {message.state === "failed" && message.reason && ` (${message.reason})`}
            </span>
            <span class="message-text soft">{message.text || t.value.case.hidden}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
