import { useSignal } from "@preact/signals";
import { serverNow } from "../../shared/clock";
import { Choices } from "../../shared/components/Choices";
import { Input } from "../../shared/components/Input";
import { Notice } from "../../shared/components/Notice";
import { useDesk } from "../desk";
import { Form, Select } from "../Forms";
import { IdentifiedFields, useIdentified } from "../Identified";
import type { Panel, PanelState } from "./types";
import { useContacts } from "./usePanels";
import { w } from "./words";

const MINUTE_MS = 60_000;
const LENGTHS = ["30", "60", "120", "240", "480"] as const;
type Length = (typeof LENGTHS)[number];

interface TestFormProps {
  panel: Panel;
  state: PanelState;
  onDone(): void;
  onLeave(): void;
}

/** A panel or some of its zones on test: for how long, and who asks that its alarms be disregarded. */
export function TestForm({ panel, state, onDone, onLeave }: TestFormProps) {
  const desk = useDesk();
  const contacts = useContacts(panel.site_id);
  const running = state.test?.on ? state.test : null;
  const length = useSignal<Length>("60");
  const zones = useSignal<string[]>(running?.zones ?? []);
  const why = useSignal(running?.why ?? "");
  const contactId = useSignal("");
  const who = useIdentified();
  const contact = contacts.find(({ id }) => id === contactId.value) ?? null;
  const wanted = {
    length: length.value,
    zones: zones.value,
    why: why.value.trim(),
    ...(contact ? { contact_id: contact.id, on_behalf: who.value } : {}),
  };
  return (
    <Form
      action={running ? w.value.test.extend : w.value.test.begin}
      content={wanted}
      missing={() => (contact ? who.missing : wanted.why ? null : w.value.test.whyWanted)}
      submit={async (key) => {
        const { length: minutes, ...more } = wanted;
        const body = { ...more, until_ms: Math.round(serverNow()) + Number(minutes) * MINUTE_MS };
        await desk.ask({ method: "POST", path: `panels/${panel.id}/test`, body, key });
        onDone();
      }}
      onCancel={onLeave}
    >
      <Notice weight="soon">{w.value.test.warning}</Notice>
      <Choices
        label={w.value.test.length}
        options={[...LENGTHS]}
        names={w.value.test.lengths}
        chosen={length.value}
        onChoose={(chosen) => {
          length.value = chosen;
        }}
      />
      <Select
        label={w.value.test.who}
        value={contactId.value}
        options={[
          { value: "", text: w.value.test.centre },
          ...contacts.map(({ id, name }) => ({ value: id, text: name })),
        ]}
        onChoose={(chosen) => {
          contactId.value = chosen;
          who.way.value = null;
        }}
      />
      {contact && <IdentifiedFields who={who} person={contact} of="contact" />}
      <Input
        label={w.value.test.why}
        value={why.value}
        maxlength={200}
        onText={(text) => {
          why.value = text;
        }}
      />
      {panel.zones.length > 0 && <Zones panel={panel} chosen={zones} />}
    </Form>
  );
}

function Zones({ panel, chosen }: { panel: Panel; chosen: { value: string[] } }) {
  return (
    <fieldset class="choices zones-on-test">
      <legend>
        {w.value.test.which} <span class="hint">{w.value.test.whichHint}</span>
      </legend>
      {panel.zones.map(({ number, name }) => (
        <label key={number}>
          <input
            type="checkbox"
            checked={chosen.value.includes(number)}
            onChange={(event) => {
              const others = chosen.value.filter((one) => one !== number);
              chosen.value = event.currentTarget.checked ? [...others, number] : others;
            }}
          />
          <span>
            <span class="number">{number}</span> {name}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
