import { grouped } from "../shared/phone";

export interface PhoneProps {
  number: string;
  silent?: boolean;
  onCall?: () => void;
  /** In a window about ringing it, the focus begins here: Enter rings. */
  first?: boolean;
}

/** A number to be read aloud and rung. On a phone that must stay silent it is no link. */
export function Phone({ number, silent, onCall, first }: PhoneProps) {
  const text = <span class="number">{grouped(number)}</span>;
  if (silent || !number) return text;
  return (
    <a class="phone" href={`tel:${number}`} onClick={onCall} autofocus={first}>
      {text}
    </a>
  );
}
