import { leave } from "../../shared/route";
import { offer } from "../install";
import { Page } from "../Page";
import { isInstalled, type System, system } from "./system";
import { p } from "./texts";

const SYSTEMS: System[] = ["ios", "android", "desktop"];

/** How Varde is put on the home screen: this phone's way first. */
export function Install() {
  const own = system();
  const waiting = offer.value;
  const accept = async () => {
    await waiting?.prompt();
    offer.value = null;
  };
  return (
    <Page title={p.value.installing.heading} close={leave}>
      <p>{isInstalled() ? `✓ ${p.value.installing.done}` : p.value.installing.why}</p>
      {waiting && (
        <button type="button" class="primary large" onClick={() => void accept()}>
          {p.value.installing.now}
        </button>
      )}
      <Steps of={own} />
      <details>
        <summary>{p.value.installing.others}</summary>
        {SYSTEMS.filter((one) => one !== own).map((one) => (
          <Steps key={one} of={one} />
        ))}
      </details>
    </Page>
  );
}

function Steps({ of }: { of: System }) {
  return (
    <section class="steps">
      <h2>{p.value.installing.systems[of]}</h2>
      <ol>
        {p.value.installing.steps[of].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
