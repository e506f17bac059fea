import { useSignal } from "@preact/signals";
import { clock } from "../shared/words";
import { useDesk } from "./desk";
import { Form, Select } from "./Forms";
import { useListing } from "./register";
import { t } from "./texts";
import { close } from "./windows";

interface Person {
  id: string;
  name: string;
  roles: string[];
  active: boolean;
}

export interface Code {
  code: string;
  expires_at_ms: number;
}

const BY_CODE = ["guard", "field_worker"];

/** A sign-in code to be read aloud when SMS is down, to somebody recognised on the telephone. */
export function CodeForm() {
  const desk = useDesk();
  const people = useListing<Person>("people");
  const person = useSignal("");
  const code = useSignal<Code | null>(null);
  if (code.value) return <Issued code={code.value} />;
  const mobile = people.items.filter((one) => one.active && one.roles.some((role) => BY_CODE.includes(role)));
  return (
    <Form
      action={t.value.forms.codeGet}
      content={person.value}
      missing={() => (person.value ? null : t.value.forms.guardWanted)}
      submit={async (key) => {
        code.value = await desk.ask<Code>({ method: "POST", path: `people/${person.value}/codes`, body: {}, key });
      }}
      onCancel={close}
    >
      {people.trouble}
      <Select
        label={t.value.forms.codeFor}
        value={person.value}
        options={[
          { value: "", text: t.value.forms.choose },
          ...mobile.map(({ id, name }) => ({ value: id, text: name })),
        ]}
        onChoose={(value) => {
          person.value = value;
        }}
      />
    </Form>
  );
}

/** The code, grouped to be read aloud, and until when it holds. */
export function Issued({ code }: { code: Code }) {
  return (
    <div class="form">
      <p class="code number">{code.code.replace(/(\d{3})(\d{3})/, "$1 $2")}</p>
      <p>{t.value.forms.code(clock(t.value, code.expires_at_ms))}</p>
      <button type="button" onClick={close}>
        {t.value.close}
      </button>
    </div>
  );
}
