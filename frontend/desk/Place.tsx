import { useSignal } from "@preact/signals";
import type { Position } from "../shared/api/types";
import { now } from "../shared/clock";
import { decimalDegrees, degreesMinutes } from "../shared/position";
import { ageAndAccuracy, when } from "../shared/words";
import { t } from "./texts";

/** The last position: its age and accuracy first, then the forms in which it is read aloud or pasted. */
export function Place({ position }: { position: Position | null }) {
  if (!position) return <p class="soft">{t.value.position.none}</p>;
  return (
    <div class="place">
      <p>
        <span class="number">{when(t.value, position.measured_at_ms, now.value)}</span>{" "}
        <strong class="number">{ageAndAccuracy(t.value, position, now.value)}</strong>
      </p>
      <Copyable name={t.value.position.decimal} text={decimalDegrees(position)} />
      <Copyable name={t.value.position.minutes} text={degreesMinutes(position, t.value.compass)} />
    </div>
  );
}

function Copyable({ name, text }: { name: string; text: string }) {
  const copied = useSignal(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // The browser refuses: the text stands there to be marked.
      return;
    }
    copied.value = true;
    setTimeout(() => {
      copied.value = false;
    }, 2_000);
  };
  return (
    <p class="copyable">
      <span class="soft">{name}</span>
      <span class="number">{text}</span>
      <button type="button" onClick={() => void copy()} aria-label={`${t.value.position.copy} ${name}`}>
        {copied.value ? t.value.position.copied : t.value.position.copy}
      </button>
    </p>
  );
}
