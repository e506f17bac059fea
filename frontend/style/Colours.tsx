import { g } from "./texts";

const COLOURS = [
  "ground",
  "raised",
  "ink",
  "soft",
  "edge",
  "line",
  "action",
  "info",
  "soon",
  "now",
  "done",
  "wash-info",
  "wash-soon",
  "wash-now",
] as const;

/** The colours, by what they are for. */
export function Colours() {
  return (
    <ul class="swatches">
      {COLOURS.map((name) => (
        <li key={name} class="swatch">
          <span style={{ background: `var(--${name})` }} />
          <span>{g.value.colours[name]}</span>
        </li>
      ))}
    </ul>
  );
}
