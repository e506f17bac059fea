import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { CaseAnswer } from "../../shared/api/types";
import { now } from "../../shared/clock";
import { Choices } from "../../shared/components/Choices";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { grouped } from "../../shared/phone";
import { ago, when } from "../../shared/words";
import { useDesk } from "../desk";
import { Form, TextArea } from "../Forms";
import { sentence } from "../sentence";
import { t } from "../texts";
import { close } from "../windows";
import { firstAsked, ORDER, type Part, SERVICES } from "./asked";
import { l } from "./texts";
import type { CardForms, CardOutcome, Direct, ReadCard, Service } from "./types";

const FRESH_MS = 10_000;
const OUTCOMES: CardOutcome[] = ["received", "turned_out", "referred", "no_answer"];
const SHORT: Record<Service, string> = { police: "112", fire: "110", medical: "113" };

/** The card of the open case, large, in the order in which the one that is rung asks. */
export function ReadCardWindow({ caseId }: { caseId: string }) {
  const desk = useDesk();
  const answer = desk.detail.value?.id === caseId ? desk.detail.value.answer : null;
  const card = useSignal<ReadCard | null>(null);
  const failure = useSignal<unknown>(null);
  const service = useSignal<Service>(firstAsked(answer?.case.kind ?? ""));
  useEffect(() => {
    const fetchCard = async () => {
      try {
        card.value = await desk.ask<ReadCard>({ path: `cases/${caseId}/card` });
        failure.value = null;
      } catch (error) {
        failure.value = error;
      }
    };
    void fetchCard();
    const timer = setInterval(() => void fetchCard(), FRESH_MS);
    return () => clearInterval(timer);
  }, [caseId]);
  return (
    <div class="read-card">
      <Choices
        label={l.value.card.to}
        options={SERVICES}
        names={l.value.card.services}
        chosen={service.value}
        onChoose={(chosen) => {
          service.value = chosen;
        }}
      />
      {failure.value !== null && (
        <Notice weight="soon" spoken>
          {card.value ? explain(t.value, failure.value) : l.value.card.failed}
        </Notice>
      )}
      <Whom card={card.value} service={service.value} />
      {card.value ? (
        <Said card={card.value} service={service.value} answer={answer} />
      ) : (
        failure.value === null && <p class="soft">{t.value.loading}</p>
      )}
      <Log caseId={caseId} service={service.value} number={directOf(card.value, service.value).phone} />
    </div>
  );
}

const directOf = (card: ReadCard | null, service: Service): Direct =>
  card?.numbers.find((one) => one.service === service) ?? {
    service,
    short: SHORT[service],
    phone: SHORT[service],
    centre: "",
    source: "general",
  };

/** The number to ring: direct where it is known, and otherwise said to be the general one. */
function Whom({ card, service }: { card: ReadCard | null; service: Service }) {
  const words = l.value.card;
  const direct = directOf(card, service);
  const place = card?.place?.municipality ? words.municipality(card.place.municipality) : words.unknownPlace;
  return (
    <>
      <p class="card-number">
        <a class="button primary" href={`tel:${direct.phone}`}>
          {words.ring(direct.centre || words.whom[service])}{" "}
          <strong class="number">{direct.source === "general" ? direct.phone : grouped(direct.phone)}</strong>
        </a>
        <span class="soft">
          {direct.source === "municipality"
            ? words.source.municipality(card?.place?.municipality ?? "")
            : words.source[direct.source]}
        </span>
      </p>
      {direct.source === "general" && <Notice weight="soon">{words.general(direct.short, place)}</Notice>}
    </>
  );
}

interface SaidProps {
  card: ReadCard;
  service: Service;
  answer: CaseAnswer | null;
}

function Said({ card, service, answer }: SaidProps) {
  return (
    <ol class="card-lines" aria-label={l.value.card.order}>
      {ORDER[service].map((part) => (
        <li key={part}>
          <span class="card-label">{l.value.card.labels[part]}</span>
          <div class="card-said">{said(part, card, answer)}</div>
        </li>
      ))}
    </ol>
  );
}

function said(part: Part, card: ReadCard, answer: CaseAnswer | null): ComponentChildren {
  const words = l.value.card;
  switch (part) {
    case "where":
      return card.place ? <Where place={card.place} /> : words.notKnown;
    case "access":
      return card.place ? card.place.directions || words.noDirections : words.notKnown;
    case "position":
      return <Position card={card} />;
    case "what":
      return (
        <>
          {answer ? sentence(t.value, answer.case, answer.watch, now.value) : !card.text && t.value.kinds.unknown}{" "}
          {card.text}
          {card.mission && <OnMission mission={card.mission} said={card.text} />}
        </>
      );
    case "who":
      return <Who card={card} />;
    case "dangers":
      return card.dangers || words.notKnown;
    case "callback":
      return <span class="number">{card.callback ? grouped(card.callback) : words.noCallback}</span>;
    case "us":
      return words.us(card.company || t.value.product, card.operator);
  }
}

/** What a search begins with: what somebody does there, how they were to go, and when they were heard. */
function OnMission({ mission, said: told }: { mission: NonNullable<ReadCard["mission"]>; said: string }) {
  const words = l.value.card.mission;
  const lines = [
    mission.what && words.does(mission.what),
    mission.route && words.route(mission.route),
    mission.vehicle && words.vehicle(mission.vehicle),
    mission.going_to && mission.going_to !== told && words.goingTo(mission.going_to),
    mission.started_at_ms === null
      ? words.notBegun
      : words.since(
          when(t.value, mission.started_at_ms, now.value),
          when(t.value, mission.last_heard_at_ms, now.value),
        ),
    words.back(when(t.value, mission.planned_end_ms, now.value)),
  ];
  return (
    <ul class="card-mission number">
      {lines.filter(Boolean).map((one) => (
        <li key={String(one)}>{one}</li>
      ))}
    </ul>
  );
}

function Where({ place }: { place: NonNullable<ReadCard["place"]> }) {
  if (!place.address) {
    return (
      <>
        <strong>{place.name}</strong>
        <br />
        {l.value.card.noAddress}
      </>
    );
  }
  return (
    <>
      <strong>
        {place.address}, {place.postal_code} {place.town}
      </strong>
      <br />
      {place.name}, {l.value.card.municipality(place.municipality)}
    </>
  );
}

/** Where the person was measured last; else where the site is. Never without saying which. */
function Position({ card }: { card: ReadCard }) {
  const words = l.value.card;
  const { position, place } = card;
  const forms = position?.forms ?? place?.forms;
  if (!forms) return words.noPosition;
  const how = position
    ? words.measured(
        `${ago(t.value, position.measured_at_ms, now.value)}, ${t.value.accuracy(Math.round(position.accuracy_m))}`,
      )
    : card.mission
      ? words.ofMission
      : words.ofSite;
  return (
    <>
      <Forms forms={forms} />
      <p class="card-how">{how}</p>
    </>
  );
}

const FORMS = ["minutes", "utm", "mgrs", "decimal"] as const;

function Forms({ forms }: { forms: CardForms }) {
  return (
    <dl class="card-forms">
      {FORMS.map((name) => {
        const form = forms[name];
        return (
          form && (
            <div key={name}>
              <dt>{l.value.card.forms[name]}</dt>
              <dd class="number">{form.shown}</dd>
            </div>
          )
        );
      })}
    </dl>
  );
}

function Who({ card }: { card: ReadCard }) {
  const words = l.value.card;
  const { who } = card;
  if (!who) return <>{words.notKnown}</>;
  const others = who.together_with.length > 0 ? words.together(who.together_with.join(", ")) : words.one;
  return (
    <>
      <strong>{who.name || words.notKnown}</strong>, {others}
      <br />
      {who.silent ? (
        <strong class="now">{words.doNotRing}</strong>
      ) : (
        <span class="number">{who.phone && grouped(who.phone)}</span>
      )}{" "}
      <span class="card-how">{when(t.value, card.since_ms, now.value)}</span>
    </>
  );
}

/** That it was read, to whom, and how it went, in the case's story. */
function Log({ caseId, service, number }: { caseId: string; service: Service; number: string }) {
  const desk = useDesk();
  const outcome = useSignal<CardOutcome | null>(null);
  const note = useSignal("");
  const body = { to: service, number, outcome: outcome.value, note: note.value.trim() };
  return (
    <Form
      action={l.value.card.log}
      content={body}
      missing={() => (outcome.value === null ? l.value.card.outcomeWanted : null)}
      submit={async (key) => {
        await desk.act(caseId, "card", body, key);
        close();
      }}
      onCancel={close}
    >
      <Choices
        label={l.value.card.outcome}
        options={OUTCOMES}
        names={l.value.card.outcomes}
        chosen={outcome.value}
        onChoose={(chosen) => {
          outcome.value = chosen;
        }}
      />
      <TextArea
        label={l.value.card.note}
        value={note.value}
        maxlength={500}
        onText={(typed) => {
          note.value = typed;
        }}
      />
    </Form>
  );
}
