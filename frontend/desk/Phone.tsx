import { grouped } from "../shared/phone";

/** A number to be read aloud and rung. On a phone that must stay silent it is no link. */
export function Phone({ number, silent, onCall }: { number: string; silent?: boolean; onCall?: () => void }) {
  const text = <span class="number">{grouped(number)}</span>;
  if (silent || !number) return text;
  return (
    <a class="phone" href={`tel:${number}`} onClick={onCall}>
      {text}
    </a>
  );
}
