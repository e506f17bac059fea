export type Weight = "calm" | "info" | "soon" | "now";

/** The second of the three signs of a state: circle, triangle, square. Calm has none. The word stands beside it. */
export function Shape({ weight }: { weight: Weight }) {
  if (weight === "calm") return null;
  return (
    <svg class={`shape ${weight}`} viewBox="0 0 16 16" aria-hidden="true">
      {weight === "info" && <circle cx="8" cy="8" r="7" />}
      {weight === "soon" && <path d="M8 1 15.5 15H.5Z" />}
      {weight === "now" && <rect x="1" y="1" width="14" height="14" />}
    </svg>
  );
}
