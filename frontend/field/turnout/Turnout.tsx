import { useEffect } from "preact/hooks";
import type { Turnout as Given } from "../../shared/api/dispatch";
import type { Duty } from "../../shared/api/types";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { Shape } from "../../shared/components/Shape";
import type { TurnoutKind } from "../../shared/outbox/item";
import { go, leave, route } from "../../shared/route";
import { duration } from "../../shared/time";
import { clock } from "../../shared/words";
import { checkIn } from "../actions";
import { useApp } from "../app";
import { Foot } from "../Foot";
import { Page } from "../Page";
import { Signals } from "../Signals";
import { SosBanner } from "../Sos";
import { Status } from "../Status";
import { t } from "../texts";
import { useAwake } from "../watch/awake";
import { play } from "../watch/voice";
import { watchOfDuty } from "../watch/watch";
import * as act from "./actions";
import { Report } from "./Report";
import { standing } from "./standing";
import "./turnout.css";
import { Inside, KeysToIt, Where } from "./Where";
import { kindName, w } from "./words";

const RING_AGAIN_MS = 5_000;

/** Sent, or asked to go: where, what and how dangerous; then one thing to do at a time. */
export function Turnout({ duty, turnout }: { duty: Duty; turnout: Given }) {
  const app = useApp();
  useAwake();
  if (route.value === "turnout/report") return <Report turnout={turnout} />;
  if (route.value === "turnout/back-up") {
    const { backUpHeading, backUpText, backUpConfirm } = w.value;
    const ask = () => void act.backUp(app, turnout);
    return <Sure heading={backUpHeading} text={backUpText} confirm={backUpConfirm} act={ask} />;
  }
  if (route.value === "turnout/give-up") {
    const { notAfterAllHeading, notAfterAllText, notAfterAllConfirm } = w.value;
    const give = () => void act.decline(app, turnout, "declined");
    return <Sure heading={notAfterAllHeading} text={notAfterAllText} confirm={notAfterAllConfirm} act={give} />;
  }
  return <Screen duty={duty} turnout={turnout} />;
}

function Screen({ duty, turnout }: { duty: Duty; turnout: Given }) {
  const app = useApp();
  const how = standing(turnout, app.items.value);
  const watch = watchOfDuty(duty);
  const isAsked = how.state === "offered";
  useRinging(isAsked && turnout.answer_until_ms !== null && now.value < turnout.answer_until_ms);
  return (
    <main class={`duty turnout ${isAsked ? "is-asked" : ""}`}>
      <header class="duty-head">
        <div>
          <h1 class="state">
            <Shape weight={isAsked ? "now" : "soon"} />
            {w.value.word}
          </h1>
          <Status />
        </div>
        <p class="turnout-what">{kindName(turnout.what)}</p>
        <p>
          <strong>{w.value.priority(turnout.priority)}</strong> · {w.value.states[how.state]}
        </p>
      </header>
      <div class="duty-notices">
        <SosBanner since={duty.started_at_ms} />
        <Signals watch={watch} />
        {turnout.hold && <Notice weight="now">{w.value.hold}</Notice>}
        <Unsent turnout={turnout} />
      </div>
      <Where turnout={turnout} isThere={how.state === "on_scene"} />
      {turnout.keys?.length > 0 && <KeysToIt keys={turnout.keys} />}
      {how.state === "on_scene" && turnout.on_scene && <Inside told={turnout.on_scene} />}
      <Times turnout={turnout} isAsked={isAsked} />
      <div class="reach">
        <Next turnout={turnout} />
        {!isAsked && <Well duty={duty} />}
        <Foot watch={watch}>
          {!isAsked && (
            <button type="button" onClick={() => go("watch")}>
              {w.value.toWatch}
            </button>
          )}
        </Foot>
      </div>
    </main>
  );
}

/** Until when the answer is awaited, or when he was to be there. */
function Times({ turnout, isAsked }: { turnout: Given; isAsked: boolean }) {
  const until = turnout.answer_until_ms;
  if (isAsked && until !== null) {
    const left = until - now.value;
    return (
      <p class="turnout-time number" role="timer">
        {left > 0 ? (
          <>
            <strong>{duration(left)}</strong> {w.value.left}
          </>
        ) : (
          w.value.late
        )}
      </p>
    );
  }
  if (turnout.on_scene_at_ms !== null) return null;
  const due = turnout.response_until_ms;
  return (
    <p class="turnout-time number">
      {due > now.value ? w.value.dueBy(clock(t.value, due)) : w.value.dueWas(clock(t.value, due))}
    </p>
  );
}

/** The one thing that comes next, and beside it what else may be said. */
function Next({ turnout }: { turnout: Given }) {
  const app = useApp();
  const how = standing(turnout, app.items.value);
  if (how.state === "offered") {
    return (
      <>
        <Big words={w.value.take} act={() => void act.accept(app, turnout)} />
        <button type="button" class="large" onClick={() => void act.decline(app, turnout, "busy")}>
          {w.value.busy}
        </button>
      </>
    );
  }
  return (
    <>
      {how.state === "accepted" && <Big words={w.value.enRoute} act={() => void act.enRoute(app, turnout)} />}
      {how.state === "en_route" && <Big words={w.value.onScene} act={() => void act.onScene(app, turnout)} />}
      {how.state === "on_scene" && !how.hasReported && <Big words={w.value.report} act={() => go("turnout/report")} />}
      {how.state === "on_scene" && how.hasReported && (
        <>
          <Big words={w.value.done} act={() => void act.done(app, turnout)} />
          <button type="button" onClick={() => go("turnout/report")}>
            {w.value.moreReport}
          </button>
        </>
      )}
      <div class="row">
        {how.hasAskedBackUp ? (
          <p class="soft">{w.value.backUpAsked}</p>
        ) : (
          <button type="button" onClick={() => go("turnout/back-up")}>
            {w.value.backUp}
          </button>
        )}
        {how.state !== "on_scene" && (
          <button type="button" onClick={() => go("turnout/give-up")}>
            {w.value.notAfterAll}
          </button>
        )}
      </div>
    </>
  );
}

function Big({ words, act: press }: { words: string; act: () => void }) {
  return (
    <button type="button" class="primary large" onClick={press}>
      {words}
    </button>
  );
}

/** Alone at an alarm, the check-ins come closer: they are on this screen too. */
function Well({ duty }: { duty: Duty }) {
  const app = useApp();
  const watch = watchOfDuty(duty);
  if (watch.next_ms === null) return null;
  return (
    <p class="turnout-well">
      <span class="number">{w.value.checkInBy(clock(t.value, watch.next_ms))}</span>
      <button type="button" onClick={() => (duty.pin_required ? go("watch") : void checkIn(app, watch, null))}>
        {w.value.ok}
      </button>
    </p>
  );
}

/** What was done here and is not there yet: the centre goes by what it knows. */
function Unsent({ turnout }: { turnout: Given }) {
  const app = useApp();
  const first = standing(turnout, app.items.value).waiting[0];
  if (!first) return null;
  const what = w.value.said[first.kind as TurnoutKind];
  return (
    <Notice weight={app.cutOff.value ? "soon" : "info"} spoken>
      {app.cutOff.value ? w.value.waits(what) : w.value.sends(what)}
    </Notice>
  );
}

interface SureProps {
  heading: string;
  text: string;
  confirm: string;
  act(): void;
}

/** Asked once, so that no thumb does it by accident. */
function Sure({ heading, text, confirm, act: does }: SureProps) {
  const press = () => {
    leave();
    does();
  };
  return (
    <Page title={heading} close={leave}>
      <p>{text}</p>
      <button type="button" class="primary large" onClick={press}>
        {confirm}
      </button>
      <button type="button" class="large" onClick={leave}>
        {t.value.cancel}
      </button>
    </Page>
  );
}

/** Heard until it is answered. */
function useRinging(rings: boolean): void {
  useEffect(() => {
    if (!rings) return;
    play("now");
    const timer = setInterval(() => play("now"), RING_AGAIN_MS);
    return () => clearInterval(timer);
  }, [rings]);
}
