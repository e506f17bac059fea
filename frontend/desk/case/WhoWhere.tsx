import type { ComponentChildren } from "preact";
import type { CaseAnswer, WatchRow } from "../../shared/api/types";
import { now } from "../../shared/clock";
import { clock, when } from "../../shared/words";
import { Ago } from "../Ago";
import { Left } from "../Left";
import { Phone } from "../Phone";
import { t } from "../texts";

/** Who it is about, and at which place. */
export function WhoWhere({ answer }: { answer: CaseAnswer }) {
  const { case: row, watch, mission } = answer;
  return (
    <section aria-labelledby="who-heading">
      <h3 id="who-heading">{t.value.who.heading}</h3>
      <dl class="facts">
        {watch ? (
          <WatchFacts watch={watch} />
        ) : (
          <>
            {row.person_name && (
              <Fact name={mission ? t.value.who.field_worker : t.value.who.guard}>{row.person_name}</Fact>
            )}
            {row.site_name && (
              <Fact name={t.value.who.site}>{[row.site_name, row.town].filter(Boolean).join(", ")}</Fact>
            )}
          </>
        )}
        {row.customer_name && <Fact name={t.value.who.customer}>{row.customer_name}</Fact>}
      </dl>
    </section>
  );
}

export function WatchFacts({ watch }: { watch: WatchRow }) {
  const battery = watch.battery_percent;
  return (
    <>
      <Fact name={t.value.who.guard}>
        <strong>{watch.guard.name}</strong> <Phone number={watch.guard.phone} silent={watch.hushed} />
        {watch.hushed && <span class="now"> {t.value.who.hushed}</span>}
      </Fact>
      <Fact name={t.value.who.site}>
        {watch.site_name}, {watch.town}
      </Fact>
      <Fact name={t.value.who.assignment}>
        {watch.assignment_name}, {t.value.risk[watch.risk]}
      </Fact>
      <Fact name={t.value.who.state}>{state(watch)}</Fact>
      {watch.next_check_in_ms !== null && (
        <Fact name={t.value.who.deadline}>
          {clock(t.value, watch.next_check_in_ms)}, <Left untilMs={watch.next_check_in_ms} words={t.value.who.left} />
        </Fact>
      )}
      <Fact name={t.value.who.heard}>
        {when(t.value, watch.last_heard_at_ms, now.value)}, <Ago atMs={watch.last_heard_at_ms} />
      </Fact>
      <Fact name={t.value.who.ends}>{when(t.value, watch.planned_end_ms, now.value)}</Fact>
      <Fact name={t.value.who.battery}>{battery === null ? t.value.who.never : t.value.who.percent(battery)}</Fact>
    </>
  );
}

function state(watch: WatchRow): string {
  if (!watch.on) return t.value.who.off;
  return watch.alone ? t.value.who.alone : t.value.who.together;
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="number">{children}</dd>
    </div>
  );
}
