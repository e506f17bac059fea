import { useSignal } from "@preact/signals";
import { newKey } from "../../shared/api/client";
import type { components } from "../../shared/api/schema";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { when } from "../../shared/words";
import { useAdmin } from "../admin";
import { useAsked } from "../asked";
import { Wait } from "../components";
import type { Panel } from "../register/kinds";
import { t } from "../texts";

type Schemas = components["schemas"];

/** Whether the panel has been heard, and the key by which a cloud panel signs. */
export function State({ panel }: { panel: Panel }) {
  const asked = useAsked<Schemas["Lives"]>(`panel-lives?ids=${panel.id}`);
  const words = t.value.panels.state;
  return (
    <section class="access" aria-labelledby="state-heading">
      <h2 id="state-heading">{words.heading}</h2>
      <Wait asked={asked}>
        {({ lives: [life] }) => (
          <>
            {life?.heard_at_ms ? (
              <p class="number">{words.heard(when(t.value, life.heard_at_ms, now.value))}</p>
            ) : (
              <Notice weight="soon">{words.never}</Notice>
            )}
            {life?.test_until_ms && <p class="number">{words.onTest(when(t.value, life.test_until_ms, now.value))}</p>}
          </>
        )}
      </Wait>
      <Signing panel={panel} />
    </section>
  );
}

function Signing({ panel }: { panel: Panel }) {
  const admin = useAdmin();
  const words = t.value.panels.state;
  const made = useSignal("");
  const fault = useSignal<unknown>(null);
  const make = async () => {
    fault.value = null;
    try {
      const path = `panels/${panel.id}/signing-key`;
      made.value = (await admin.ask<Schemas["SigningKey"]>({ method: "POST", path, body: {}, key: newKey() })).key;
    } catch (failure) {
      fault.value = failure;
    }
  };
  return (
    <>
      <h3>{words.signing}</h3>
      <p class="hint">{words.signingHint}</p>
      {fault.value !== null && (
        <Notice weight="soon" spoken>
          {explain(t.value, fault.value)}
        </Notice>
      )}
      {made.value && (
        <Notice weight="info" spoken>
          <div>
            <p>{words.made}</p>
            <code>{made.value}</code>
          </div>
        </Notice>
      )}
      <div class="buttons">
        <button type="button" onClick={() => void make()}>
          {words.make}
        </button>
      </div>
    </>
  );
}
