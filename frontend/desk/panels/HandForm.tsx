import { useSignal } from "@preact/signals";
import { go } from "../../shared/route";
import { useDesk } from "../desk";
import { Form, Select, TextArea } from "../Forms";
import { close } from "../windows";
import type { Category, Entered, Panel } from "./types";
import { w } from "./words";

const ABOUT: Category[] = ["lift", "fire", "burglary", "hold_up", "medical", "gas", "water", "technical", "trouble"];

interface HandFormProps {
  panel: Panel;
  onKept(said: string): void;
  onLeave(): void;
}

/** What a caller tells of, as if the panel had: it makes the case that the customer wishes. */
export function HandForm({ panel, onKept, onLeave }: HandFormProps) {
  const desk = useDesk();
  const about = useSignal<Category>(panel.lift ? "lift" : "fire");
  const zone = useSignal("");
  const text = useSignal("");
  const isOver = useSignal(false);
  const body = { category: about.value, zone: zone.value, text: text.value.trim(), restored: isOver.value };
  return (
    <Form
      action={w.value.hand.enter}
      content={body}
      missing={() => (body.text ? null : w.value.hand.textWanted)}
      submit={async (key) => {
        const made = await desk.ask<Entered>({ method: "POST", path: `panels/${panel.id}/signals`, body, key });
        if (!made.case_id) return onKept(w.peek().hand.verdicts[made.verdict] ?? "");
        await desk.changed([`case/${made.case_id}`]);
        close();
        go(`case/${made.case_id}`);
      }}
      onCancel={onLeave}
    >
      <p class="soft">{w.value.hand.about}</p>
      <Select
        label={w.value.hand.what}
        value={about.value}
        options={ABOUT.map((one) => ({ value: one, text: w.value.categories[one] }))}
        onChoose={(chosen) => {
          about.value = chosen as Category;
        }}
      />
      {panel.zones.length > 0 && (
        <Select
          label={w.value.hand.zone}
          value={zone.value}
          options={[
            { value: "", text: w.value.hand.noZone },
            ...panel.zones.map(({ number, name }) => ({ value: number, text: `${number} ${name}` })),
          ]}
          onChoose={(chosen) => {
            zone.value = chosen;
          }}
        />
      )}
      <TextArea
        label={w.value.hand.text}
        value={text.value}
        maxlength={200}
        onText={(typed) => {
          text.value = typed;
        }}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={isOver.value}
          onChange={(event) => {
            isOver.value = event.currentTarget.checked;
          }}
        />{" "}
        {w.value.hand.over}
      </label>
    </Form>
  );
}
