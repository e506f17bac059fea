import { useEffect } from "preact/hooks";
import { now } from "../shared/clock";
import { ListState } from "../shared/components/ListState";
import { Notice } from "../shared/components/Notice";
import { explain } from "../shared/explain";
import { choose, language } from "../shared/i18n/language";
import { grouped } from "../shared/phone";
import { duration } from "../shared/time";
import { clock, seconds } from "../shared/words";
import type { Follower, Sent, Test } from "./follower";
import { t } from "./texts";
import { ZoneRow } from "./ZoneRow";
import { progress } from "./zones";

const SOON_MS = 10 * 60_000;

/** A panel's test, as whoever stands before the panel sees it. */
export function FitterPage({ follower }: { follower: Follower }) {
  const test = follower.test.value;
  const trouble = follower.trouble.value;
  useEffect(() => {
    document.title = t.value.title;
  }, [t.value]);
  return (
    <main>
      <header>
        <h1>{t.value.title}</h1>
        <button type="button" class="plain" onClick={() => choose(language.value === "nb" ? "en" : "nb")}>
          {t.value.languages[language.value === "nb" ? "en" : "nb"]}
        </button>
      </header>
      {test ? (
        <>
          {trouble !== null && !follower.isClosed.value && (
            <Notice weight="soon" spoken>
              {t.value.cutOff(seconds(t.value, test.server_now_ms))}
            </Notice>
          )}
          <Follow test={test} />
        </>
      ) : (
        <ListState
          state={trouble === null ? "loading" : "failed"}
          words={trouble === null ? t.value.loading : explain(t.value, trouble)}
          {...(follower.isClosed.value ? {} : { retry: { word: t.value.retry, run: () => void follower.ask() } })}
        />
      )}
    </main>
  );
}

function Follow({ test }: { test: Test }) {
  return (
    <>
      <State test={test} />
      <Zones test={test} />
      <Signals test={test} />
    </>
  );
}

function State({ test }: { test: Test }) {
  const isOver = test.ended_at_ms !== null || now.value >= test.until_ms;
  const overMs = test.ended_at_ms ?? test.until_ms;
  const leftMs = test.until_ms - now.value;
  return (
    <section class="state">
      <p>
        <strong>{test.site}</strong>, {test.panel}
        <br />
        <span class="soft number">{t.value.account(test.account)}</span>
      </p>
      <p class={`state-word ${isOver ? "now" : "done"}`}>{isOver ? t.value.over : t.value.onTest}</p>
      {isOver ? (
        <Notice weight="now" spoken>
          {t.value.ended(clock(t.value, overMs))}
        </Notice>
      ) : (
        <p class="number">
          {t.value.until(clock(t.value, test.until_ms))}, {duration(leftMs)} {t.value.left}
        </p>
      )}
      {!isOver && leftMs < SOON_MS && <Notice weight="soon">{t.value.soon}</Notice>}
      <p class="soft number">
        {test.heard_at_ms === null ? t.value.neverHeard : t.value.heard(clock(t.value, test.heard_at_ms))}
      </p>
      {test.centre_phone && (
        <a class="call" href={`tel:${test.centre_phone}`}>
          {t.value.call} <span class="number">{grouped(test.centre_phone)}</span>
        </a>
      )}
    </section>
  );
}

function Zones({ test }: { test: Test }) {
  const { tried, all } = progress(test.zones);
  return (
    <section aria-labelledby="zones">
      <h2 id="zones">
        {t.value.zones} {all > 0 && <span class="count number">{t.value.tried(tried, all)}</span>}
      </h2>
      {test.zones.length === 0 && <p class="soft">{t.value.noZones}</p>}
      <ul class="zones">
        {test.zones.map((zone) => (
          <ZoneRow key={`${zone.known}/${zone.number}/${zone.heard?.code ?? ""}`} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

function Signals({ test }: { test: Test }) {
  const [last] = test.signals;
  return (
    <section aria-labelledby="signals">
      <h2 id="signals">{t.value.signals}</h2>
      {test.signals.length === 0 && <p class="soft">{t.value.none}</p>}
      {test.count > test.signals.length && <p class="soft">{t.value.more(test.count)}</p>}
      <ol class="signals">
        {test.signals.map((one, index) => (
          <li key={test.signals.length - index}>
            <span class="number">{seconds(t.value, one.received_at_ms)}</span> {said(one)}{" "}
            <span class="soft">{[one.code, one.text].filter(Boolean).join(" · ")}</span>
          </li>
        ))}
      </ol>
      <p class="unseen" role="status">
        {last ? said(last) : ""}
      </p>
    </section>
  );
}

/** What one signal says: where, and what. */
function said({ zone, zone_name, matter, of }: Sent): string {
  const words = t.value.categories;
  const where = zone ? `${t.value.zone(zone)}${zone_name ? ` ${zone_name}` : ""}` : t.value.noZone;
  return `${where}: ${matter === "restore" && of ? t.value.isOver(words[of]) : words[matter]}`;
}
