import { useSignal } from "@preact/signals";
import { ListState } from "../../shared/components/ListState";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { Select } from "../Forms";
import { useListing } from "../register";
import { t } from "../texts";
import { close } from "../windows";
import { KeyCard } from "./KeyCard";
import { useKeys } from "./useKeys";
import { w } from "./words";

interface Site {
  id: string;
  name: string;
  town: string;
}

/** Every key that is out or lost; or all the keys to one site. */
export function KeysWindow({ siteId }: { siteId?: string | undefined }) {
  const sites = useListing<Site>("sites");
  const site = useSignal(siteId ?? "");
  return (
    <div class="form">
      {sites.trouble}
      <Select
        label={w.value.site}
        value={site.value}
        options={[
          { value: "", text: w.value.all },
          ...sites.items.map(({ id, name, town }) => ({ value: id, text: `${name}, ${town}` })),
        ]}
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
  if (keys === null)
    return (
      <ListState
        state={error === null ? "loading" : "failed"}
        words={error === null ? t.value.loading : explain(t.value, error)}
      />
    );
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
