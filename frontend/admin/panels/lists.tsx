import { CATEGORIES } from "../alarms/drafts";
import { Line, Select } from "../components";
import { Checks, Yes } from "../register/choices";
import { type ListedProps, Several } from "../Several";
import { t } from "../texts";
import {
  type CodeDraft,
  type HoursDraft,
  type LiftDraft,
  NO_LIFT,
  type PartitionDraft,
  WEEKDAYS,
  type ZoneDraft,
} from "./drafts";

const categories = () => CATEGORIES.map((one) => ({ value: one as string, text: t.value.alarms.categories[one] }));

/** The panel's zones, as their numbers are sent. */
export function Zones(props: ListedProps<ZoneDraft[]>) {
  const words = t.value.panels.zones;
  return (
    <Several
      {...props}
      hint={props.value.length ? words.hint : words.none}
      add={words.add}
      one={words.one}
      fresh={() => ({ number: "", name: "", category: "" })}
      most={500}
    >
      {(one, put, at) => (
        <>
          <Line
            label={words.number}
            value={one.number}
            error={props.errors.get(`${at}.number`)}
            onText={(number) => put({ number })}
          />
          <Line
            label={words.name}
            value={one.name}
            error={props.errors.get(`${at}.name`)}
            onText={(name) => put({ name })}
          />
          <Select
            label={words.category}
            value={one.category}
            options={[{ value: "", text: words.byCode }, ...categories()]}
            error={props.errors.get(`${at}.category`)}
            onChoose={(category) => put({ category })}
          />
        </>
      )}
    </Several>
  );
}

/** What a code means here, where the general table says something else. */
export function Codes(props: ListedProps<CodeDraft[]>) {
  const words = t.value.panels.codes;
  return (
    <Several
      {...props}
      hint={words.hint}
      add={words.add}
      one={words.one}
      fresh={() => ({ code: "", zone: "", category: "technical" })}
      most={200}
    >
      {(one, put, at) => (
        <>
          <Line
            label={words.code}
            value={one.code}
            error={props.errors.get(`${at}.code`)}
            onText={(code) => put({ code })}
          />
          <Line
            label={words.zone}
            value={one.zone}
            hint={words.zoneHint}
            error={props.errors.get(`${at}.zone`)}
            onText={(zone) => put({ zone })}
          />
          <Select
            label={words.category}
            value={one.category}
            options={categories()}
            error={props.errors.get(`${at}.category`)}
            onChoose={(category) => put({ category })}
          />
        </>
      )}
    </Several>
  );
}

/** The parts that are armed by themselves, and when somebody may be inside. */
export function Partitions(props: ListedProps<PartitionDraft[]>) {
  const words = t.value.panels.partitions;
  return (
    <Several
      {...props}
      hint={words.hint}
      add={words.add}
      one={words.one}
      fresh={() => ({ number: "", name: "", hours: [] })}
      most={64}
    >
      {(one, put, at) => (
        <>
          <Line
            label={words.number}
            value={one.number}
            error={props.errors.get(`${at}.number`)}
            onText={(number) => put({ number })}
          />
          <Line
            label={words.name}
            value={one.name}
            error={props.errors.get(`${at}.name`)}
            onText={(name) => put({ name })}
          />
          <OpenHours
            name={`${at}.hours`}
            value={one.hours}
            errors={props.errors}
            onChange={(hours) => put({ hours })}
          />
        </>
      )}
    </Several>
  );
}

function OpenHours(props: ListedProps<HoursDraft[]>) {
  const words = t.value.panels.hours;
  return (
    <Several
      {...props}
      hint={props.value.length ? words.hint : words.none}
      add={words.add}
      one={words.one}
      fresh={() => ({ days: ["0", "1", "2", "3", "4"], opens: "07:00", closes: "17:00" })}
      most={14}
    >
      {(one, put, at) => (
        <>
          <Checks
            label={words.days}
            options={WEEKDAYS.map((day) => ({ value: day, text: words.names[day] }))}
            chosen={one.days}
            error={props.errors.get(`${at}.days`)}
            onChange={(days) => put({ days })}
          />
          <Line
            label={words.opens}
            value={one.opens}
            error={props.errors.get(`${at}.opens`)}
            onText={(opens) => put({ opens })}
          />
          <Line
            label={words.closes}
            value={one.closes}
            error={props.errors.get(`${at}.closes`)}
            onText={(closes) => put({ closes })}
          />
        </>
      )}
    </Several>
  );
}

/** The lift behind the panel, if there is one. */
export function LiftFields({ name, value, errors, onChange }: ListedProps<LiftDraft>) {
  const words = t.value.panels.lift;
  const put = (change: Partial<LiftDraft>) => onChange({ ...value, ...change });
  return (
    <>
      <Yes
        label={words.is}
        isYes={value.number !== null}
        error={errors.get(name)}
        onChange={(isLift) => onChange(isLift ? { ...NO_LIFT, number: "" } : NO_LIFT)}
      />
      {value.number !== null && (
        <>
          <Line
            label={words.number}
            value={value.number}
            error={errors.get(`${name}.number`)}
            onText={(number) => put({ number })}
          />
          <Line
            label={words.voicePhone}
            type="tel"
            value={value.voicePhone}
            hint={words.voicePhoneHint}
            error={errors.get(`${name}.voice_phone`)}
            onText={(voicePhone) => put({ voicePhone })}
          />
          <Line
            label={words.testHours}
            value={value.testHours}
            hint={words.testHoursHint}
            error={errors.get(`${name}.test_hours`)}
            onText={(testHours) => put({ testHours })}
          />
          <Select
            label={words.endedBy}
            value={value.endedBy}
            options={Object.entries(words.enders).map(([one, text]) => ({ value: one, text }))}
            error={errors.get(`${name}.ended_by`)}
            onChoose={(endedBy) => put({ endedBy })}
          />
        </>
      )}
    </>
  );
}
