import { useSignal } from "@preact/signals";
import { Ago } from "../desk/Ago";
import { CaseRowButton } from "../desk/CaseRowButton";
import { TextArea } from "../desk/Forms";
import { Left } from "../desk/Left";
import { Phone } from "../desk/Phone";
import { WatchRowButton } from "../desk/WatchRowButton";
import { now } from "../shared/clock";
import { Choices } from "../shared/components/Choices";
import { Dialog } from "../shared/components/Dialog";
import { Input } from "../shared/components/Input";
import { ListState } from "../shared/components/ListState";
import { Notice } from "../shared/components/Notice";
import { Select } from "../shared/components/Select";
import { Shape } from "../shared/components/Shape";
import { WindowedList } from "../shared/components/WindowedList";
import { seconds, when } from "../shared/words";
import { Colours } from "./Colours";
import type { Part } from "./Gallery";
import { CASES, ME, WATCHED } from "./samples";
import { g } from "./texts";

const WEIGHTS = ["info", "soon", "now"] as const;
const DAY_MS = 86_400_000;
const nothing = () => undefined;

function Type() {
  return (
    <>
      {(["huge", "large", "head", "text", "small"] as const).map((size) => (
        <p key={size} style={{ fontSize: `var(--${size})`, lineHeight: 1.25 }}>
          {g.value.sizes[size]} <span class="number">0123456789</span>
        </p>
      ))}
      <p class="number">
        {seconds(g.value, now.value)} · {when(g.value, now.value - DAY_MS, now.value)} ·{" "}
        {when(g.value, now.value - 9 * DAY_MS, now.value)} · <Ago atMs={now.value - 720_000} />
      </p>
      <p class="gallery-row">
        <Left untilMs={now.value + 1_450_000} />
        <Left untilMs={now.value - 61_000} />
        <Phone number="+4749000014" />
        <Phone number="+4749000014" silent />
      </p>
    </>
  );
}

function Buttons() {
  return (
    <div class="buttons">
      <button type="button" class="primary">
        {g.value.words.take} <kbd>T</kbd>
      </button>
      <button type="button">{g.value.words.call}</button>
      <button type="button" class="plain">
        {g.value.words.plain}
      </button>
      <button type="button" aria-pressed="true">
        {g.value.words.pressed}
      </button>
      <button type="button" disabled>
        {g.value.words.disabled}
      </button>
      <button type="button" class="primary" disabled>
        {g.value.sending}
      </button>
    </div>
  );
}

function Fields() {
  const text = useSignal("");
  const chosen = useSignal<"one" | "two" | "three" | null>("two");
  const set = (typed: string) => {
    text.value = typed;
  };
  return (
    <div class="form">
      <Input label={g.value.words.name} value={text.value} hint={g.value.words.hint} onText={set} />
      <Input label={g.value.words.number} type="tel" value="123" error={g.value.words.wrong} onText={nothing} />
      <TextArea label={g.value.words.note} value={text.value} hint={g.value.words.hint} onText={set} />
      <Select
        label={g.value.words.choose}
        value="one"
        options={(["one", "two", "three"] as const).map((value) => ({ value, text: g.value.options[value] }))}
        onChoose={nothing}
      />
      <Choices
        label={g.value.words.choose}
        options={["one", "two", "three"]}
        names={g.value.options}
        chosen={chosen.value}
        onChoose={(option) => {
          chosen.value = option;
        }}
      />
    </div>
  );
}

function States() {
  return (
    <>
      <p class="gallery-row">
        <span>{g.value.weights.calm}</span>
        {WEIGHTS.map((weight) => (
          <span key={weight} class={weight}>
            <Shape weight={weight} /> {g.value.weights[weight]}
          </span>
        ))}
      </p>
      {WEIGHTS.map((weight) => (
        <Notice key={weight} weight={weight} aside={<Ago atMs={now.value - 42_000} />}>
          {g.value.notices[weight]}
        </Notice>
      ))}
    </>
  );
}

function Lists() {
  const many = Array.from({ length: 5000 }, (_, index) => String(index + 1));
  return (
    <>
      <ListState state="loading" words={g.value.loading} />
      <ListState state="empty" words={g.value.words.empty} />
      <ListState state="failed" words={g.value.error.unreachable} retry={{ word: g.value.retry, run: nothing }} />
      <div class="gallery-list">
        <WindowedList
          ids={many}
          label={g.value.words.crowd}
          estimate={36}
          columnWidth={180}
          render={(id, tabIndex) => (
            <button type="button" class="plain" data-id={id} tabIndex={tabIndex}>
              {g.value.words.row(Number(id))}
            </button>
          )}
        />
      </div>
    </>
  );
}

function Rows() {
  return (
    <>
      <ul>
        {CASES.map((row) => (
          <li key={row.id}>
            <CaseRowButton row={row} me={ME} isOpen={row.id === "mine"} tabIndex={0} onOpen={nothing} />
          </li>
        ))}
      </ul>
      <ul>
        {WATCHED.map((one) => (
          <li key={one.key}>
            <WatchRowButton watched={one} isOpen={false} tabIndex={0} onOpen={nothing} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Window() {
  const isOpen = useSignal(false);
  const toggle = () => {
    isOpen.value = !isOpen.value;
  };
  return (
    <>
      <button type="button" onClick={toggle}>
        {g.value.words.open}
      </button>
      {isOpen.value && (
        <Dialog label={g.value.parts.window} onClose={toggle}>
          <h4 class="window-title">{g.value.parts.window}</h4>
          <div class="buttons">
            <button type="button" class="primary" onClick={toggle}>
              {g.value.close}
            </button>
          </div>
        </Dialog>
      )}
      <div class="undo-bar">
        <div class="undo">
          <p>{g.value.words.done}</p>
          <button type="button">
            {g.value.words.undo} <kbd>Z</kbd>
          </button>
        </div>
        <div class="undo undo-failed">
          <p>
            <Shape weight="now" /> {g.value.words.done} <span class="soft">{g.value.error.unreachable}</span>
          </p>
          <button type="button" class="primary">
            {g.value.retry}
          </button>
        </div>
      </div>
    </>
  );
}

export const parts: Part[] = [
  { name: "colour", Show: Colours },
  { name: "type", Show: Type },
  { name: "buttons", Show: Buttons },
  { name: "fields", Show: Fields },
  { name: "states", Show: States },
  { name: "lists", Show: Lists },
  { name: "rows", Show: Rows },
  { name: "window", Show: Window },
];
