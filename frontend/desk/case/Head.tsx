import { useLayoutEffect, useRef } from "preact/hooks";
import type { CaseAnswer } from "../../shared/api/types";
import { now } from "../../shared/clock";
import { Shape } from "../../shared/components/Shape";
import { when } from "../../shared/words";
import { Ago } from "../Ago";
import { caseWeight } from "../board";
import { useDesk } from "../desk";
import { Left } from "../Left";
import { kindOf, sentence } from "../sentence";
import { waitsFor } from "../shiftwork/flags";
import { t } from "../texts";
import { type Actions, Buttons } from "./CaseActions";

/** What happened in one sentence, whose it is, and what can be done. */
export function Head({ answer, actions }: { answer: CaseAnswer; actions: Actions }) {
  const { case: row, watch } = answer;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), [row.id]);
  const weight = caseWeight(row.priority);
  return (
    <header class="case-head">
      <p class={`case-kind ${weight}`}>
        <Shape weight={weight} /> <strong>{t.value.kinds[kindOf(t.value, row)]}</strong>
        <span class="soft">
          {t.value.case.opened(when(t.value, row.opened_at_ms, now.value), "")}
          <Ago atMs={row.opened_at_ms} />
        </span>
      </p>
      <h2 id="case-heading" ref={heading} tabIndex={-1}>
        {sentence(t.value, row, watch, now.value)}
      </h2>
      {row.text && <p class="case-text">{row.text}</p>}
      <Ownership answer={answer} />
      <Buttons answer={answer} actions={actions} />
    </header>
  );
}

function Ownership({ answer }: { answer: CaseAnswer }) {
  const { case: row } = answer;
  const me = useDesk().me.value;
  if (row.state === "resolved") {
    const by = row.owner ? t.value.case.resolvedBy(row.owner.name) : t.value.case.resolved;
    return <p class="ownership">{by}</p>;
  }
  return (
    <p class="ownership">
      <strong>
        {!row.owner && t.value.case.free}
        {row.owner && (row.owner.id === me?.id ? t.value.case.mine : t.value.case.owner(row.owner.name))}
      </strong>{" "}
      <span class="soft">
        <Left untilMs={row.due_at_ms} /> {waitsFor(row)}
      </span>
    </p>
  );
}
