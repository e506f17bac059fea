import { useSignal } from "@preact/signals";
import type { CaseAnswer, PlanPerson } from "../../shared/api/types";
import { Input } from "../../shared/components/Input";
import { e164, grouped } from "../../shared/phone";
import { useDesk } from "../desk";
import { Select } from "../Forms";
import { t } from "../texts";
import { toReach } from "./People";

/** Whom: somebody on the case, or another number. */
export function useWhom(answer: CaseAnswer | null, first: PlanPerson | null) {
  const isSilent = (person: PlanPerson) => (answer?.case.silent ?? false) && person.role === "worker";
  const people = toReach(answer?.plan.people ?? [], useDesk().me.value?.id).filter((person) => !isSilent(person));
  const start = first ?? people.find((person) => !person.wrong) ?? null;
  const chosen = useSignal(start?.id ?? "");
  const other = useSignal("");
  const person = people.find((one) => one.id === chosen.value) ?? null;
  return { people, chosen, other, person, number: person ? person.phone : e164(other.value) };
}

type Whom = ReturnType<typeof useWhom>;

export function WhomFields({ whom, label }: { whom: Whom; label: string }) {
  const options = whom.people.map((person) => ({
    value: person.id,
    text: `${person.name}, ${t.value.case.roles[person.role as keyof typeof t.value.case.roles] ?? person.role}, ${grouped(person.phone)}`,
  }));
  return (
    <>
      <Select
        label={label}
        value={whom.chosen.value}
        options={[...options, { value: "", text: t.value.forms.otherNumber }]}
        onChoose={(value) => {
          whom.chosen.value = value;
        }}
      />
      {!whom.person && (
        <Input
          label={t.value.forms.number}
          type="tel"
          inputmode="tel"
          value={whom.other.value}
          onText={(typed) => {
            whom.other.value = typed;
          }}
        />
      )}
    </>
  );
}
