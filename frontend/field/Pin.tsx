import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Page } from "./Page";
import { t } from "./texts";

const LONGEST = 8;
const SHORTEST = 4;
const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

export interface PinProps {
  error: string | null;
  onPin(pin: string): void;
  onCancel(): void;
}

/** The digits are never shown. Nothing here knows one PIN from another: whichever was right, it looks the same. */
export function Pin({ error, onPin, onCancel }: PinProps) {
  const pin = useSignal("");
  const add = (digit: string) => {
    if (pin.value.length < LONGEST) pin.value += digit;
  };
  const erase = () => {
    pin.value = pin.value.slice(0, -1);
  };
  const submit = () => {
    if (pin.value.length >= SHORTEST) onPin(pin.value);
  };
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined);
  keys.current = (event) => {
    if (/^\d$/.test(event.key)) add(event.key);
    else if (event.key === "Backspace") erase();
    else if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) submit();
    else if (event.key === "Escape") onCancel();
  };
  // Before it is painted: whoever sees the page may type at once.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => keys.current(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  return (
    <Page title={t.value.pin.heading} close={onCancel}>
      <p class="pin-dots" role="status" aria-label={t.value.pin.digits(pin.value.length)}>
        <span aria-hidden="true">{"●".repeat(pin.value.length) || "·"}</span>
      </p>
      <p class="fault now" role="alert">
        {error}
      </p>
      <div class="pin-pad">
        {DIGITS.map((digit) => (
          <button type="button" key={digit} onClick={() => add(digit)}>
            {digit}
          </button>
        ))}
        <button type="button" class="pin-word" onClick={erase}>
          {t.value.pin.erase}
        </button>
        <button type="button" onClick={() => add("0")}>
          0
        </button>
        <button type="button" class="pin-word primary" disabled={pin.value.length < SHORTEST} onClick={submit}>
          {t.value.pin.submit}
        </button>
      </div>
    </Page>
  );
}
