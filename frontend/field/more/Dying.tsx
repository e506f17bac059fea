import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Input } from "../../shared/components/Input";
import { e164, grouped } from "../../shared/phone";
import { leave } from "../../shared/route";
import { clock } from "../../shared/words";
import { sayDying } from "../actions";
import { useApp } from "../app";
import { Page } from "../Page";
import { t } from "../texts";
import { keepPlan, keptPlan, said } from "../watch/dying";
import type { Watch } from "../watch/watch";
import { p } from "./texts";

/** One tap sends what is known; what is written first goes with it. */
export function Dying({ watch }: { watch: Watch }) {
  const app = useApp();
  const goingTo = useSignal("");
  const companion = useSignal("");
  const error = useSignal<string | null>(null);
  useEffect(() => {
    void keptPlan(app.values, watch).then((kept) => {
      goingTo.value ||= kept.going_to;
      companion.value ||= kept.companion_phone && grouped(kept.companion_phone);
    });
  }, []);
  const send = async () => {
    const phone = companion.value.trim() ? e164(companion.value) : "";
    error.value = phone === null ? p.value.dying.companionWrong : null;
    if (phone === null) return;
    const plan = { path: watch.path, going_to: goingTo.value.slice(0, 200), companion_phone: phone };
    await sayDying(app, watch, said(plan, watch.next_ms));
    leave();
    await keepPlan(app.values, plan);
  };
  return (
    <Page title={p.value.dying.heading} close={leave}>
      <p>{p.value.dying.intro}</p>
      {watch.next_ms !== null && <p class="number">{p.value.dying.nextContact(clock(t.value, watch.next_ms))}</p>}
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <button type="submit" class="primary large">
          {p.value.dying.send}
        </button>
        <Input
          label={p.value.dying.goingTo}
          value={goingTo.value}
          maxlength={200}
          onText={(text) => {
            goingTo.value = text;
          }}
        />
        <Input
          label={p.value.dying.companion}
          type="tel"
          inputmode="tel"
          value={companion.value}
          error={error.value}
          onText={(text) => {
            companion.value = text;
            error.value = null;
          }}
        />
      </form>
      <p class="soft">{p.value.dying.still}</p>
    </Page>
  );
}
