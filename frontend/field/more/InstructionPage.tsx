import type { Assignment } from "../../shared/api/types";
import { leave } from "../../shared/route";
import { Page } from "../Page";
import { t } from "../texts";
import { Instruction } from "./Instruction";

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
    </Page>
  );
}
