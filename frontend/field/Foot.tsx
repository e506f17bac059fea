import type { ComponentChildren } from "preact";
import { sendSos } from "./actions";
import { useApp } from "./app";
import { Hold } from "./Hold";
import { t } from "./texts";
import type { Watch } from "./watch/watch";

export interface FootProps {
  /** The watch that is under way, if one is. */
  watch: Watch | null;
  /** Further buttons, beside the one that rings the centre. */
  children?: ComponentChildren;
}

/** What is always within the thumb's reach: the centre, and SOS. */
export function Foot({ watch, children }: FootProps) {
  const app = useApp();
  const phone = app.facts.value?.centre_phone;
  return (
    <footer class="foot">
      <nav class="row">
        {phone && (
          <a class="button" href={`tel:${phone}`}>
            {watch ? t.value.callShort : t.value.call}
          </a>
        )}
        {children}
      </nav>
      <Hold onDone={() => void sendSos(app, watch)} />
    </footer>
  );
}
