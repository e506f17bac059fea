import { useSignal } from "@preact/signals";
import type { Dispatch, DispatchState } from "../../shared/api/dispatch";
import { now, serverNow } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { Shape, type Weight } from "../../shared/components/Shape";
import { clock, when } from "../../shared/words";
import { Select } from "../Forms";
import { Left } from "../Left";
import { Phone } from "../Phone";
import { t } from "../texts";
import { Photos } from "./Photos";
import { w, why } from "./words";

const WEIGHTS: Record<DispatchState, Weight> = {
  wanting: "now",
  offered: "soon",
  accepted: "info",
  en_route: "info",
  on_scene: "info",
  done: "calm",
  recalled: "calm",
};
const TIMES = [
  "wanted_at_ms",
  "accepted_at_ms",
  "en_route_at_ms",
  "on_scene_at_ms",
  "reported_at_ms",
  "ended_at_ms",
] as const;

interface OneProps {
  dispatch: Dispatch;
  busy: boolean;
  act(path: string, body: object): Promise<void>;
}

/** One guard who is wanted: how far it has come, how long there is, and what an operator can do about it. */
export function One({ dispatch, busy, act }: OneProps) {
  const { state, who } = dispatch;
  const isOpen = state !== "done" && state !== "recalled";
  const weight =
    isOpen && dispatch.breached_at_ms !== null && dispatch.on_scene_at_ms === null ? "now" : WEIGHTS[state];
  return (
    <li class="dispatch">
      <p class="dispatch-head">
        <span class={weight}>
          <Shape weight={weight} /> {w.value.states[state]}
        </span>{" "}
        {dispatch.order && <span>{w.value.order.one} </span>}
        <strong>{who?.name ?? w.value.number(dispatch.number)}</strong> {who && isOpen && <Phone number={who.phone} />}
      </p>
      {isOpen && <Clock dispatch={dispatch} />}
      <p class="dispatch-times soft number">
        {TIMES.filter((name) => dispatch[name] !== null)
          .map((name) => `${w.value.times[name]} ${clock(t.value, dispatch[name] ?? 0)}`)
          .join(" · ")}
      </p>
      {dispatch.text && <p class="written">{dispatch.text}</p>}
      {[...dispatch.tried.map((one) => ({ ...one, key: `${one.at_ms}` })), ...dispatch.unsuitable].map((one) => (
        <p class="soft" key={`${one.name}-${one.why}`}>
          {w.value.tried(one.name, why(one.why))}
        </p>
      ))}
      {isOpen && dispatch.hold && (
        <Notice weight="now">
          <p>{w.value.hold}</p>
          <button type="button" disabled={busy} onClick={() => void act(`/${dispatch.id}/clear`, {})}>
            {w.value.clear}
          </button>
        </Notice>
      )}
      <Photos caseId={dispatch.case_id} photos={dispatch.photos} />
      {isOpen && <Doing dispatch={dispatch} busy={busy} act={act} />}
    </li>
  );
}

/** The answer is awaited until then; somebody is to be there until then. */
function Clock({ dispatch }: { dispatch: Dispatch }) {
  return (
    <p class="dispatch-clock">
      {dispatch.answer_until_ms !== null && (
        <span>
          <Left untilMs={dispatch.answer_until_ms} words={w.value.answerIn} />{" "}
        </span>
      )}
      {dispatch.on_scene_at_ms === null && (
        <span>
          <Left untilMs={dispatch.response_until_ms} words={w.value.dueIn} />{" "}
          <span class="soft number">({w.value.dueAt(when(t.value, dispatch.response_until_ms, now.value))})</span>
        </span>
      )}
      {dispatch.breached_at_ms !== null && (
        <span class="now">
          <Shape weight="now" /> {w.value.breached(clock(t.value, dispatch.breached_at_ms))}
        </span>
      )}
    </p>
  );
}

const ANSWERS = ["accept", "decline", "en-route", "on-scene", "done"] as const;
const NEXT: Record<DispatchState, readonly (typeof ANSWERS)[number][]> = {
  wanting: [],
  offered: ["accept", "decline"],
  accepted: ["en-route", "on-scene", "decline"],
  en_route: ["on-scene", "done", "decline"],
  on_scene: ["done"],
  done: [],
  recalled: [],
};

/** Calling back asks once more; what was said on the telephone is written down for who said it. */
function Doing({ dispatch, busy, act }: OneProps) {
  const isSure = useSignal(false);
  const by = useSignal<"callback" | "known_voice">("callback");
  const name = dispatch.who?.name;
  const recall = name ? w.value.recallSure(name) : w.value.recallNobody;
  const answered = (what: string) =>
    act(`/${dispatch.id}/${what}`, {
      happened_at_ms: Math.round(serverNow()),
      on_behalf: { identified_by: by.value, note: "" },
    });
  return (
    <>
      <p class="buttons">
        {isSure.value ? (
          <>
            <button type="button" disabled={busy} onClick={() => void act(`/${dispatch.id}/recall`, {})}>
              {recall}
            </button>
            <button
              type="button"
              onClick={() => {
                isSure.value = false;
              }}
            >
              {t.value.cancel}
            </button>
          </>
        ) : (
          <button
            type="button"
            onClick={() => {
              isSure.value = true;
            }}
          >
            {name ? w.value.recall : w.value.recallNobody} …
          </button>
        )}
      </p>
      {dispatch.who && (
        <details class="by-phone">
          <summary>{w.value.byPhone}</summary>
          <Select
            label={w.value.identified}
            value={by.value}
            options={[
              { value: "callback", text: w.value.identifiedBy.callback },
              { value: "known_voice", text: w.value.identifiedBy.known_voice },
            ]}
            onChoose={(value) => {
              by.value = value === "known_voice" ? "known_voice" : "callback";
            }}
          />
          <p class="buttons">
            {NEXT[dispatch.state].map((what) => (
              <button key={what} type="button" disabled={busy} onClick={() => void answered(what)}>
                {w.value.answers[what]}
              </button>
            ))}
          </p>
        </details>
      )}
    </>
  );
}
