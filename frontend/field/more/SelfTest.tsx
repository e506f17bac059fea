import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import type { Findings, SelfTestAnswer, Verdict } from "../../shared/api/types";
import { Shape, type Weight } from "../../shared/components/Shape";
import { leave } from "../../shared/route";
import { clock } from "../../shared/words";
import { type App, useApp } from "../app";
import * as geo from "../geo";
import { Page } from "../Page";
import { t } from "../texts";
import { underWay } from "../watch/underWay";
import { findings } from "./findings";
import { measure } from "./measure";
import { p } from "./texts";

type Told = "trying" | "told" | "untold";

const WEIGHTS: Record<Verdict, Weight> = { good: "calm", poor: "soon", bad: "now", unknown: "info" };
const ORDER = ["position", "push", "network", "battery", "time", "storage", "screen"] as const;

/** The phone tries itself, says what it found, and tells the centre. */
export function SelfTest() {
  const app = useApp();
  const found = useSignal<Findings | null>(null);
  const denied = useSignal(false);
  const toldAtMs = useSignal(0);
  const told = useSignal<Told>("trying");
  const run = async () => {
    found.value = null;
    told.value = "trying";
    const measured = await measure(app);
    denied.value = measured.denied;
    found.value = findings(measured);
    // Outside a watch where somebody is belongs to nobody, this phone's memory included.
    if (!underWay(app.facts.peek())) geo.forget();
    const answer = await tell(app, found.value);
    toldAtMs.value = answer?.test?.at_ms ?? 0;
    told.value = answer ? "told" : "untold";
  };
  useEffect(() => void run(), []);
  return (
    <Page title={p.value.test.heading} close={leave}>
      <p class="soft">{p.value.test.intro}</p>
      {found.value === null ? (
        <p role="status">{p.value.test.running}</p>
      ) : (
        <ul class="findings">
          {ORDER.map((name) => (
            <Finding key={name} name={name} found={found.value as Findings} denied={denied.value} />
          ))}
        </ul>
      )}
      <p role="status" class={told.value === "told" ? "done" : "soon"}>
        {told.value === "told" && `✓ ${p.value.test.told(clock(t.value, toldAtMs.value))}`}
        {told.value === "untold" && p.value.test.untold}
      </p>
      <button type="button" class="primary" disabled={told.value === "trying"} onClick={() => void run()}>
        {p.value.test.again}
      </button>
    </Page>
  );
}

async function tell(app: App, body: Findings): Promise<SelfTestAnswer | null> {
  try {
    const ask = { method: "PUT" as const, path: "me/self-test", body, key: newKey() };
    return (await app.session.ask<SelfTestAnswer>(ask)).body;
  } catch {
    return null;
  }
}

interface FindingProps {
  name: (typeof ORDER)[number];
  found: Findings;
  denied: boolean;
}

function Finding({ name, found, denied }: FindingProps) {
  const verdict = found[name];
  return (
    <li>
      <Shape weight={WEIGHTS[verdict]} />
      {verdict === "good" && (
        <span class="tick-mark" aria-hidden="true">
          ✓
        </span>
      )}
      <strong>{p.value.test.names[name]}</strong>
      <span class={WEIGHTS[verdict]}>{p.value.test.verdicts[verdict]}</span>
      <span class="soft">{detail(name, found, denied)}</span>
    </li>
  );
}

function detail(name: FindingProps["name"], found: Findings, denied: boolean): string {
  const words = p.value.test;
  switch (name) {
    case "position":
      if (denied) return words.positionDenied;
      return found.accuracy_m === undefined ? words.positionNone : words.metres(found.accuracy_m);
    case "push":
      return { good: words.pushArrived, bad: words.pushLost, poor: words.pushOff, unknown: "" }[found.push];
    case "network":
      return found.round_trip_ms === undefined ? words.networkNone : words.network(found.round_trip_ms);
    case "battery":
      return found.battery_percent === undefined ? words.batteryUnknown : words.battery(found.battery_percent);
    case "time": {
      const off = words.clock(Math.round(Math.abs(found.clock_ahead_ms ?? 0) / 1000));
      return found.time === "good" ? off : `${off}. ${words.clockHint}`;
    }
    case "storage":
      return { good: words.kept, poor: words.mayBeLost, bad: words.notKept, unknown: "" }[found.storage];
    case "screen":
      return found.screen === "good" ? words.lit : words.notLit;
  }
}
