import { useSignal } from "@preact/signals";
import { w } from "../../desk/shiftwork/words";
import type { components } from "../../shared/api/schema";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { atWall, dateOf } from "../../shared/time";
import { when } from "../../shared/words";
import { useAsked } from "../asked";
import { Line, Select, Wait } from "../components";
import { spoken } from "../durations";
import { Picker } from "../Picker";
import type { Site } from "../register/kinds";
import { t } from "../texts";
import type { Category } from "./drafts";

type Would = components["schemas"]["WishView"];
type Step = Would["steps"][number];

/** What is asked, and what was typed with it. */
interface Question {
  path: string;
  posted: string | null;
}

export interface PreviewProps {
  customer: string;
  /** The site that the instruction is for; empty: it is for all of the customer's. */
  site: string;
  categories: string[];
  version: number;
  id: string;
  /** What was typed and not saved, as it would be sent; null: nothing was. */
  draft: Record<string, unknown> | null;
  /** Something that was typed cannot be read. */
  isUnreadable: boolean;
}

/** *Hva ville skje nå?*: what an alarm there would do, step by step, with what was typed as if it were saved. */
export function Preview({ customer, site, categories, version, id, draft, isUnreadable }: PreviewProps) {
  const words = t.value.alarms.preview;
  const chosenSite = useSignal(site);
  const chosen = useSignal("");
  const day = useSignal("");
  const time = useSignal("");
  const asked = useSignal<Question | null>(null);
  const category = categories.includes(chosen.value) ? chosen.value : (categories[0] ?? "");
  const place = site || chosenSite.value;
  const ask = (atMs: number | null) => {
    const about = { site_id: place, category, ...(atMs === null ? {} : { at_ms: atMs }) };
    asked.value = draft
      ? { path: "wishes", posted: JSON.stringify({ ...about, id, instruction: draft }) }
      : { path: `wishes?${queryOf(about)}`, posted: null };
  };
  const atMs = atWall(day.value || dateOf(now.value), time.value);
  return (
    <section class="story preview" aria-labelledby="preview-heading">
      <h2 id="preview-heading">{words.heading}</h2>
      {draft && <Notice weight="info">{isUnreadable ? words.unreadable : words.unsaved}</Notice>}
      <div class="preview-asked">
        {!site && (
          <Picker<Site>
            label={t.value.fields.site_id}
            of={`sites?customer_id=${encodeURIComponent(customer)}`}
            chosen={chosenSite.value}
            beside={({ address, town }) => `${address}, ${town}`}
            onChoose={(id) => {
              chosenSite.value = id;
            }}
          />
        )}
        <Select
          label={words.category}
          value={category}
          options={categories.map((one) => ({ value: one, text: t.value.alarms.categories[one as Category] ?? one }))}
          onChoose={(one) => {
            chosen.value = one;
          }}
        />
        <Line
          label={words.day}
          type="date"
          value={day.value}
          onText={(text) => {
            day.value = text;
          }}
        />
        <Line
          label={words.time}
          type="time"
          value={time.value}
          onText={(text) => {
            time.value = text;
          }}
        />
      </div>
      <div class="buttons">
        <button type="button" class="primary" disabled={!place || !category || isUnreadable} onClick={() => ask(null)}>
          {words.now}
        </button>
        <button type="button" disabled={!place || !category || isUnreadable || atMs === null} onClick={() => ask(atMs)}>
          {words.thenAsked}
        </button>
      </div>
      {!place && <p class="hint">{words.chooseSite}</p>}
      {/* A saved change is another answer to the same question. */}
      {asked.value && <Answer {...asked.value} key={`${asked.value.path} ${version}`} />}
    </section>
  );
}

const queryOf = (about: Record<string, string | number>): string =>
  new URLSearchParams(Object.entries(about).map(([name, value]) => [name, String(value)])).toString();

function Answer({ path, posted }: Question) {
  const would = useAsked<Would>(path, posted);
  return <Wait asked={would}>{(found) => <Story would={found} />}</Wait>;
}

function Story({ would }: { would: Would }) {
  const words = t.value.alarms.preview;
  // Who is rung or written to by hand is a step of the operator's already.
  const byHand = new Set(would.steps.map((step) => step.contact_name));
  const inTurn = would.in_turn.filter((one) => one.by === "sms" || !byHand.has(one.name));
  const told = (one: Would["at_once"][number]) => words.told(one.name, t.value.alarms.notices.channels[one.by]);
  return (
    <div role="status">
      <p>
        <strong>{when(t.value, would.at_ms, now.value)}</strong> {words.source(would.source, would.instruction_name)}{" "}
        {would.day === "holiday" && words.holiday}
      </p>
      {!would.opens_case && <p>{words.onlyLogged}</p>}
      {would.quiet && <p>{words.quiet}</p>}
      {would.nobody && <Notice weight="soon">{words.nobody}</Notice>}
      <ol>
        {would.at_once.map((one) => (
          <li key={`once ${one.name} ${one.by}`}>
            {words.atOnce} {told(one)}
            {one.text && <q>{one.text}</q>}
          </li>
        ))}
        {would.each_step.length > 0 && <li>{words.eachStep(would.each_step)}</li>}
        {would.opens_case &&
          would.steps.map((step, index) => (
            <li key={index}>
              {stepTold(step)}
              {step.compulsory && <span class="soft"> {w.value.steps.compulsory}</span>}
              {step.within_s !== null && (
                <span class="number"> {w.value.steps.within(spoken(step.within_s, t.value.hour))}</span>
              )}
            </li>
          ))}
        {inTurn.map((one) => (
          <li key={`turn ${one.name} ${one.by}`}>
            {words.inTurn} {told(one)}
            {one.text && <q>{one.text}</q>}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A step as the operator reads it. */
function stepTold({ what, text, contact_name }: Step): string {
  const { what: usual, wished } = w.value.steps;
  // The text of a calling off is the number that is rung; of other steps it is what to do.
  if (what in wished) return wished[what as keyof typeof wished](what === "call_off" ? text : contact_name);
  return (text || usual[what as keyof typeof usual]) ?? what;
}
