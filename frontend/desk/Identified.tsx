import { useSignal } from "@preact/signals";
import type { IdentifiedBy, OnBehalf } from "../shared/api/types";
import { Choices } from "../shared/components/Choices";
import { TextArea } from "./Forms";
import { CodeWordField } from "./lifelines/CodeWord";
import { t } from "./texts";

// How the caller on the telephone was identified: told with everything that is registered for somebody.

const WAYS: IdentifiedBy[] = ["code_word", "callback", "known_voice"];

export function useIdentified() {
  const way = useSignal<IdentifiedBy | null>(null);
  const note = useSignal("");
  const check = useSignal<string | null>(null);
  const said = { note: note.value.trim() };
  const value = ((): OnBehalf | null => {
    if (way.value === null) return null;
    if (way.value !== "code_word") return { identified_by: way.value, ...said };
    return check.value === null ? null : { identified_by: "code_word", check_id: check.value, ...said };
  })();
  const missing = way.value === "code_word" ? t.value.forms.codeWordWanted : t.value.forms.identifiedWanted;
  return { way, note, check, value, missing: value ? null : missing };
}

interface IdentifiedProps {
  who: ReturnType<typeof useIdentified>;
  /** Whose code word can be asked for; null while nobody is chosen. */
  person: { id: string; name: string } | null;
  /** Whether that is one of ours and the customers' who work, or a customer's contact. */
  of?: "person" | "contact";
}

export function IdentifiedFields({ who, person, of = "person" }: IdentifiedProps) {
  return (
    <>
      <Choices
        label={t.value.forms.identified}
        options={WAYS}
        names={t.value.forms.identifiedBy}
        chosen={who.way.value}
        onChoose={(way) => {
          who.way.value = way;
          who.check.value = null;
        }}
      />
      {who.way.value === "code_word" && person && (
        <CodeWordField
          key={person.id}
          whose={{ of, id: person.id, name: person.name }}
          onChecked={(checkId) => {
            who.check.value = checkId;
          }}
        />
      )}
      <TextArea
        label={t.value.forms.note}
        value={who.note.value}
        maxlength={500}
        onText={(typed) => {
          who.note.value = typed;
        }}
      />
    </>
  );
}
