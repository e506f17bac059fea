import { useSignal } from "@preact/signals";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { clock } from "../../shared/words";
import { Coming } from "../Coming";
import { Left } from "../Left";
import { SiteSelect } from "../SiteSelect";
import { t } from "../texts";
import { close } from "../windows";
import { PanelCard } from "./PanelCard";
import type { OnTest } from "./types";
import { useSitePanels, useTests } from "./usePanels";
import { w } from "./words";

/** Which panels are on test; and a site's panels, with what an operator does about them. */
export function PanelsWindow({ siteId }: { siteId?: string | undefined }) {
  const site = useSignal(siteId ?? "");
  return (
    <div class="form">
      <SiteSelect
        label={w.value.site}
        all={w.value.all}
        value={site.value}
        onChoose={(value) => {
          site.value = value;
        }}
      />
      {site.value ? (
        <SitePanels siteId={site.value} key={site.value} />
      ) : (
        <Tests
          onChoose={(value) => {
            site.value = value;
          }}
        />
      )}
      <div class="buttons">
        <button type="button" onClick={close}>
          {t.value.close}
        </button>
      </div>
    </div>
  );
}

function SitePanels({ siteId }: { siteId: string }) {
  const { panels, error } = useSitePanels(siteId);
  if (panels === null) return <Coming error={error} />;
  if (panels.length === 0) return <p class="soft">{w.value.noPanels}</p>;
  return (
    <>
      {error !== null && <Notice weight="soon">{explain(t.value, error)}</Notice>}
      {panels.map((panel) => (
        <PanelCard key={panel.id} panel={panel} />
      ))}
    </>
  );
}

function Tests({ onChoose }: { onChoose(siteId: string): void }) {
  const { tests, error } = useTests();
  return (
    <section aria-labelledby="tests-now">
      <h3 id="tests-now">{w.value.now}</h3>
      {error !== null && <Notice weight="soon">{explain(t.value, error)}</Notice>}
      {tests === null && error === null && <p class="soft">{t.value.loading}</p>}
      {tests?.length === 0 && <p class="soft">{w.value.none}</p>}
      <ul class="tests-now">
        {tests?.map((one) => (
          <li key={one.panel_id}>
            <TestRow one={one} onChoose={() => onChoose(one.site_id)} />
          </li>
        ))}
      </ul>
      <p class="soft">{w.value.chooseSite}</p>
    </section>
  );
}

function TestRow({ one, onChoose }: { one: OnTest; onChoose(): void }) {
  const facts = [
    one.zones.length > 0 && w.value.test.zones(one.zones),
    w.value.signals(one.signals),
    one.open > 0 && w.value.open(one.open),
    one.fitter_name && w.value.followed(one.fitter_name),
    one.why,
    one.by_name,
  ];
  return (
    <button type="button" class="test-row" onClick={onChoose}>
      <strong>{[one.site, one.town].filter(Boolean).join(", ")}</strong>
      <span>
        {w.value.ends(clock(t.value, one.until_ms))}, <Left untilMs={one.until_ms} />
      </span>
      <span>{one.panel}</span>
      <span class="soft">{facts.filter(Boolean).join(" · ")}</span>
    </button>
  );
}
