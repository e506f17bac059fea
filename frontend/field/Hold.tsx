import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Dialog } from "../shared/components/Dialog";
import * as geo from "./geo";
import { t } from "./texts";

export const HOLD_MS = 1_500;
const HINT_MS = 4_000;
/** What the hand feels: six ticks while it is held, and one long as it is done. */
const TICKS = Array.from({ length: 11 }, (_, index) => (index % 2 ? HOLD_MS / 6 - 25 : 25));
const DONE_MS = 200;
const HOLDING_KEYS = new Set([" ", "Enter"]);

/**
 * SOS: held, by finger or by key, with what is left in sight, and done as the hold completes. A tap does nothing but
 * say so. Who uses a screen reader or a switch cannot hold: for them a click that no finger made asks once instead.
 */
export function Hold({ onDone }: { onDone(): void }) {
  const holding = useSignal(false);
  const hint = useSignal(false);
  const asking = useSignal(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const hintTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      clearTimeout(hintTimer.current);
    },
    [],
  );

  const begin = () => {
    if (holding.value) return;
    holding.value = true;
    hint.value = false;
    navigator.vibrate?.(TICKS);
    // The seconds of the hold are seconds in which a position may come.
    void geo.fix(HOLD_MS);
    timer.current = setTimeout(() => {
      holding.value = false;
      navigator.vibrate?.(DONE_MS);
      onDone();
    }, HOLD_MS);
  };
  const stop = () => {
    clearTimeout(timer.current);
    if (!holding.value) return;
    navigator.vibrate?.(0);
    holding.value = false;
    hint.value = true;
    hintTimer.current = setTimeout(() => {
      hint.value = false;
    }, HINT_MS);
  };
  return (
    <>
      <button
        type="button"
        class={`hold ${holding.value ? "holding" : ""}`}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          begin();
        }}
        onPointerUp={stop}
        onPointerCancel={stop}
        onBlur={stop}
        onKeyDown={(event) => {
          if (!HOLDING_KEYS.has(event.key)) return;
          event.preventDefault();
          if (!event.repeat) begin();
        }}
        onKeyUp={(event) => {
          if (HOLDING_KEYS.has(event.key)) stop();
        }}
        onClick={(event) => {
          if (event.detail === 0) asking.value = true;
        }}
        onContextMenu={(event) => event.preventDefault()}
      >
        <span class="hold-fill" aria-hidden="true" />
        <span class="hold-word">
          {holding.value ? t.value.sos.holding : hint.value ? t.value.sos.hint : t.value.sos.hold}
        </span>
      </button>
      <p class="unseen" role="status">
        {hint.value ? t.value.sos.hint : ""}
      </p>
      {asking.value && (
        <Dialog
          label={t.value.sos.ask}
          onClose={() => {
            asking.value = false;
          }}
        >
          <h2>{t.value.sos.ask}</h2>
          <button
            type="button"
            class="alarm large"
            onClick={() => {
              asking.value = false;
              onDone();
            }}
          >
            {t.value.sos.confirm}
          </button>
          <button
            type="button"
            onClick={() => {
              asking.value = false;
            }}
          >
            {t.value.cancel}
          </button>
        </Dialog>
      )}
    </>
  );
}
