import { useSignal } from "@preact/signals";
import { now, serverNow } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { bodyOf, type Draft, emptyDraft, type Fault, faultsOf, fromTemplate } from "../../shared/missions/draft";
import { MissionFields } from "../../shared/missions/Fields";
import { m } from "../../shared/missions/words";
import { leave } from "../../shared/route";
import { useApp } from "../app";
import * as geo from "../geo";
import { Page } from "../Page";
import { register } from "./actions";
import type { MissionFacts } from "./facts";
import { w } from "./words";

const LOCATE_MS = 12_000;

/** A new mission, like an earlier one or from nothing: what the last one had in common is filled in. */
export function Register({ missions, templateId }: { missions: MissionFacts; templateId: string | null }) {
  const app = useApp();
  const { kinds, templates, colleagues } = missions;
  const empty = emptyDraft(kinds, now.peek());
  const template = templates.find(({ id }) => id === templateId);
  const last = templates[0];
  const draft = useSignal<Draft>(
    template ? fromTemplate(empty, template, kinds) : last ? { ...empty, ...own(empty, last, kinds) } : empty,
  );
  const faults = useSignal<Fault[]>([]);
  const submit = async () => {
    faults.value = faultsOf(draft.value, serverNow());
    if (faults.value.length > 0) return;
    const body = bodyOf(draft.value, serverNow());
    leave();
    await register(app, body);
  };
  return (
    <Page title={w.value.register} close={leave}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <MissionFields
          draft={draft.value}
          onChange={(change) => {
            draft.value = { ...draft.peek(), ...change };
            faults.value = [];
          }}
          kinds={kinds}
          colleagues={colleagues}
          faults={faults.value}
          own
          locate={() => geo.fix(LOCATE_MS)}
        />
        {faults.value.length > 0 && (
          <Notice weight="soon" spoken>
            {w.value.missing} {m.value.faults[faults.value[0] ?? "place"]}
          </Notice>
        )}
        <button type="submit" class="primary large">
          {draft.value.begins === "now" ? w.value.submitNow : w.value.submitLater}
        </button>
      </form>
    </Page>
  );
}

/** What belongs to the worker rather than to the errand. */
function own(empty: Draft, last: MissionFacts["templates"][number], kinds: MissionFacts["kinds"]): Partial<Draft> {
  const { vehicle, kinName, kinPhone, contact, kindId, interval } = fromTemplate(empty, last, kinds);
  return { vehicle, kinName, kinPhone, contact, kindId, interval };
}
