import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Input } from "../../shared/components/Input";
import { grouped } from "../../shared/phone";
import { useDesk } from "../desk";
import { Form } from "../Forms";
import type { LinkSent, Panel } from "./types";
import { w } from "./words";

interface LinkFormProps {
  panel: Panel;
  onSent(said: string): void;
  onLeave(): void;
}

/** The link by which the fitter at the panel follows the test on a phone. */
export function LinkForm({ panel, onSent, onLeave }: LinkFormProps) {
  const desk = useDesk();
  const name = useSignal("");
  const phone = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const body = { name: name.value.trim(), phone: phone.value.trim() };
  return (
    <Form
      action={w.value.link.send}
      content={body}
      missing={() => (body.name && body.phone ? null : w.value.link.wanted)}
      submit={async (key) => {
        const { to } = await desk.ask<LinkSent>({ method: "POST", path: `panels/${panel.id}/test/link`, body, key });
        onSent(w.peek().link.sent(grouped(to)));
      }}
      onCancel={onLeave}
    >
      <Input
        label={w.value.link.name}
        value={name.value}
        maxlength={60}
        field={field}
        onText={(text) => {
          name.value = text;
        }}
      />
      <Input
        label={w.value.link.phone}
        type="tel"
        value={phone.value}
        maxlength={40}
        onText={(text) => {
          phone.value = text;
        }}
      />
    </Form>
  );
}
