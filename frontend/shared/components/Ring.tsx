import type { Weight } from "./Shape";

const RADIUS = 92;
const ROUND = 2 * Math.PI * RADIUS;

export interface RingProps {
  /** What is left, from 1 to 0; past the deadline the ring is full again, in the state's colour. */
  share: number;
  weight: Weight;
  /** Large, in the middle. */
  figure: string;
  /** Under it. */
  caption: string;
  /** Said to those who cannot see it, when they ask for it. */
  label: string;
}

/** Time left, readable at arm's length. */
export function Ring({ share, weight, figure, caption, label }: RingProps) {
  const left = Math.max(0, Math.min(1, share));
  return (
    <div class={`ring ${weight}`} role="timer" aria-label={label}>
      <svg viewBox="0 0 200 200" aria-hidden="true">
        <circle class="ring-groove" cx="100" cy="100" r={RADIUS} />
        <circle
          class="ring-left"
          cx="100"
          cy="100"
          r={RADIUS}
          stroke-dasharray={`${ROUND * left} ${ROUND}`}
          transform="rotate(-90 100 100)"
        />
      </svg>
      <span class={figure.length > 5 ? "ring-figure long number" : "ring-figure number"}>{figure}</span>
      <span class="ring-caption">{caption}</span>
    </div>
  );
}
