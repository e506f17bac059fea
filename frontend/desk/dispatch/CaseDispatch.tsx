import { useSignal } from "@preact/signals";
import type { CaseAnswer } from "../../shared/api/types";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { useCommands } from "../commands";
import { useDesk } from "../desk";
import { t } from "../texts";
import { Candidates } from "./Candidates";
import { One } from "./One";
import { OrderForm } from "./OrderForm";
import { useDispatches } from "./useDispatches";
import { w } from "./words";

/** Faults that somebody mends: a guard can look, and a technician gets an order. */
const ORDERED = new Set([
  "alarm_technical",
  "alarm_trouble",
  "alarm_lift",
  "alarm_water",
  "panel_silent",
  "lift_untested",
  "test_unrestored",
]);

/** In a case: whom to send, and how those who are sent stand. One key sends the nearest who suits. */
export function CaseDispatch({ answer }: { answer: CaseAnswer }) {
  const desk = useDesk();
  const found = useDispatches(answer);
  const isChoosing = useSignal(false);
  const isOrdering = useSignal(false);
  const orders = ORDERED.has(answer.case.kind);
  const isOpen = answer.case.state !== "resolved";
  const isSent = answer.case.dispatched.length > 0;
  const send = () => void found.act("", { back_up: isSent });
  const choose = () => {
    isChoosing.value = !isChoosing.value;
  };
  useCommands([
    {
      id: "case.dispatch",
      key: "U",
      group: "case",
      title: () => (isSent ? w.value.sendBackUp : w.value.sendNearest),
      enabled: () => isOpen,
      run: send,
    },
    {
      id: "case.dispatch.whom",
      key: "W",
      group: "case",
      title: () => w.value.whom,
      enabled: () => isOpen,
      run: choose,
    },
  ]);
  if (!isOpen && found.list.length === 0) return null;
  return (
    <section class="case-dispatch" aria-labelledby="dispatch-heading">
      <h3 id="dispatch-heading">{w.value.heading}</h3>
      {found.error !== null && (
        <Notice weight="soon" spoken>
          {explain(t.value, found.error)}
        </Notice>
      )}
      {found.list.length > 0 && (
        <ul class="dispatches">
          {found.list.map((one) => (
            <One key={one.id} dispatch={one} busy={found.busy} act={found.act} />
          ))}
        </ul>
      )}
      {isOpen && (
        <p class="buttons">
          <button type="button" disabled={found.busy} onClick={send}>
            {isSent ? w.value.sendBackUp : w.value.sendNearest} <kbd>U</kbd>
          </button>
          <button type="button" aria-expanded={isChoosing.value} onClick={choose}>
            {isChoosing.value ? w.value.hideWhom : w.value.whom} <kbd>W</kbd>
          </button>
          {orders && (
            <button
              type="button"
              aria-expanded={isOrdering.value}
              onClick={() => {
                isOrdering.value = !isOrdering.value;
              }}
            >
              {w.value.order.open}
            </button>
          )}
        </p>
      )}
      {isOpen && isOrdering.value && (
        <OrderForm
          caseId={answer.case.id}
          onSent={async () => {
            isOrdering.value = false;
            await desk.changed([`case/${answer.case.id}`]);
          }}
          onLeave={() => {
            isOrdering.value = false;
          }}
        />
      )}
      {isOpen && isChoosing.value && (
        <Candidates
          answer={answer}
          busy={found.busy}
          send={async (wish) => {
            await found.act("", { ...wish, back_up: isSent });
            isChoosing.value = false;
          }}
        />
      )}
    </section>
  );
}
