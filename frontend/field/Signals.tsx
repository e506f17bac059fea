import { now } from "../shared/clock";
import { Notice } from "../shared/components/Notice";
import type { Item, Kind, TurnoutKind } from "../shared/outbox/item";
import { go } from "../shared/route";
import { clock, when } from "../shared/words";
import { useApp } from "./app";
import { t } from "./texts";
import type { Watch } from "./watch/watch";

/** Shorter than this without contact is no news: a single request may fail. */
const OLD_MS = 20_000;

/** What is not as it should be: nothing stored, signed out, old facts, something that the centre did not accept. */
export function Signals({ watch }: { watch: Watch | null }) {
  const app = useApp();
  const facts = app.facts.value;
  const ended = app.session.kept.value?.ended ?? false;
  const isOld = facts !== null && now.value - facts.known_at_ms > OLD_MS && app.cutOff.value;
  return (
    <>
      {!app.stores && <Notice weight="soon">{t.value.noStorage}</Notice>}
      {ended && (
        <Notice weight="soon">
          <p>{t.value.signInAgain}</p>
          <button type="button" onClick={() => go("sign-in")}>
            {t.value.signInButton}
          </button>
        </Notice>
      )}
      {isOld && (
        <Notice weight="soon" spoken>
          <p>{t.value.stale(when(t.value, facts.known_at_ms, now.value))}</p>
          {watch && <ClockRuns watch={watch} />}
        </Notice>
      )}
      {app.items.value
        .filter((item) => item.state === "refused" && !item.quiet && item.kind !== "regret")
        .map((item) => (
          <RefusedItem key={item.id} item={item} />
        ))}
    </>
  );
}

function ClockRuns({ watch }: { watch: Watch }) {
  const due = watch.next_ms;
  if (due === null) return <p>{t.value.clockRunsOn}</p>;
  const time = clock(t.value, due);
  return <p>{now.value < due ? t.value.clockRuns(time) : t.value.clockPassed(time)}</p>;
}

const named = (kind: Kind): Exclude<Kind, TurnoutKind> | "turnout" =>
  kind.startsWith("turnout_") ? "turnout" : (kind as Exclude<Kind, TurnoutKind>);

function RefusedItem({ item }: { item: Item }) {
  const app = useApp();
  const what = t.value.outbox.line(t.value.outbox.kinds[named(item.kind)], clock(t.value, item.made_at_ms));
  const why = item.problem?.errors?.[0]?.message ?? item.problem?.detail ?? item.problem?.title;
  return (
    <Notice weight="now" spoken>
      <p>
        {t.value.outbox.notTaken}: {what}
      </p>
      <p>{why || t.value.outbox.lost}</p>
      <button type="button" onClick={() => void app.dismiss(item)}>
        {t.value.outbox.understood}
      </button>
    </Notice>
  );
}
