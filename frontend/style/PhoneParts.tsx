import { useSignal } from "@preact/signals";
import { Choices } from "../shared/components/Choices";
import { Input } from "../shared/components/Input";
import { Notice } from "../shared/components/Notice";
import { Ring } from "../shared/components/Ring";
import { Shape } from "../shared/components/Shape";
import { Colours } from "./Colours";
import type { Part } from "./Gallery";
import { g } from "./texts";

const WEIGHTS = ["info", "soon", "now"] as const;
const nothing = () => undefined;

function Buttons() {
  return (
    <div class="gallery-row">
      <button type="button" class="primary">
        {g.value.words.allOk}
      </button>
      <button type="button">{g.value.words.call}</button>
      <button type="button" disabled>
        {g.value.words.disabled}
      </button>
    </div>
  );
}

function Fields() {
  const text = useSignal("");
  return (
    <div class="form">
      <Input
        label={g.value.words.name}
        value={text.value}
        hint={g.value.words.hint}
        onText={(typed) => {
          text.value = typed;
        }}
      />
      <Input label={g.value.words.number} type="tel" value="123" error={g.value.words.wrong} onText={nothing} />
      <Choices
        label={g.value.words.choose}
        options={["one", "two", "three"]}
        names={g.value.options}
        chosen="two"
        onChoose={nothing}
      />
    </div>
  );
}

function States() {
  return (
    <>
      {WEIGHTS.map((weight) => (
        <Notice key={weight} weight={weight}>
          {g.value.notices[weight]}
        </Notice>
      ))}
      <p class="gallery-row">
        {WEIGHTS.map((weight) => (
          <span key={weight} class={weight}>
            <Shape weight={weight} /> {g.value.weights[weight]}
          </span>
        ))}
      </p>
      <Ring share={0.7} weight="calm" figure="24:10" caption={g.value.words.left} label={g.value.words.left} />
      <Ring share={0.1} weight="soon" figure="03:10" caption={g.value.words.left} label={g.value.words.left} />
      <Ring share={1} weight="now" figure="01:12" caption={g.value.overdue} label={g.value.overdue} />
    </>
  );
}

export const parts: Part[] = [
  { name: "colour", Show: Colours },
  { name: "buttons", Show: Buttons },
  { name: "fields", Show: Fields },
  { name: "states", Show: States },
];
