import { Area, Line, Select } from "../components";
import { Picker } from "../Picker";
import { Checks, Yes } from "../register/choices";
import type { Contact } from "../register/kinds";
import { type ListedProps, Several } from "../Several";
import { t } from "../texts";
import { DAYS, type EmergencyDraft, type NoticeDraft, type OwnStepDraft, type PeriodDraft } from "./drafts";

/** When the instruction holds: hours of some kinds of day; without any, always. */
export function Times(props: ListedProps<PeriodDraft[]>) {
  const words = t.value.alarms.times;
  return (
    <Several
      {...props}
      hint={props.value.length ? words.hint : words.always}
      add={words.add}
      one={words.one}
      fresh={() => ({ days: ["mon", "tue", "wed", "thu", "fri"], from: "00:00", until: "24:00" })}
      most={14}
    >
      {(one, put, at) => (
        <>
          <Checks
            label={words.days}
            options={DAYS.map((day) => ({ value: day, text: words.names[day] }))}
            chosen={one.days}
            error={props.errors.get(`${at}.days`)}
            onChange={(days) => put({ days })}
          />
          <Line
            label={words.from}
            value={one.from}
            error={props.errors.get(`${at}.start_min`)}
            onText={(from) => put({ from })}
          />
          <Line
            label={words.until}
            value={one.until}
            error={props.errors.get(`${at}.end_min`)}
            onText={(until) => put({ until })}
          />
        </>
      )}
    </Several>
  );
}

/** Who is told, in which order and how; without any, the site's contacts in theirs. */
export function Notices({ customer, ...props }: ListedProps<NoticeDraft[]> & { customer: string }) {
  const words = t.value.alarms.notices;
  const of = `contacts?customer_id=${encodeURIComponent(customer)}`;
  return (
    <Several
      {...props}
      hint={props.value.length ? words.hint : words.usual}
      add={words.add}
      one={words.one}
      fresh={() => ({ contact_id: "", by: "call", at_once: false, each_step: false, text: "" })}
      most={12}
      isOrdered
    >
      {(one, put, at) => (
        <>
          <Picker<Contact>
            label={words.who}
            of={of}
            chosen={one.contact_id}
            beside={({ role, phone }) => [role, phone].filter(Boolean).join(", ")}
            error={props.errors.get(`${at}.contact_id`)}
            onChoose={(contact_id) => put({ contact_id })}
          />
          <Select
            label={words.by}
            value={one.by}
            options={(["call", "sms", "email"] as const).map((by) => ({ value: by, text: words.channels[by] }))}
            error={props.errors.get(`${at}.by`)}
            onChoose={(by) => put({ by })}
          />
          <Yes
            label={words.atOnce}
            isYes={one.at_once}
            error={props.errors.get(`${at}.at_once`)}
            onChange={(at_once) => put({ at_once })}
          />
          <Yes label={words.eachStep} isYes={one.each_step} onChange={(each_step) => put({ each_step })} />
          {one.by !== "call" && (
            <Area
              label={words.text}
              value={one.text}
              rows={2}
              hint={words.textHint}
              error={props.errors.get(`${at}.text`)}
              onText={(text) => put({ text })}
            />
          )}
        </>
      )}
    </Several>
  );
}

/** What an operator does besides, in the customer's words. */
export function OwnSteps(props: ListedProps<OwnStepDraft[]>) {
  const words = t.value.alarms.steps;
  return (
    <Several
      {...props}
      hint={words.hint}
      add={words.add}
      one={words.one}
      fresh={() => ({ text: "", compulsory: true })}
      most={9}
      isOrdered
    >
      {(one, put, at) => (
        <>
          <Line
            label={words.text}
            value={one.text}
            error={props.errors.get(`${at}.text`)}
            onText={(text) => put({ text })}
          />
          <Yes label={words.compulsory} isYes={one.compulsory} onChange={(compulsory) => put({ compulsory })} />
        </>
      )}
    </Several>
  );
}

/** Whether and when 110, 112 or 113 is rung, and whether a false alarm must be called off. */
export function EmergencyFields({ name, value, errors, onChange }: ListedProps<EmergencyDraft>) {
  const words = t.value.alarms.emergency;
  const put = (change: Partial<EmergencyDraft>) => onChange({ ...value, ...change });
  const options = (of: Record<string, string>) => Object.entries(of).map(([one, text]) => ({ value: one, text }));
  return (
    <>
      <Select
        label={words.service}
        value={value.service}
        options={[{ value: "", text: words.none }, ...options(words.services)]}
        error={errors.get(`${name}.service`)}
        onChoose={(service) => put({ service })}
      />
      {value.service && (
        <>
          <Select
            label={words.when}
            value={value.when}
            options={options(words.whens)}
            error={errors.get(`${name}.when`)}
            onChoose={(when) => put({ when })}
          />
          <Yes label={words.direct} isYes={value.direct} onChange={(direct) => put({ direct })} />
          <Line
            label={words.callOff}
            value={value.callOff}
            hint={words.callOffHint}
            error={errors.get(`${name}.call_off_s`)}
            onText={(callOff) => put({ callOff })}
          />
        </>
      )}
    </>
  );
}
