import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { now, serverNow } from "../../shared/clock";
import { Shape } from "../../shared/components/Shape";
import { checkIn } from "../actions";
import { useApp } from "../app";
import { Foot } from "../Foot";
import * as geo from "../geo";
import { Pin } from "../Pin";
import { Said } from "../Said";
import { Signals } from "../Signals";
import { SosBanner } from "../Sos";
import { Status } from "../Status";
import { t } from "../texts";
import { useAwake } from "./awake";
import { LowBattery } from "./LowBattery";
import { Time, WEIGHTS } from "./Time";
import { useCalling } from "./useCalling";
import { countdown, type Watch } from "./watch";

const SAME_PRESS_MS = 60_000;

export interface WatchScreenProps {
  watch: Watch;
  /** The state in one word. */
  word: string;
  /** Under it: where, with whom, how risky. */
  about: ComponentChildren;
  /** What is to be known just now, beside what every watch may have to say. */
  notices?: ComponentChildren;
  /** What stands instead of the ring while no check-in is asked for. */
  restful: ComponentChildren;
  /** When it ends, in words. */
  ends: string;
  /** Buttons beside the one that rings the centre. */
  ways: ComponentChildren;
}

/** A watch that is under way, duty or mission: state, time left, one button. */
export function WatchScreen({ watch, word, about, notices, restful, ends, ways }: WatchScreenProps) {
  const askingPin = useSignal(false);
  const report = useReport(watch);
  usePosition();
  useAwake();
  const called = useCalling(watch);
  if (askingPin.value) {
    const stop = () => {
      askingPin.value = false;
    };
    const onPin = (pin: string) => {
      stop();
      report(pin);
    };
    return <Pin error={null} onPin={onPin} onCancel={stop} />;
  }
  const press = () => {
    if (watch.pin_required) askingPin.value = true;
    else report(null);
  };
  return (
    <main class={called?.fills ? "duty calling" : "duty"}>
      <header class="duty-head">
        <div>
          <h1 class="state">
            <Shape weight={WEIGHTS[countdown(watch, now.value).phase]} />
            {word}
          </h1>
          <Status />
        </div>
        {about}
      </header>
      <div class="duty-notices">
        <SosBanner since={watch.started_at_ms} />
        <Signals watch={watch} />
        <LowBattery watch={watch} />
        {notices}
      </div>
      <Time watch={watch} restful={restful} ends={ends} />
      <div class="reach">
        <button type="button" class="primary ok" onClick={press} aria-describedby="ok-said">
          {t.value.duty.ok}
        </button>
        <Said />
        <Foot watch={watch}>{ways}</Foot>
      </div>
    </main>
  );
}

/** Says that all is well. Pressed again while the first still waits, it is one report, and worth another try at once. */
function useReport(watch: Watch): (pin: string | null) => void {
  const app = useApp();
  return (pin) => {
    const waits = app.items
      .peek()
      .some(
        (item) => item.kind === "check_in" && item.state === "waiting" && serverNow() - item.made_at_ms < SAME_PRESS_MS,
      );
    void (waits ? app.courier.kick() : checkIn(app, watch, pin));
  };
}

/** Keeps the position warm, while the screen of an open watch is looked at and no longer. */
function usePosition(): void {
  useEffect(() => {
    const follow = () => geo.follow(document.visibilityState === "visible");
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      geo.follow(false);
    };
  }, []);
}
