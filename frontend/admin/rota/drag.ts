// A shift is taken by a mouse or pen at once, and by a finger that rests on it: one that moves before that scrolls.

export const HOLD_MS = 450;
const SLIP_PX = 8;
const BUZZ_MS = 20;

let finger = false;

/** Whether a finger holds something now: then the page must not scroll under it. */
export const isFingerHolding = (): boolean => finger;

/** Calls `take` when what is under the pointer is to be taken; a finger that slips or lets go before takes nothing. */
export function whenTaken(down: PointerEvent, take: () => void): void {
  if (down.pointerType !== "touch") {
    take();
    return;
  }
  const slips = (next: PointerEvent) => {
    if (Math.hypot(next.clientX - down.clientX, next.clientY - down.clientY) > SLIP_PX) stop();
  };
  const stop = () => {
    clearTimeout(timer);
    removeEventListener("pointermove", slips);
    removeEventListener("pointerup", stop);
    removeEventListener("pointercancel", stop);
  };
  const timer = setTimeout(() => {
    stop();
    finger = true;
    navigator.vibrate?.(BUZZ_MS);
    take();
  }, HOLD_MS);
  addEventListener("pointermove", slips);
  addEventListener("pointerup", stop);
  addEventListener("pointercancel", stop);
}

/** Follows the pointer until it is let go (done) or taken away. */
export function drag(follow: (event: PointerEvent) => void, end: (isDone: boolean) => void): void {
  const stop = (isDone: boolean) => {
    removeEventListener("pointermove", follow);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", gone);
    removeEventListener("keydown", escape_);
    end(isDone);
    // What the browser still makes of the finger's leaving, a click above all, belongs to the holding.
    setTimeout(() => {
      finger = false;
    });
  };
  const up = () => stop(true);
  const gone = () => stop(false);
  const escape_ = (event: KeyboardEvent) => {
    if (event.key === "Escape") stop(false);
  };
  addEventListener("pointermove", follow);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", gone);
  addEventListener("keydown", escape_);
}
