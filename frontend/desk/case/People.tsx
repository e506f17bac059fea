import type { CaseAnswer, PlanPerson } from "../../shared/api/types";
import { Shape } from "../../shared/components/Shape";
import { duration } from "../../shared/time";
import { useDesk } from "../desk";
import { Phone } from "../Phone";
import { t } from "../texts";
import { opened } from "../windows";

const NEAREST_FIRST = ["worker", "companions", "colleagues", "next_of_kin", "contacts", "duty_manager", "operators"];

/** Those to reach, the nearest to the matter first; nobody needs to reach themselves. */
export function toReach(people: PlanPerson[], me: string | undefined): PlanPerson[] {
  const place = (person: PlanPerson) => {
    const index = NEAREST_FIRST.indexOf(person.role);
    return index < 0 ? NEAREST_FIRST.length : index;
  };
  return people.filter((person) => person.id !== me).sort((a, b) => place(a) - place(b));
}

/** Whom the case's ladder may reach, and the ladder itself. */
export function People({ answer }: { answer: CaseAnswer }) {
  const { rungs } = answer.plan;
  const people = toReach(answer.plan.people, useDesk().me.value?.id);
  const caseId = answer.case.id;
  const isDone = answer.case.state === "resolved";
  return (
    <section aria-labelledby="people-heading">
      <h3 id="people-heading">{t.value.case.people}</h3>
      {people.length === 0 && <p class="soft">{t.value.case.noPeople}</p>}
      <ul class="people">
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            caseId={caseId}
            silent={answer.case.silent && person.role === "worker"}
            done={isDone}
            isField={answer.mission !== null}
          />
        ))}
      </ul>
      {rungs.length > 0 && (
        <details>
          <summary>{t.value.case.ladder}</summary>
          <ol class="ladder">
            {rungs.map((rung) => (
              <li key={`${rung.after_s}-${rung.to}`}>
                {t.value.case.rung(
                  rung.after_s ? t.value.case.after(duration(rung.after_s * 1000)) : t.value.case.at,
                  name(t.value.case.rungTo, rung.to),
                  rung.channels.map((channel) => name(t.value.case.channels, channel)).join(", "),
                )}
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

const name = (names: Record<string, string>, key: string): string => names[key] ?? key;

interface PersonRowProps {
  person: PlanPerson;
  caseId: string;
  silent: boolean;
  done: boolean;
  /** The one it is about is out on a mission. */
  isField: boolean;
}

function PersonRow({ person, caseId, silent, done, isField }: PersonRowProps) {
  const role = isField && person.role === "worker" ? "field_worker" : person.role;
  const call = () => {
    opened.value = { window: "call", caseId, person };
  };
  return (
    <li class="person">
      <span>
        <strong>{person.name}</strong> <span class="soft">{name(t.value.case.roles, role)}</span>
      </span>
      <Phone number={person.phone} silent={silent} {...(done ? {} : { onCall: call })} />
      {person.wrong && (
        <span class="now">
          <Shape weight="now" /> {t.value.case.wrong}
        </span>
      )}
      {!silent && !done && (
        <span class="person-buttons">
          <button type="button" onClick={call} aria-label={`${t.value.case.call} ${person.name}`}>
            {t.value.case.call}
          </button>
          <button
            type="button"
            aria-label={`${t.value.case.text} ${person.name}`}
            onClick={() => {
              opened.value = { window: "text", caseId, person };
            }}
          >
            {t.value.case.text}
          </button>
        </span>
      )}
    </li>
  );
}
