import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Input } from "../components/Input";
import { FourForms } from "./FourForms";
import { read } from "./reading";
import { type Reading, Refused } from "./readings";
import { length, words } from "./words";

export interface CoordinateFieldProps {
  value: string;
  /** Whose position it is, where that is not plain. */
  label?: string;
  onText(text: string): void;
  /** What the text means as soon as it means something; null while it does not. */
  onRead(reading: Reading | null): void;
  /** Tried to be used while it means nothing: then the remedy is a fault, not a help. */
  wanted?: boolean;
}

/** One field for a position in any form, read while it is typed and echoed in all four. */
export function CoordinateField({ value, label, onText, onRead, wanted = false }: CoordinateFieldProps) {
  const reading = useSignal<Reading | null>(null);
  const remedy = useSignal("");
  const latest = useRef(value);
  latest.current = value;
  useEffect(() => {
    const settle = (found: Reading | null, said: string) => {
      if (latest.current !== value) return;
      reading.value = found;
      remedy.value = said;
      onRead(found);
    };
    read(value).then(
      (found) => settle(found, ""),
      (error: unknown) =>
        settle(null, error instanceof Refused ? words.value.refused[error.reason] : words.value.failed),
    );
  }, [value]);
  const found = reading.value;
  const isEmpty = value.trim() === "";
  return (
    <div class="coordinate-field">
      <Input
        label={label ?? words.value.label}
        value={value}
        onText={onText}
        maxlength={120}
        autocomplete="off"
        hint={found ? said(found) : isEmpty ? words.value.hint : wanted ? "" : remedy.value}
        error={wanted && !found ? remedy.value : null}
      />
      {found && <FourForms place={found} />}
    </div>
  );
}

function said({ written, within_m }: Reading): string {
  const how = words.value.written[written];
  return within_m > 20 ? `${how}, ${words.value.within(length(within_m))}` : how;
}
