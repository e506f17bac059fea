import type { CaseAnswer } from "../../shared/api/types";
import { Shape } from "../../shared/components/Shape";
import { seconds } from "../../shared/words";
import { isToldElsewhere, tell } from "../events";
import { CorrectCall } from "../shiftwork/CorrectCall";
import { t } from "../texts";

/** What happened, the latest first, as the journal has it. */
export function Timeline({ answer }: { answer: CaseAnswer }) {
  const shown = answer.timeline.filter((entry) => !isToldElsewhere(entry)).reverse();
  return (
    <section aria-labelledby="timeline-heading">
      <h3 id="timeline-heading">{t.value.case.timeline}</h3>
      <ol class="timeline">
        {shown.map((entry, index) => {
          const { who, what, more } = tell(t.value, entry);
          return (
            <li key={`${entry.stream}@${entry.version}/${shown.length - index}`}>
              <span class="number soft">{seconds(t.value, entry.at_ms)}</span>
              <span>
                {who && <strong>{who} </strong>}
                {what}
                {!entry.verified && (
                  <span class="now">
                    {" "}
                    <Shape weight="now" /> {t.value.case.unverifiedEntry}
                  </span>
                )}
                {more && <span class="timeline-more">{more}</span>}
                {entry.kind === "called" && answer.case.state !== "resolved" && (
                  <CorrectCall caseId={answer.case.id} entry={entry} />
                )}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
