import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { now } from "../shared/clock";
import { Notice } from "../shared/components/Notice";
import type { Item } from "../shared/outbox/item";
import { clock } from "../shared/words";
import { regret } from "./actions";
import { useApp } from "./app";
import { Pin } from "./Pin";
import { t } from "./texts";
import { underWay } from "./watch/underWay";

export const REGRET_MS = 5_000;
const SHOWN_MS = 12 * 60 * 60_000;

/** The last SOS that may be shown at all. A silent one is nowhere on the screen. */
export function useSos(): Item | null {
  const found = useApp().items.value.filter((item) => item.kind === "sos" && !item.quiet);
  const last = found.at(-1);
  return last && now.value - last.made_at_ms < SHOWN_MS ? last : null;
}

/** After a loud SOS: whether the centre has it, who to ring, and five seconds in which only "regretted" can follow. */
export function Sos({ sos, onClose }: { sos: Item; onClose(): void }) {
  const app = useApp();
  const askingPin = useSignal(false);
  const last = app.items.value.filter((item) => item.kind === "regret" && item.made_at_ms >= sos.made_at_ms).at(-1);
  const pinTrouble = last?.problem?.errors?.find((error) => error.field === "pin")?.message ?? null;
  useEffect(() => {
    if (pinTrouble) askingPin.value = true;
  }, [last?.id, pinTrouble]);

  const send = (pin: string | null) => {
    askingPin.value = false;
    void regret(app, sos, pin);
  };
  const ask = () => {
    if (underWay(app.facts.value)?.pin_required) askingPin.value = true;
    else send(null);
  };
  const cancel = () => {
    askingPin.value = false;
  };
  if (askingPin.value) return <Pin error={pinTrouble} onPin={send} onCancel={cancel} />;
  const leftS = Math.min(REGRET_MS / 1000, Math.ceil((sos.made_at_ms + REGRET_MS - now.value) / 1000));
  const isRegretted = last !== undefined && last.state !== "refused";
  return (
    <main class="sos">
      <Progress sos={sos} />
      {isRegretted && <p role="status">{last.state === "sent" ? t.value.sos.regretSent : t.value.sos.regretSends}</p>}
      {!isRegretted && leftS > 0 && (
        <div class="sos-regret">
          <button type="button" class="large" onClick={ask}>
            <span class="number">{t.value.sos.regretIn(leftS)}</span>
          </button>
          <p>{t.value.sos.regretHint}</p>
        </div>
      )}
      <div class="sos-foot">
        <WhomToRing />
        {(leftS <= 0 || isRegretted) && (
          <button type="button" class="plain" onClick={onClose}>
            {t.value.sos.toDuty}
          </button>
        )}
      </div>
    </main>
  );
}

function Progress({ sos }: { sos: Item }) {
  const { cutOff } = useApp();
  const isSent = sos.state === "sent";
  return (
    <div role="alert">
      <h1>{isSent ? t.value.sos.sent : t.value.sos.sending}</h1>
      <p>
        {isSent && t.value.sos.received(clock(t.value, sos.settled_at_ms ?? sos.made_at_ms))}
        {!isSent && cutOff.value && t.value.sos.waits}
      </p>
    </div>
  );
}

function WhomToRing() {
  const phone = useApp().facts.value?.centre_phone;
  return (
    <>
      {phone && (
        <a class="button large" href={`tel:${phone}`}>
          {t.value.call}
        </a>
      )}
      <a class="button large" href="tel:112">
        {t.value.emergency}
      </a>
    </>
  );
}

/** On the screen afterwards: that it was sent, or that it still is not. A new duty begins without it. */
export function SosBanner({ since }: { since: number }) {
  const sos = useSos();
  if (!sos || (sos.made_at_ms < since && sos.state === "sent")) return null;
  return (
    <Notice weight="now" spoken>
      {sos.state === "sent" ? t.value.sos.banner(clock(t.value, sos.made_at_ms)) : t.value.sos.bannerWaits}
    </Notice>
  );
}
