import type { Assignment } from "../../shared/api/types";
import { go, leave } from "../../shared/route";
import { Page } from "../Page";
import { t } from "../texts";
import { Instruction } from "./Instruction";
import { k } from "./keyWords";

/** What is to be done at the assignment, as it was confirmed to be read. */
export function InstructionPage({ assignment }: { assignment: Assignment }) {
  return (
    <Page title={t.value.duty.instruction} close={leave}>
      <p>
        {assignment.name}
        <br />
        {assignment.address}
      </p>
      <Instruction text={assignment.instruction} />
      <button type="button" class="large" onClick={() => go("keys")}>
        {k.value.heading}
      </button>
    </Page>
  );
}
