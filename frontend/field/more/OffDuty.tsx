import { useSignal } from "@preact/signals";
import type { Duty } from "../../shared/api/types";
import { leave } from "../../shared/route";
import { goOffDuty } from "../actions";
import { useApp } from "../app";
import { Page } from "../Page";
import { Pin } from "../Pin";
import { t } from "../texts";
import { p } from "./texts";

/** Going off duty is a report too: asked once, so that no thumb does it by accident. */
export function OffDuty({ duty }: { duty: Duty }) {
  const app = useApp();
  const askingPin = useSignal(false);
  const off = (pin: string | null) => {
    leave();
    void goOffDuty(app, duty, pin);
  };
  const press = () => {
    if (duty.pin_required) askingPin.value = true;
    else off(null);
  };
  if (askingPin.value) return <Pin error={null} onPin={off} onCancel={leave} />;
  return (
    <Page title={p.value.offDuty.heading} close={leave}>
      <p>{p.value.offDuty.text}</p>
      <button type="button" class="primary large" onClick={press}>
        {p.value.offDuty.confirm}
      </button>
      <button type="button" class="large" onClick={leave}>
        {t.value.cancel}
      </button>
    </Page>
  );
}
