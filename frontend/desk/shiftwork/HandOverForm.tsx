import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Operator } from "../../shared/api/types";
import { Choices } from "../../shared/components/Choices";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { useDesk } from "../desk";
import { Form } from "../Forms";
import { t } from "../texts";
import { close } from "../windows";
import { w } from "./words";

/** Who is asked to take the case over. */
export function HandOverForm({ caseId }: { caseId: string }) {
  const desk = useDesk();
  const people = useSignal<Operator[] | null>(null);
  const error = useSignal<unknown>(null);
  const chosen = useSignal<string | null>(null);
  const me = desk.me.value?.id;
  const { handing } = w.value;
  useEffect(() => {
    desk.ask<{ operators: Operator[] }>({ path: "operators" }).then(
      ({ operators }) => {
        people.value = operators.filter((one) => one.here && one.id !== me);
      },
      (failure) => {
        error.value = failure;
      },
    );
  }, []);
  if (error.value !== null) return <Notice weight="soon">{explain(t.value, error.value)}</Notice>;
  if (people.value === null) return <p class="soft">{t.value.loading}</p>;
  if (people.value.length === 0) return <p class="soft">{handing.nobody}</p>;
  return (
    <Form
      action={handing.handOver}
      content={chosen.value}
      missing={() => (chosen.value === null ? handing.chooseWhom : null)}
      submit={async (key) => {
        await desk.act(caseId, "hand-over", { to: chosen.value }, key);
        close();
      }}
      onCancel={close}
    >
      <Choices
        label={handing.handOverTo}
        options={people.value.map((one) => one.id)}
        names={Object.fromEntries(people.value.map((one) => [one.id, one.name]))}
        chosen={chosen.value}
        onChoose={(id) => {
          chosen.value = id;
        }}
      />
    </Form>
  );
}
