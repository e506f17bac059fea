import { useSignal } from "@preact/signals";
import type { DeskName } from "../../shared/api/types";
import { Shape } from "../../shared/components/Shape";
import { explain } from "../../shared/explain";
import { useDesk } from "../desk";
import { t } from "../texts";
import { isShown, show } from "./showing";
import { w } from "./words";

const CHOICES = { alarm: ["alarm"], mediation: ["mediation"], both: ["alarm", "mediation"] } as const;
type Choice = keyof typeof CHOICES;

const choiceOf = (desks: DeskName[]): Choice => (desks.length > 1 ? "both" : (desks[0] ?? "both"));

/** Which desks one covers; the server keeps it, and the queue goes by it. */
export function DeskChoice() {
  const desk = useDesk();
  const fault = useSignal<string | null>(null);
  const me = desk.me.value?.id;
  const row = me ? desk.board.value?.operators.get(me) : undefined;
  const chosen = choiceOf(row?.desks ?? []);
  const choose = async (choice: Choice, element: HTMLSelectElement) => {
    fault.value = null;
    try {
      await show(desk, { desks: [...CHOICES[choice]] });
    } catch (error) {
      fault.value = explain(t.value, error);
      element.value = chosen;
    }
  };
  return (
    <div class="desk-choice">
      <label>
        <span class="unseen">{w.value.desks.label}</span>
        <select
          value={chosen}
          onChange={(event) => void choose(event.currentTarget.value as Choice, event.currentTarget)}
        >
          {(Object.keys(CHOICES) as Choice[]).map((choice) => (
            <option key={choice} value={choice}>
              {w.value.desks[choice]}
            </option>
          ))}
        </select>
      </label>
      {fault.value && (
        <p class="soon" role="alert">
          <Shape weight="soon" /> {fault.value}
        </p>
      )}
    </div>
  );
}

/** The others on shift; and a word when they do not see that one is here oneself. */
export function WhoIsHere() {
  const desk = useDesk();
  const me = desk.me.value?.id;
  const others = [...(desk.board.value?.operators.values() ?? [])].filter((one) => one.id !== me);
  const { desks } = w.value;
  if (!isShown.value) {
    return (
      <p class="who-is-here soon">
        <Shape weight="soon" /> {desks.notShown}
      </p>
    );
  }
  const here = others.filter((one) => !one.away);
  const away = others.filter((one) => one.away);
  return (
    <p class="who-is-here soft">
      {here.length === 0 && desks.alone}
      {here.length > 0 && desks.here(here.map((one) => named(one.name, one.desks)).join(", "))}
      {away.map((one) => (
        <span key={one.id} class="soon">
          {" "}
          <Shape weight="soon" /> {desks.away(one.name)}
        </span>
      ))}
    </p>
  );
}

/** Both desks go without saying. */
function named(name: string, desks: DeskName[]): string {
  const [only] = desks;
  return desks.length === 1 && only ? `${name} (${w.value.desks[only].toLowerCase()})` : name;
}
