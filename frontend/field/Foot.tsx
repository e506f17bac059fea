import type { Duty } from "../shared/api/types";
import { go } from "../shared/route";
import { sendSos } from "./actions";
import { useApp } from "./app";
import { Hold } from "./Hold";
import { t } from "./texts";

/** What is always within the thumb's reach: the centre, and SOS. On duty, the instruction and the way off duty too. */
export function Foot({ duty }: { duty: Duty | null }) {
  const app = useApp();
  const phone = app.facts.value?.centre_phone;
  return (
    <footer class="foot">
      <nav class="row">
        {phone && (
          <a class="button" href={`tel:${phone}`}>
            {duty ? t.value.callShort : t.value.call}
          </a>
        )}
        {duty && (
          <>
            <button type="button" onClick={() => go("instruction")}>
              {t.value.duty.instruction}
            </button>
            <button type="button" onClick={() => go("off-duty")}>
              {t.value.duty.off}
            </button>
          </>
        )}
      </nav>
      <Hold onDone={() => void sendSos(app, duty)} />
    </footer>
  );
}
