import { useSignal } from "@preact/signals";
import { useDesk } from "../desk";
import { Form, Select, TextArea } from "../Forms";
import { useListing } from "../register";
import { w } from "./words";

const HOUR_S = 3_600;
const WITHIN = ["2", "4", "24", "72"] as const;
/** So long is his yes or no awaited, in seconds. */
const ANSWER_S = 30 * 60;

interface Contractor {
  id: string;
  name: string;
  roles: string[];
  active: boolean;
}

interface OrderFormProps {
  caseId: string;
  onSent(): Promise<void>;
  onLeave(): void;
}

/** An order to a technician: whom, what, and by when it is to be mended. */
export function OrderForm({ caseId, onSent, onLeave }: OrderFormProps) {
  const desk = useDesk();
  const people = useListing<Contractor>("people");
  const whom = useSignal("");
  const within = useSignal<string>("4");
  const text = useSignal("");
  const could = people.items.filter(({ active, roles }) => active && roles.includes("contractor"));
  const body = {
    person_id: whom.value,
    order: true,
    response_s: Number(within.value) * HOUR_S,
    offer_s: ANSWER_S,
    text: text.value.trim(),
  };
  return (
    <Form
      action={w.value.order.send}
      content={body}
      missing={() => (body.person_id ? null : w.value.order.whomWanted)}
      submit={async (key) => {
        await desk.ask({ method: "POST", path: `cases/${caseId}/dispatches`, body, key });
        await onSent();
      }}
      onCancel={onLeave}
    >
      {people.trouble}
      <p class="soft">{w.value.order.about}</p>
      <Select
        label={w.value.order.whom}
        value={whom.value}
        options={[
          { value: "", text: could.length > 0 ? w.value.order.choose : w.value.order.none },
          ...could.map(({ id, name }) => ({ value: id, text: name })),
        ]}
        onChoose={(value) => {
          whom.value = value;
        }}
      />
      <Select
        label={w.value.order.within}
        value={within.value}
        options={WITHIN.map((hours) => ({ value: hours, text: w.value.order.hours(Number(hours)) }))}
        onChoose={(value) => {
          within.value = value;
        }}
      />
      <TextArea
        label={w.value.order.text}
        value={text.value}
        maxlength={300}
        rows={2}
        onText={(typed) => {
          text.value = typed;
        }}
      />
    </Form>
  );
}
