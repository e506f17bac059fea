import { go } from "../shared/route";
import { useApp } from "./app";
import { t } from "./texts";

const LOW = 20;

/** Network and battery, drawn and said; behind it the choices. */
export function Status() {
  const app = useApp();
  const cutOff = app.cutOff.value;
  const battery = app.battery.value;
  return (
    <button type="button" class="status" onClick={() => go("options")}>
      <Bars up={!cutOff} />
      {battery !== null && <Battery percent={battery} />}
      <Cog />
      <span class="unseen">
        {t.value.settings.open}. {cutOff ? t.value.network.down : t.value.network.up}
        {battery !== null && `. ${t.value.battery(battery)}`}
      </span>
    </button>
  );
}

function Bars({ up }: { up: boolean }) {
  return (
    <svg class={up ? "glyph" : "glyph soon"} viewBox="0 0 24 24" aria-hidden="true">
      {[0, 1, 2, 3].map((bar) => (
        <rect
          key={bar}
          class={up ? "solid" : "hollow"}
          x={2 + bar * 5.5}
          y={15 - bar * 4}
          width="3.5"
          height={6 + bar * 4}
          rx="1"
        />
      ))}
      {!up && <path class="stroke" d="M3 3l18 18" />}
    </svg>
  );
}

function Battery({ percent }: { percent: number }) {
  return (
    <>
      <svg class={percent <= LOW ? "glyph soon" : "glyph"} viewBox="0 0 24 24" aria-hidden="true">
        <path class="stroke" d="M7.5 5.5h9v15.5h-9zM10.5 3h3" />
        <rect class="solid" x="9.5" y={19 - percent * 0.115} width="5" height={Math.max(0.5, percent * 0.115)} />
      </svg>
      <span class="number" aria-hidden="true">
        {percent}
      </span>
    </>
  );
}

function Cog() {
  return (
    <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true">
      <path class="stroke" d="M4 7h10m4 0h2M4 17h2m4 0h10" />
      <circle class="stroke" cx="16" cy="7" r="2.4" />
      <circle class="stroke" cx="8" cy="17" r="2.4" />
    </svg>
  );
}
