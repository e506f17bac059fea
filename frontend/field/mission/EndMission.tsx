import { useSignal } from "@preact/signals";
import type { Mission } from "../../shared/api/missions";
import { leave } from "../../shared/route";
import { useApp } from "../app";
import { Page } from "../Page";
import { Pin } from "../Pin";
import { t } from "../texts";
import { end } from "./actions";
import { w } from "./words";

/** Ending a mission is a report too: asked once, so that no thumb does it by accident. */
export function EndMission({ mission }: { mission: Mission }) {
  const app = useApp();
  const askingPin = useSignal(false);
  const over = (pin: string | null) => {
    leave();
    void end(app, mission, pin);
  };
  if (askingPin.value) return <Pin error={null} onPin={over} onCancel={leave} />;
  const press = () => {
    if (mission.pin_required) askingPin.value = true;
    else over(null);
  };
  return (
    <Page title={w.value.endHeading} close={leave}>
      <p>{w.value.endText}</p>
      <button type="button" class="primary large" onClick={press}>
        {w.value.endConfirm}
      </button>
      <button type="button" class="large" onClick={leave}>
        {t.value.cancel}
      </button>
    </Page>
  );
}
