import type { components } from "../shared/api/schema";
import { Notice } from "../shared/components/Notice";
import { Shape } from "../shared/components/Shape";
import { language } from "../shared/i18n/language";
import { grouped } from "../shared/phone";
import { useAsked } from "./asked";
import { Wait } from "./components";
import { spoken } from "./durations";
import { to } from "./places";
import { t } from "./texts";

type Plan = components["schemas"]["AbsencePlan"];
type Rung = Plan["rungs"][number];
type Group = keyof typeof t.value.absence.groups;

/** Those rungs that reach somebody who is not at the centre. */
const OUTSIDE: Rung["to"][] = ["duty_manager", "partner"];

/** Who is called when nobody is at the centre, as it would be done now, and the ways to change it. */
export function AbsencePage() {
  const asked = useAsked<Plan>("absence");
  return (
    <div class="absence">
      <h1>{t.value.absence.heading}</h1>
      <Wait asked={asked}>{(plan) => <Called plan={plan} />}</Wait>
    </div>
  );
}

function Called({ plan }: { plan: Plan }) {
  const duration = (seconds: number) => spoken(seconds, t.value.hour);
  const isAnybody = plan.rungs.some((rung) => OUTSIDE.includes(rung.to) && rung.people.some(({ wrong }) => !wrong));
  return (
    <>
      {!isAnybody && <Notice weight="now">{t.value.absence.nobody}</Notice>}
      <p>{t.value.absence.what(duration(plan.absent_after_s))}</p>
      <ol class="absence-rungs">
        {plan.rungs.map((rung) => (
          <li key={rung.to}>
            <RungOf rung={rung} />
          </li>
        ))}
      </ol>
      <p class="soft">{t.value.absence.again(duration(plan.take_timeout_s))}</p>
    </>
  );
}

function RungOf({ rung }: { rung: Rung }) {
  const words = t.value.absence;
  const group = rung.to as Group;
  const isPartner = rung.to === "partner";
  const channels = new Intl.ListFormat(language.value).format(rung.channels.map((channel) => words.channels[channel]));
  return (
    <section aria-labelledby={`absence-${group}`}>
      <div class="list-head">
        <h2 id={`absence-${group}`}>{words.groups[group]}</h2>
        {isPartner ? (
          <a class="button" href={to("contacts", "new", { customer_id: "self" })}>
            {words.addPartner}
          </a>
        ) : (
          <a class="button" href={to("people")}>
            {words.toPeople}
          </a>
        )}
      </div>
      <p>{words.how(channels, rung.repeat_s ? spoken(rung.repeat_s, t.value.hour) : "")}</p>
      {rung.people.length === 0 && <Notice weight="soon">{words.none[group]}</Notice>}
      <ul class="absence-people">
        {rung.people.map((one) => (
          <li key={one.id}>
            <a href={to(isPartner ? "contacts" : "people", one.id)}>{one.name}</a>{" "}
            <span class="number nowrap">{grouped(one.phone)}</span>
            {one.wrong && (
              <span class="mark soon">
                <Shape weight="soon" /> {t.value.wrong}
                {isPartner && `: ${words.notCalled}`}
              </span>
            )}
          </li>
        ))}
      </ul>
      {isPartner && <p class="hint">{words.partnerHint}</p>}
    </section>
  );
}
