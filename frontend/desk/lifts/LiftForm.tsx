import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { LiftTold } from "../../shared/api/lifts";
import { Input } from "../../shared/components/Input";
import { Form, Select } from "../Forms";
import { w } from "./words";

interface LiftFormProps {
  asks: "rescue" | "end";
  tell(told: LiftTold, key: string): Promise<void>;
  close(): void;
}

/** Who is sent to the lift; or who says that nobody is stuck in it, and how they know. */
export function LiftForm({ asks, tell, close }: LiftFormProps) {
  const by = useSignal<"ended_by_fitter" | "ended_by_person">("ended_by_fitter");
  const name = useSignal("");
  const reason = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const isEnd = asks === "end";
  const isPerson = isEnd && by.value === "ended_by_person";
  const told: LiftTold = {
    what: isEnd ? by.value : "rescue_dispatched",
    name: name.value.trim(),
    reason: isPerson ? reason.value.trim() : "",
  };
  const missing = () => {
    if (!told.name) return w.value.whoWanted;
    return isPerson && !told.reason ? w.value.reasonWanted : null;
  };
  return (
    <Form
      action={isEnd ? w.value.end : w.value.rescue}
      content={told}
      missing={missing}
      submit={(key) => tell(told, key)}
      onCancel={close}
    >
      <Input
        label={isEnd ? w.value.who : w.value.whoSent}
        value={name.value}
        maxlength={100}
        field={field}
        onText={(text) => {
          name.value = text;
        }}
      />
      {isEnd && (
        <Select
          label={w.value.by}
          value={by.value}
          options={[
            { value: "ended_by_fitter", text: w.value.byFitter },
            { value: "ended_by_person", text: w.value.byPerson },
          ]}
          onChoose={(value) => {
            by.value = value === "ended_by_person" ? "ended_by_person" : "ended_by_fitter";
          }}
        />
      )}
      {isPerson && (
        <Input
          label={w.value.reason}
          value={reason.value}
          maxlength={500}
          onText={(text) => {
            reason.value = text;
          }}
        />
      )}
    </Form>
  );
}
