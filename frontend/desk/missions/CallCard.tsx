import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import type { Mission } from "../../shared/api/missions";
import type { CallOutcome } from "../../shared/api/types";
import { serverNow } from "../../shared/clock";
import { Choices } from "../../shared/components/Choices";
import { Notice } from "../../shared/components/Notice";
import { Select } from "../../shared/components/Select";
import { CoordinateField } from "../../shared/coordinates/CoordinateField";
import type { Reading } from "../../shared/coordinates/readings";
import { explain } from "../../shared/explain";
import { span } from "../../shared/missions/words";
import { grouped } from "../../shared/phone";
import { clock } from "../../shared/words";
import { useCommands } from "../commands";
import { useDesk } from "../desk";
import { Form, TextArea } from "../Forms";
import { Left } from "../Left";
import { t } from "../texts";
import { w } from "./words";

const OUTCOMES: CallOutcome[] = ["reached", "no_answer", "voicemail", "busy", "wrong_number"];
const AGAIN_MIN = [1, 2, 3, 5, 10, 15];

interface CallCardProps {
  mission: Mission;
  took(mission: Mission): void;
}

/** The agreed call: one key dials, one says how it went. */
export function CallCard({ mission, took }: CallCardProps) {
  const { call } = mission;
  if (mission.hushed) return <Notice weight="now">{w.value.call.silent}</Notice>;
  if (!call) {
    const next = mission.next_contact_ms;
    return next === null ? null : <p class="soft number">{w.value.call.coming(clock(t.value, next))}</p>;
  }
  return (
    <section class={`call-card ${call.dialled_at_ms === null ? "" : "is-dialled"}`} aria-labelledby="call-heading">
      <h3 id="call-heading">{w.value.call.heading}</h3>
      <p class="number">
        {w.value.call.due(clock(t.value, call.due_at_ms))}
        {call.attempt > 1 && ` · ${w.value.call.attempt(call.attempt)}`} · <Left untilMs={call.due_at_ms} />
      </p>
      {call.failed && (
        <Notice weight="now" spoken>
          {w.value.call.failed}
        </Notice>
      )}
      <Dial mission={mission} took={took} />
      <div>
        <h4>{w.value.call.script}</h4>
        <p class="written">{mission.script || w.value.call.usualScript}</p>
      </div>
      <HowItWent mission={mission} took={took} />
    </section>
  );
}

/** Dials on this machine's telephone, and tells the centre's clock that somebody does. */
function Dial({ mission, took }: CallCardProps) {
  const desk = useDesk();
  const error = useSignal<unknown>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const tell = async () => {
    error.value = null;
    try {
      const path = `missions/${mission.id}/calls/dialled`;
      took(await desk.ask<Mission>({ method: "POST", path, body: {}, key: newKey() }));
      await desk.changed([`mission/${mission.id}`]);
    } catch (failure) {
      error.value = failure;
    }
  };
  useCommands([
    {
      id: "mission.dial",
      key: "R",
      group: "watched",
      title: () => w.value.call.dial(mission.worker.name),
      run: () => link.current?.click(),
    },
  ]);
  const { dialled_at_ms = null, dialled_by_name = "" } = mission.call ?? {};
  return (
    <>
      <p class="buttons">
        <a
          class={dialled_at_ms === null ? "button primary" : "button"}
          ref={link}
          href={`tel:${mission.worker.phone}`}
          onClick={() => void tell()}
        >
          {w.value.call.dial(mission.worker.name)} <span class="number">{grouped(mission.worker.phone)}</span>{" "}
          <kbd>R</kbd>
        </a>
      </p>
      {dialled_at_ms !== null && (
        <p class="soft number" role="status">
          {w.value.call.dialled(clock(t.value, dialled_at_ms), dialled_by_name)}
        </p>
      )}
      {error.value !== null && (
        <Notice weight="soon" spoken>
          {explain(t.value, error.value)}
        </Notice>
      )}
    </>
  );
}

function HowItWent({ mission, took }: CallCardProps) {
  const desk = useDesk();
  const outcome = useSignal<CallOutcome | null>(null);
  const note = useSignal("");
  const again = useSignal("");
  const where = useSignal("");
  const reading = useSignal<Reading | null>(null);
  const isReached = outcome.value === "reached";
  useCommands(
    OUTCOMES.map((one, at) => ({
      id: `mission.outcome.${one}`,
      key: String(at + 1),
      group: "watched" as const,
      title: () => w.value.call.outcomes[one],
      run: () => {
        outcome.value = one;
        document.querySelector<HTMLElement>(".call-card [type=submit]")?.focus();
      },
    })),
  );
  const place = reading.value;
  const position =
    isReached && place && where.value.trim()
      ? {
          position: {
            latitude: place.latitude,
            longitude: place.longitude,
            accuracy_m: Math.max(10, place.within_m),
            measured_at_ms: Math.round(serverNow()),
          },
        }
      : {};
  const said = { outcome: outcome.value, note: note.value.trim(), again: again.value, where: where.value };
  return (
    <Form
      action={w.value.call.log}
      content={said}
      missing={() => {
        if (!outcome.value) return w.value.call.outcomeWanted;
        return isReached && where.value.trim() && !place ? w.value.call.positionWrong : null;
      }}
      submit={async (key) => {
        const body = {
          outcome: outcome.value,
          note: said.note,
          ...(!isReached && again.value ? { again_min: Number(again.value) } : {}),
          ...position,
        };
        took(await desk.ask<Mission>({ method: "POST", path: `missions/${mission.id}/calls`, body, key }));
        await desk.changed([`mission/${mission.id}`]);
      }}
    >
      <Choices
        label={w.value.call.outcome}
        options={OUTCOMES}
        names={numbered(w.value.call.outcomes)}
        chosen={outcome.value}
        onChoose={(chosen) => {
          outcome.value = chosen;
        }}
      />
      {outcome.value !== null && !isReached && (
        <Select
          label={w.value.call.again}
          value={again.value}
          options={[
            { value: "", text: w.value.call.usual },
            ...AGAIN_MIN.map((minutes) => ({ value: String(minutes), text: span(minutes * 60) })),
          ]}
          onChoose={(chosen) => {
            again.value = chosen;
          }}
        />
      )}
      {isReached && (
        <CoordinateField
          label={w.value.call.position}
          value={where.value}
          onText={(typed) => {
            where.value = typed;
          }}
          onRead={(found) => {
            reading.value = found;
          }}
        />
      )}
      <TextArea
        label={t.value.forms.note}
        rows={2}
        value={note.value}
        maxlength={2000}
        onText={(typed) => {
          note.value = typed;
        }}
      />
    </Form>
  );
}

/** The key before the word. */
function numbered(names: Record<CallOutcome, string>): Record<CallOutcome, string> {
  const pairs = OUTCOMES.map((one, at): [CallOutcome, string] => [one, `${at + 1} ${names[one]}`]);
  return Object.fromEntries(pairs) as Record<CallOutcome, string>;
}
