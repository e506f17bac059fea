import type { PartyMember, PlaceKind } from "../api/missions";
import type { Position } from "../api/types";
import { now } from "../clock";
import { Choices } from "../components/Choices";
import { Input } from "../components/Input";
import { Select } from "../components/Select";
import { common } from "../coordinates/words";
import { meant, when } from "../words";
import { type Draft, durationsWith, type Fault, intervalsFor, startOf } from "./draft";
import { PlaceField } from "./PlaceField";
import { kindName, m, span } from "./words";

export interface FieldsProps {
  draft: Draft;
  onChange(change: Partial<Draft>): void;
  kinds: PlaceKind[];
  colleagues: PartyMember[];
  faults: Fault[];
  /** The worker's own device, or an operator who has the worker on the telephone. */
  own: boolean;
  locate?: () => Promise<Position | null>;
  /** A registered mission keeps its kind of place and its party, and under way its start as well. */
  changes?: "planned" | "under_way";
}

/** A mission in fields: what must be told first, what helps if it goes wrong below. */
export function MissionFields(props: FieldsProps) {
  const { draft, onChange, kinds, faults, own, locate, changes } = props;
  const fault = (name: Fault) => (faults.includes(name) ? m.value.faults[name] : null);
  const kind = kinds.find(({ id }) => id === draft.kindId);
  return (
    <>
      <PlaceField
        draft={draft}
        onChange={onChange}
        wanted={faults.includes("place")}
        showsMap={!own}
        {...(locate ? { locate } : {})}
      />
      <Input
        label={m.value.placeName}
        value={draft.name}
        hint={m.value.placeNameHint}
        error={fault("name")}
        maxlength={60}
        onText={(name) => onChange({ name })}
      />
      <Input
        label={own ? m.value.what : m.value.whatOther}
        value={draft.what}
        error={fault("what")}
        maxlength={200}
        onText={(what) => onChange({ what })}
      />
      {!changes && kinds.length > 0 && (
        <Select
          label={m.value.kind}
          value={draft.kindId}
          options={kinds.map(({ id, name }) => ({ value: id, text: kindName(id, name) }))}
          onChoose={(kindId) => {
            const chosen = kinds.find(({ id }) => id === kindId);
            onChange({ kindId, ...(chosen ? { interval: chosen.interval_s } : {}) });
          }}
        />
      )}
      <Select
        label={m.value.interval}
        value={String(draft.interval)}
        options={intervalsFor(kind, draft.interval).map((one) => ({ value: String(one), text: span(one) }))}
        onChoose={(interval) => onChange({ interval: Number(interval) })}
      />
      <Choices
        label={m.value.contact}
        options={["own", "centre_calls"]}
        names={own ? m.value.contacts : m.value.contactsOther}
        chosen={draft.contact}
        onChoose={(contact) => onChange({ contact })}
      />
      <Time {...props} />
      <details>
        <summary>{m.value.more}</summary>
        <div class="form">
          <More {...props} />
        </div>
      </details>
    </>
  );
}

function Time({ draft, onChange, faults, changes }: FieldsProps) {
  const start = startOf(draft, now.value);
  const end = start === null ? null : start + draft.lasts * 1000;
  return (
    <>
      {!changes && (
        <Choices
          label={m.value.begins}
          options={["now", "later"]}
          names={m.value.beginning}
          chosen={draft.begins}
          onChoose={(begins) => onChange({ begins })}
        />
      )}
      {changes !== "under_way" && draft.begins === "later" && (
        <div class="two">
          <Input label={m.value.date} type="date" value={draft.date} onText={(date) => onChange({ date })} />
          <Input
            label={m.value.time}
            type="time"
            value={draft.time}
            hint={meant(common.value, start)}
            onText={(time) => onChange({ time })}
          />
        </div>
      )}
      <p class="fault now" aria-live="polite">
        {faults.includes("start") && m.value.faults.start}
      </p>
      <Select
        label={m.value.lasts}
        value={String(draft.lasts)}
        options={durationsWith(draft.lasts).map((one) => ({ value: String(one), text: span(one) }))}
        hint={end === null ? "" : m.value.until(when(common.value, end, now.value))}
        onChoose={(lasts) => onChange({ lasts: Number(lasts) })}
      />
    </>
  );
}

/** What helps whoever has to look for somebody. */
function More({ draft, onChange, colleagues, faults, changes }: FieldsProps) {
  const isThere = (id: string) => draft.party.includes(id);
  return (
    <>
      <Input
        label={m.value.placeText}
        value={draft.text}
        hint={m.value.placeTextHint}
        maxlength={500}
        onText={(text) => onChange({ text })}
      />
      <Input label={m.value.route} value={draft.route} maxlength={200} onText={(route) => onChange({ route })} />
      <Input
        label={m.value.vehicle}
        value={draft.vehicle}
        hint={m.value.vehicleHint}
        maxlength={200}
        onText={(vehicle) => onChange({ vehicle })}
      />
      {!changes && colleagues.length > 0 && (
        <fieldset class="choices">
          <legend>{m.value.party}</legend>
          {colleagues.map(({ id, name }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={isThere(id)}
                onChange={() =>
                  onChange({ party: isThere(id) ? draft.party.filter((one) => one !== id) : [...draft.party, id] })
                }
              />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      )}
      <Companions draft={draft} onChange={onChange} />
      <p class="fault now" aria-live="polite">
        {faults.includes("companion") && m.value.faults.companion}
      </p>
      <Input label={m.value.kin} value={draft.kinName} maxlength={60} onText={(kinName) => onChange({ kinName })} />
      <Input
        label={m.value.kinPhone}
        type="tel"
        value={draft.kinPhone}
        error={faults.includes("kin") ? m.value.faults.kin : null}
        onText={(kinPhone) => onChange({ kinPhone })}
      />
    </>
  );
}

const MOST_COMPANIONS = 12;

function Companions({ draft, onChange }: Pick<FieldsProps, "draft" | "onChange">) {
  const { companions } = draft;
  const change = (at: number, changed: Partial<Draft["companions"][number]>) =>
    onChange({ companions: companions.map((one, index) => (index === at ? { ...one, ...changed } : one)) });
  return (
    <>
      {companions.map((one, at) => (
        <div class="two" key={at}>
          <Input
            label={m.value.companion(at + 1)}
            value={one.name}
            maxlength={60}
            onText={(name) => change(at, { name })}
          />
          <Input
            label={m.value.companionPhone(at + 1)}
            type="tel"
            value={one.phone}
            onText={(phone) => change(at, { phone })}
          />
        </div>
      ))}
      {companions.length < MOST_COMPANIONS && (
        <button type="button" onClick={() => onChange({ companions: [...companions, { name: "", phone: "" }] })}>
          {m.value.addCompanion}
        </button>
      )}
    </>
  );
}
