import type { CaseAnswer } from "../../shared/api/types";
import { Notice } from "../../shared/components/Notice";
import { clock } from "../../shared/words";
import { t } from "../texts";

/** What must be known before anything is done. */
export function Notices({ answer }: { answer: CaseAnswer }) {
  const { case: row } = answer;
  return (
    <>
      {row.silent && <Notice weight="now">{t.value.case.silent}</Notice>}
      {row.unverified && <Notice weight="soon">{t.value.case.unverified}</Notice>}
      {row.exhausted && row.state === "open" && <Notice weight="now">{t.value.case.exhausted}</Notice>}
      {row.undelivered > 0 && <Notice weight="now">{t.value.case.undelivered(row.undelivered)}</Notice>}
      {row.undelivered === 0 && row.arrived_at_ms !== null && (
        <Notice weight="info">{t.value.case.arrived(clock(t.value, row.arrived_at_ms))}</Notice>
      )}
    </>
  );
}
