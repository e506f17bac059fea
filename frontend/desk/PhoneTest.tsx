import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SelfTestAnswer, Verdict } from "../shared/api/types";
import { now } from "../shared/clock";
import { Shape, type Weight } from "../shared/components/Shape";
import { texts } from "../shared/i18n/language";
import { phoneTest as nb } from "../shared/i18n/nb/phoneTest";
import { when } from "../shared/words";
import { useDesk } from "./desk";
import { t } from "./texts";

const w = texts(nb, async () => (await import("../shared/i18n/en/phoneTest")).phoneTest);

const WEIGHTS: Record<Verdict, Weight> = { good: "calm", poor: "soon", bad: "now", unknown: "info" };
const ORDER = ["position", "push", "network", "battery", "time", "storage", "screen"] as const;

/** What somebody's phone found when it last tried itself: what is in order is one line, what is not is named. */
export function PhoneTest({ personId }: { personId: string }) {
  const desk = useDesk();
  const answer = useSignal<SelfTestAnswer | "failed" | null>(null);
  useEffect(() => {
    let current = true;
    answer.value = null;
    desk.ask<SelfTestAnswer>({ path: `people/${personId}/self-test` }).then(
      (found) => {
        if (current) answer.value = found;
      },
      () => {
        if (current) answer.value = "failed";
      },
    );
    return () => {
      current = false;
    };
  }, [personId]);
  return (
    <section aria-labelledby="phone-test-heading">
      <h3 id="phone-test-heading">{w.value.heading}</h3>
      {answer.value === null && <p class="soft">{t.value.loading}</p>}
      {answer.value === "failed" && <p class="soon">{w.value.failed}</p>}
      {answer.value !== null && answer.value !== "failed" && <Found answer={answer.value} />}
    </section>
  );
}

function Found({ answer: { test } }: { answer: SelfTestAnswer }) {
  if (!test) return <p class="soft">{w.value.never}</p>;
  const amiss = ORDER.filter((name) => test.found[name] !== "good");
  return (
    <>
      <p class="soft number">{w.value.tested(when(t.value, test.at_ms, now.value), test.device_name)}</p>
      {amiss.length === 0 && <p>{w.value.allGood}</p>}
      <ul>
        {amiss.map((name) => {
          const verdict = test.found[name] ?? "unknown";
          return (
            <li key={name}>
              <Shape weight={WEIGHTS[verdict]} /> {w.value.names[name]}:{" "}
              <span class={WEIGHTS[verdict]}>{w.value.verdicts[verdict]}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
