import { now } from "../shared/clock";
import type { Item } from "../shared/outbox/item";
import { ago, clock } from "../shared/words";
import { useApp } from "./app";
import * as geo from "./geo";
import { t } from "./texts";

const SENT_SHOWN_MS = 6_000;

export type Standing = "none" | "locating" | "sending" | "waiting" | "sent";

/** How the last ALT OK stands. Sent only when the server has it. */
export function standing(item: Item | undefined, cutOff: boolean, nowMs: number): Standing {
  if (item?.state === "sent") return nowMs - (item.settled_at_ms ?? 0) < SENT_SHOWN_MS ? "sent" : "none";
  if (item?.state !== "waiting") return "none";
  if (item.attempts === 0 && item.hold_until_ms > nowMs) return "locating";
  return cutOff ? "waiting" : "sending";
}

const LOOK: Partial<Record<Standing, string>> = { waiting: "soon", sent: "done" };

/** Under the button: what became of the last press; otherwise the position that the next one would carry. */
export function Said() {
  const app = useApp();
  const last = app.items.value.filter((item) => item.kind === "check_in").at(-1);
  const how = standing(last, app.cutOff.value, now.value);
  return (
    <div class="said">
      <p id="ok-said" class={LOOK[how]} role="status">
        {words(how, last)}
      </p>
      {how === "none" && <Whereabouts />}
    </div>
  );
}

function words(how: Standing, item: Item | undefined): string {
  if (how === "locating") return t.value.duty.locating;
  if (how === "sending") return t.value.sending;
  if (how === "waiting") return t.value.duty.waits(clock(t.value, item?.made_at_ms ?? 0));
  return how === "sent" ? t.value.duty.sent(clock(t.value, item?.settled_at_ms ?? 0)) : "";
}

function Whereabouts() {
  const position = geo.latest.value;
  if (geo.denied.value) return <p class="soft">{t.value.duty.positionDenied}</p>;
  if (!position) return <p class="soft">{t.value.duty.noPosition}</p>;
  const accuracy = t.value.accuracy(Math.round(position.accuracy_m));
  return <p class="soft">{t.value.duty.position(accuracy, ago(t.value, position.measured_at_ms, now.value))}</p>;
}
