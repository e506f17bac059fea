import { Shape } from "../shared/components/Shape";
import { seconds } from "../shared/words";
import type { Zone } from "./follower";
import { t } from "./texts";
import { isWhole, standing } from "./zones";

/** One zone of the checklist: whether it has been tried, and whether it is back. */
export function ZoneRow({ zone }: { zone: Zone }) {
  const how = standing(zone);
  return (
    <li class={`zone zone-${how}`}>
      <span class="zone-mark" aria-hidden="true">
        {how === "done" ? "✓" : <Shape weight={how === "open" ? "now" : how === "restored" ? "soon" : "calm"} />}
      </span>
      <span>
        <strong class="number">{zone.number || zone.heard?.code}</strong>{" "}
        {zone.name || (isWhole(zone.number) ? t.value.whole : "")}
      </span>
      <span class="zone-said">
        <Said zone={zone} />
      </span>
      {!zone.known && <span class="zone-note soon">{t.value.unknownZone}</span>}
    </li>
  );
}

function Said({ zone }: { zone: Zone }) {
  const { heard } = zone;
  const how = standing(zone);
  if (!heard) return <span class="soft">{how === "not_tried" ? t.value.notTried : t.value.notOnTest}</span>;
  const came = heard.came_ms
    ? t.value.came(t.value.categories[heard.matter], seconds(t.value, heard.came_ms))
    : t.value.onlyRestored;
  return (
    <>
      <span class={`number ${how === "open" ? "now" : ""}`}>{came}</span>
      {how === "done" && heard.restored_ms && (
        <span class="number done">{t.value.restored(seconds(t.value, heard.restored_ms))}</span>
      )}
      <span class="soft number">{t.value.times(heard.count ?? 1)}</span>
    </>
  );
}
