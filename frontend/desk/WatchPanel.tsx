import { useLayoutEffect, useRef } from "preact/hooks";
import type { WatchRow } from "../shared/api/types";
import { WatchFacts } from "./case/WhoWhere";
import { useCommands } from "./commands";
import { leaveTo } from "./lists";
import { PhoneTest } from "./PhoneTest";
import { t } from "./texts";
import { opened } from "./windows";

const ON_BEHALF = [
  ["check-ins", "checkIn"],
  ["extension", "extend"],
  ["off-duty", "offDuty"],
] as const;

/** Somebody being watched, and what an operator registers when they ring. */
export function WatchPanel({ watch }: { watch: WatchRow }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), [watch.id]);
  useCommands([
    { id: "watch.leave", key: "Esc", group: "watched", title: () => t.value.keys.close, run: () => leaveTo("watched") },
  ]);
  return (
    <section class="panel" aria-labelledby="watch-heading">
      <header class="case-head">
        <h2 id="watch-heading" ref={heading} tabIndex={-1}>
          {watch.guard.name}
        </h2>
        <div class="buttons">
          {ON_BEHALF.map(([what, word]) => (
            <button
              type="button"
              key={what}
              onClick={() => {
                opened.value = { window: "behalf", watch, what };
              }}
            >
              {t.value.forms[word]}
            </button>
          ))}
        </div>
      </header>
      <WatchWho watch={watch} />
      <PhoneTest personId={watch.guard.id} />
    </section>
  );
}

function WatchWho({ watch }: { watch: WatchRow }) {
  return (
    <section aria-labelledby="who-heading">
      <h3 id="who-heading">{t.value.who.heading}</h3>
      <dl class="facts">
        <WatchFacts watch={watch} />
      </dl>
    </section>
  );
}
