import { byGroup, isEnabled } from "./commands";
import { frame } from "./frame";
import { t } from "./texts";
import { close } from "./windows";

/** The sheet of keys, as they are now. */
export function Keys() {
  return (
    <div class="form">
      <div class="keys">
        {byGroup.value.map(([group, list]) => (
          <section key={group}>
            <h3>{frame.value.groups[group]}</h3>
            <dl>
              {group === "queue" && <Line keys="Enter" what={t.value.keys.open} />}
              {list.map((one) => (
                <Line key={one.id} keys={one.key ?? ""} what={one.title()} soft={!isEnabled(one)} />
              ))}
            </dl>
          </section>
        ))}
      </div>
      <button type="button" onClick={close}>
        {t.value.close}
      </button>
    </div>
  );
}

function Line({ keys, what, soft = false }: { keys: string; what: string; soft?: boolean }) {
  return (
    <div class={soft ? "soft" : ""}>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{what}</dd>
    </div>
  );
}
