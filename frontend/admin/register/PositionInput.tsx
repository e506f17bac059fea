import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { CoordinateField } from "../../shared/coordinates/CoordinateField";
import type { Reading } from "../../shared/coordinates/readings";
import type { FieldInputProps } from "./FieldInput";

/** Latitude and longitude in one field, in whatever form they were found. */
export function PositionInput({ draft, errors, onChange, onOther }: FieldInputProps) {
  const standing = [draft.latitude, draft.longitude].filter(Boolean).join(" ");
  const typed = useSignal<string | null>(null);
  const told = useRef(standing);
  // Somebody else's position was taken, or changes were discarded: what was typed is no longer meant.
  const shown = told.current === standing ? (typed.value ?? standing) : standing;
  useEffect(() => {
    if (told.current === standing) return;
    told.current = standing;
    typed.value = null;
  }, [standing]);
  const put = (latitude: string, longitude: string) => {
    told.current = [latitude, longitude].filter(Boolean).join(" ");
    if (draft.latitude !== latitude) onChange(latitude);
    if (draft.longitude !== longitude) onOther("longitude", longitude);
  };
  const onText = (text: string) => {
    typed.value = text;
    // Until it means something it is kept as it was typed, so that it cannot be saved as anything else.
    put(text.trim(), "");
  };
  const onRead = (reading: Reading | null) => {
    if (reading && typed.peek() !== null) put(inDegrees(reading.latitude), inDegrees(reading.longitude));
  };
  const fault = errors.get("latitude") ?? errors.get("longitude");
  return (
    <div class="input">
      <CoordinateField value={shown} onText={onText} onRead={onRead} wanted={fault !== undefined} />
      <p class="fault now">{fault}</p>
    </div>
  );
}

/** Seven decimals are a centimetre. */
const inDegrees = (value: number): string => String(Number(value.toFixed(7))).replace(".", ",");
