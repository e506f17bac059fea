import { useSignal } from "@preact/signals";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { Coming } from "../Coming";
import { SiteSelect } from "../SiteSelect";
import { t } from "../texts";
import { close } from "../windows";
import { KeyCard } from "./KeyCard";
import { useKeys } from "./useKeys";
import { w } from "./words";

/** Every key that is out or lost; or all the keys to one site. */
export function KeysWindow({ siteId }: { siteId?: string | undefined }) {
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
      <KeyList siteId={site.value} key={site.value} />
      <div class="buttons">
        <button type="button" onClick={close}>
          {t.value.close}
        </button>
      </div>
    </div>
  );
}

function KeyList({ siteId }: { siteId: string }) {
  const { keys, error, again } = useKeys(siteId);
  if (keys === null) return <Coming error={error} />;
  return (
    <>
      {error !== null && <Notice weight="soon">{explain(t.value, error)}</Notice>}
      {keys.length === 0 && <p class="soft">{siteId ? w.value.noneHere : w.value.noneAway}</p>}
      {keys.map((one) => (
        <KeyCard key={one.id} one={one} isAmongOthers={!siteId} onMoved={again} />
      ))}
    </>
  );
}
