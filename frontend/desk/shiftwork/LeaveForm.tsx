import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import { Refused } from "../../shared/api/problem";
import type { CallRow, CaseRow, Leaving } from "../../shared/api/types";
import { Notice } from "../../shared/components/Notice";
import { Shape } from "../../shared/components/Shape";
import { explain } from "../../shared/explain";
import { go } from "../../shared/route";
import { caseWeight } from "../board";
import { useDesk } from "../desk";
import { Form, TextArea } from "../Forms";
import { kindOf, sentence } from "../sentence";
import { t } from "../texts";
import { close } from "../windows";
import { w } from "./words";

const LOOK_MS = 2_000;

/** The end of the shift: first what one owns goes to somebody by name, then what the next one must know is written. */
export function LeaveForm() {
  const desk = useDesk();
  const held = useSignal<Leaving | null>(null);
  const error = useSignal<unknown>(null);
  const know = useSignal("");
  const { shift } = w.value;
  useEffect(() => {
    const look = () =>
      desk.ask<Leaving>({ path: "presence/leaving" }).then(
        (found) => {
          held.value = found;
          error.value = null;
        },
        (failure) => {
          error.value = failure;
        },
      );
    void look();
    // A colleague answers in his own time.
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  if (held.value === null) {
    if (error.value === null) return <p class="soft">{t.value.loading}</p>;
    return (
      <Notice weight="soon" spoken>
        {explain(t.value, error.value)}
      </Notice>
    );
  }
  if (held.value.cases.length > 0) return <Owned cases={held.value.cases} />;
  if (held.value.calls.length > 0) return <Dialled calls={held.value.calls} />;
  return (
    <Form
      action={shift.leave}
      content={know.value}
      missing={() => null}
      submit={async (key) => {
        await desk.ask({ method: "POST", path: "presence/leave", body: { know: know.value.trim() }, key }).catch(notOn);
        await desk.signOut();
        close();
      }}
      onCancel={close}
    >
      {held.value.last && <Notice weight="soon">{shift.last}</Notice>}
      <p class="number">{shift.open(held.value.open_cases, held.value.watches)}</p>
      <TextArea
        label={shift.know}
        value={know.value}
        maxlength={4000}
        onText={(typed) => {
          know.value = typed;
        }}
      />
    </Form>
  );
}

/** The shift had ended already, on another screen: then only the signing out is left, which owned cases refuse too. */
function notOn(failure: unknown): void {
  const isOver = failure instanceof Refused && failure.status === 409;
  if (!isOver) throw failure;
}

/** Nobody can say for another how a call went: it is logged before its caller leaves. */
function Dialled({ calls }: { calls: CallRow[] }) {
  const { shift } = w.value;
  return (
    <div class="form">
      <Notice weight="soon" spoken>
        {shift.calls(calls.length)}
      </Notice>
      <ul class="owned">
        {calls.map((call, index) => (
          <li key={call.id}>
            <strong>{call.name}</strong> <span class="soft">{call.place}</span>{" "}
            <button
              type="button"
              class={index === 0 ? "primary" : ""}
              onClick={() => {
                close();
                go(`mission/${call.id}`);
              }}
            >
              {shift.logCall(call.name)}
            </button>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <button type="button" onClick={close}>
          {t.value.cancel}
        </button>
      </div>
    </div>
  );
}

function Owned({ cases }: { cases: CaseRow[] }) {
  const desk = useDesk();
  const error = useSignal<unknown>(null);
  const me = desk.me.value?.id;
  const here = [...(desk.board.value?.operators.values() ?? [])].filter((one) => one.id !== me && !one.away);
  const { shift } = w.value;
  const handAll = async (to: string) => {
    error.value = null;
    try {
      for (const row of cases) {
        const body = { to };
        await desk.ask({ method: "POST", path: `cases/${row.id}/hand-over`, body, key: newKey() });
      }
      await desk.changed(cases.map(({ id }) => `case/${id}`));
    } catch (failure) {
      error.value = failure;
    }
  };
  return (
    <div class="form">
      <Notice weight="soon" spoken>
        {shift.owns(cases.length)}
      </Notice>
      {error.value !== null && (
        <Notice weight="soon" spoken>
          {explain(t.value, error.value)}
        </Notice>
      )}
      <ul class="owned">
        {cases.map((row) => (
          <li key={row.id}>
            <Shape weight={caseWeight(row.priority)} /> <strong>{t.value.kinds[kindOf(t.value, row)]}</strong>{" "}
            {sentence(t.value, row, null, null)}
            {row.handed_to && <span class="soft"> · {shift.waitsFor(row.handed_to.name)}</span>}
          </li>
        ))}
      </ul>
      {here.length === 0 && <p class="soft">{shift.nobodyHere}</p>}
      <div class="buttons">
        {here.map((one, index) => (
          <button key={one.id} type="button" class={index === 0 ? "primary" : ""} onClick={() => void handAll(one.id)}>
            {shift.handAllTo(one.name)}
          </button>
        ))}
        <button type="button" onClick={close}>
          {t.value.cancel}
        </button>
      </div>
    </div>
  );
}
