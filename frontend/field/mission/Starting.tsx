import { useApp } from "../app";
import { Foot } from "../Foot";
import { Page } from "../Page";
import { Signals } from "../Signals";
import { SosBanner } from "../Sos";
import { w } from "./words";

/** Kept here, not yet there: the centre does not watch before it knows. */
export function Starting() {
  const { cutOff } = useApp();
  return (
    <Page title={w.value.starting} close={null} settings>
      <SosBanner since={0} />
      <Signals watch={null} />
      <p role="status">{cutOff.value ? w.value.startingWaits : w.value.startingSends}</p>
      {cutOff.value && <p class="soft">{w.value.startingCall}</p>}
      <Foot watch={null} />
    </Page>
  );
}
