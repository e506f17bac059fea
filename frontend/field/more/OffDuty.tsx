import { useSignal } from "@preact/signals";
import type { Duty } from "../../shared/api/types";
import { Input } from "../../shared/components/Input";
import { go, leave } from "../../shared/route";
import { goOffDuty } from "../actions";
import { useApp } from "../app";
import { Page } from "../Page";
import { Pin } from "../Pin";
import { t } from "../texts";
import { k } from "./keyWords";
import { p } from "./texts";
import { useMyKeys } from "./useMyKeys";

/** Going off duty is a report too: asked once, so that no thumb does it by accident. Keys never stand in its way. */
export function OffDuty({ duty }: { duty: Duty }) {
  const app = useApp();
  const { keys } = useMyKeys();
  const askingPin = useSignal(false);
  const why = useSignal("");
  const off = (pin: string | null) => {
    const kept = why.value.trim();
    leave();
    void goOffDuty(app, duty, pin, kept ? { keys_kept: kept } : {});
  };
  const press = () => {
    if (duty.pin_required) askingPin.value = true;
    else off(null);
  };
  if (askingPin.value) return <Pin error={null} onPin={off} onCancel={leave} />;
  return (
    <Page title={p.value.offDuty.heading} close={leave}>
      <p>{p.value.offDuty.text}</p>
      {keys !== null && keys.length > 0 && (
        <>
          <p role="status">
            <strong>{k.value.stillHas(keys.map(({ tag }) => tag))}</strong>
          </p>
          <button type="button" class="large" onClick={() => go("keys")}>
            {k.value.handIn}
          </button>
          <Input
            label={k.value.why}
            hint={k.value.whyHint}
            value={why.value}
            maxlength={200}
            onText={(typed) => {
              why.value = typed;
            }}
          />
        </>
      )}
      <button type="button" class="primary large" onClick={press}>
        {p.value.offDuty.confirm}
      </button>
      <button type="button" class="large" onClick={leave}>
        {t.value.cancel}
      </button>
    </Page>
  );
}
