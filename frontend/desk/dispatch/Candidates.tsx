import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Candidate, CandidateList } from "../../shared/api/dispatch";
import type { CaseAnswer } from "../../shared/api/types";
import { now } from "../../shared/clock";
import { Input } from "../../shared/components/Input";
import { ListState } from "../../shared/components/ListState";
import { explain } from "../../shared/explain";
import { grouped } from "../../shared/phone";
import { ago } from "../../shared/words";
import { useDesk } from "../desk";
import { w as siteKeys } from "../siteKeys/words";
import { t } from "../texts";
import { far } from "./far";
import { w, why } from "./words";

export interface Wish {
  person_id: string;
  text: string;
  inform: string[];
}

interface CandidatesProps {
  answer: CaseAnswer;
  busy: boolean;
  send(wish: Wish): Promise<void>;
}

/** Whom to send: the nearest who suits first, and of each who cannot be sent, why. */
export function Candidates({ answer, busy, send }: CandidatesProps) {
  const desk = useDesk();
  const { id } = answer.case;
  const found = useSignal<CandidateList | null>(null);
  const error = useSignal<unknown>(null);
  const text = useSignal("");
  const inform = useSignal<string[]>([]);
  const list = useRef<HTMLUListElement>(null);
  const read = async () => {
    error.value = null;
    try {
      found.value = await desk.ask<CandidateList>({ path: `cases/${id}/candidates` });
      list.current?.querySelector("button")?.focus();
    } catch (failure) {
      error.value = failure;
    }
  };
  useEffect(() => void read(), [id]);
  if (error.value !== null) {
    return (
      <ListState
        state="failed"
        words={`${w.value.loadFailed} ${explain(t.value, error.value)}`}
        retry={{ word: t.value.retry, run: () => void read() }}
      />
    );
  }
  if (!found.value) return <ListState state="loading" words={w.value.loading} />;
  if (found.value.candidates.length === 0) return <ListState state="empty" words={w.value.nobodyOnDuty} />;
  const contacts = answer.case.silent ? [] : answer.plan.people.filter((one) => one.role === "contacts" && !one.wrong);
  return (
    <div class="whom">
      <Input
        label={w.value.textFor}
        value={text.value}
        maxlength={300}
        onText={(typed) => {
          text.value = typed;
        }}
      />
      {contacts.length > 0 && (
        <fieldset class="inform">
          <legend>{w.value.inform}</legend>
          {contacts.map((one) => (
            <label key={one.id}>
              <input
                type="checkbox"
                checked={one.each_step || inform.value.includes(one.id)}
                disabled={one.each_step}
                onChange={(event) => {
                  const others = inform.value.filter((known) => known !== one.id);
                  inform.value = event.currentTarget.checked ? [...others, one.id] : others;
                }}
              />{" "}
              {one.name} <span class="soft number">{grouped(one.phone)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <ul class="candidates" ref={list}>
        {found.value.candidates.map((one) => (
          <li key={one.id} class={one.why_not ? "is-unsuitable" : ""}>
            <span>
              <strong>{one.name}</strong> {one.number && <span class="number">{one.number}</span>}{" "}
              <span class="soft">
                {one.contractor ? w.value.contractor : one.alone ? w.value.alone : w.value.together}
              </span>
              {one.keys.length > 0 && <strong class="candidate-keys"> {siteKeys.value.hasKey(one.keys)}</strong>}
            </span>
            <span class="candidate-where number">{where(one)}</span>
            {one.why_not ? (
              <span class="soft">{why(one.why_not)}</span>
            ) : (
              <button
                type="button"
                disabled={busy}
                onClick={() => void send({ person_id: one.id, text: text.value.trim(), inform: inform.value })}
              >
                {one.number ? w.value.sendNumber(one.number, one.name) : w.value.send(one.name)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How near, by what, and how old that is: a position without its age and accuracy is worse than none. */
function where(one: Candidate): string {
  if (one.contractor) return grouped(one.phone);
  if (one.distance_m === null) return w.value.noPosition;
  const distance = far(one.distance_m);
  const age = one.measured_at_ms === null ? "" : ago(t.value, one.measured_at_ms, now.peek());
  if (one.source === "phone") return w.value.position(distance, w.value.accuracy(one.accuracy_m ?? 0), age);
  if (one.source === "job") return w.value.fromJob(distance, one.place, age);
  return w.value.fromSite(distance, one.place);
}
