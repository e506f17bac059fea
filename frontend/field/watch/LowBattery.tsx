import { Notice } from "../../shared/components/Notice";
import { go } from "../../shared/route";
import { clock } from "../../shared/words";
import { sayDying } from "../actions";
import { useApp } from "../app";
import { t } from "../texts";
import { knownPlan } from "./dying";
import type { Watch } from "./watch";

const LOW = 20;

/** There is little left: one tap tells the centre what it will want to know when the phone is dead. */
export function LowBattery({ watch }: { watch: Watch }) {
  const app = useApp();
  const last = app.items.value.filter((item) => item.kind === "dying" && item.path.startsWith(watch.path)).at(-1);
  const percent = app.battery.value;
  if (last && last.state !== "refused") {
    return (
      <Notice weight="info" spoken>
        <p>
          {last.state === "sent" ? t.value.dying.sent(clock(t.value, last.settled_at_ms ?? 0)) : t.value.dying.sends}
        </p>
        <button type="button" onClick={() => go("dying")}>
          {t.value.dying.more}
        </button>
      </Notice>
    );
  }
  if (percent === null || percent > LOW) return null;
  const tap = async () => sayDying(app, watch, await knownPlan(app.values, watch));
  return (
    <Notice weight="soon">
      <p>{t.value.dying.low(percent)}</p>
      <button type="button" onClick={() => void tap()}>
        {t.value.dying.heading}
      </button>
    </Notice>
  );
}
