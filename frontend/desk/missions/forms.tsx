import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Mission, MyMission } from "../../shared/api/missions";
import { now, serverNow } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { Select } from "../../shared/components/Select";
import { explain } from "../../shared/explain";
import { changesOf } from "../../shared/missions/changes";
import {
  bodyOf,
  type Draft,
  emptyDraft,
  type Fault,
  faultsOf,
  fromMission,
  fromTemplate,
} from "../../shared/missions/draft";
import { MissionFields } from "../../shared/missions/Fields";
import { m, span } from "../../shared/missions/words";
import { go } from "../../shared/route";
import { when } from "../../shared/words";
import { useDesk } from "../desk";
import { Form, TextArea } from "../Forms";
import { IdentifiedFields, useIdentified } from "../Identified";
import { useListing } from "../register";
import { t } from "../texts";
import { close } from "../windows";
import { w } from "./words";

export type Doing = "start" | "check-ins" | "extension" | "change" | "end" | "cancel";

/** A window about a mission. */
export type MissionWindow = { doing: "register" } | { doing: Doing; mission: Mission };

export const missionTitle = (what: MissionWindow): string =>
  what.doing === "register" ? w.value.register : w.value.do[what.doing];

export function MissionForm({ what }: { what: MissionWindow }) {
  if (what.doing === "register") return <RegisterForm />;
  if (what.doing === "change") return <ChangeForm mission={what.mission} />;
  return <ReportForm mission={what.mission} doing={what.doing} />;
}

interface Worker {
  id: string;
  name: string;
  phone: string;
  roles: string[];
  active: boolean;
}

/** Registers a mission for somebody on the telephone: who, then the rest with what is known of earlier ones. */
function RegisterForm() {
  const desk = useDesk();
  const people = useListing<Worker>("people");
  const chosen = useSignal("");
  const known = useKnown(chosen.value);
  const draft = useSignal<Draft>(emptyDraft([], now.peek()));
  const faults = useSignal<Fault[]>([]);
  const who = useIdentified();
  const workers = people.items.filter((person) => person.active && person.roles.includes("field_worker"));
  const worker = workers.find(({ id }) => id === chosen.value) ?? null;
  useEffect(() => {
    const first = known.mine?.templates[0];
    const empty = emptyDraft(known.mine?.kinds ?? [], now.peek());
    // What is the same each time is filled in; where and what is asked.
    if (known.mine && draft.peek().place === null)
      draft.value = first ? { ...empty, ...standing(first, known.mine) } : empty;
  }, [known.mine]);
  const change = (changed: Partial<Draft>) => {
    draft.value = { ...draft.peek(), ...changed };
    faults.value = [];
  };
  return (
    <Form
      action={worker ? w.value.registerFor(worker.name) : w.value.register}
      content={{ ...draft.value, worker: chosen.value, who: who.value }}
      missing={() => {
        if (!worker) return w.value.workerWanted;
        faults.value = faultsOf(draft.value, now.value);
        return faults.value.length > 0 ? w.value.fieldsMissing : who.missing;
      }}
      submit={async (key) => {
        const body = { ...bodyOf(draft.value, serverNow()), worker_id: chosen.value, on_behalf: who.value };
        const mission = await desk.ask<Mission>({ method: "POST", path: "missions", body, key });
        await desk.changed([`mission/${mission.id}`]);
        close();
        go(`mission/${mission.id}`);
      }}
      onCancel={close}
    >
      {people.trouble}
      <Select
        label={w.value.worker}
        value={chosen.value}
        options={[
          { value: "", text: t.value.forms.choose },
          ...workers.map(({ id, name }) => ({ value: id, text: name })),
        ]}
        onChoose={(value) => {
          chosen.value = value;
        }}
      />
      {known.error !== null && <Notice weight="soon">{explain(t.value, known.error)}</Notice>}
      {worker && known.mine && (
        <>
          <Templates mine={known.mine} draft={draft.value} onChange={change} />
          <MissionFields
            draft={draft.value}
            onChange={change}
            kinds={known.mine.kinds}
            colleagues={known.mine.colleagues}
            faults={faults.value}
            own={false}
          />
        </>
      )}
      <IdentifiedFields who={who} person={worker} />
    </Form>
  );
}

/** What belongs to the worker rather than to the errand. */
function standing(template: MyMission["templates"][number], mine: MyMission): Partial<Draft> {
  const { vehicle, kinName, kinPhone, contact } = fromTemplate(
    emptyDraft(mine.kinds, now.peek()),
    template,
    mine.kinds,
  );
  return { vehicle, kinName, kinPhone, contact };
}

interface TemplatesProps {
  mine: MyMission;
  draft: Draft;
  onChange(change: Partial<Draft>): void;
}

/** Earlier missions, each with one press. */
export function Templates({ mine, draft, onChange }: TemplatesProps) {
  if (mine.templates.length === 0) return null;
  return (
    <fieldset class="templates">
      <legend>{m.value.again}</legend>
      <div class="buttons">
        {mine.templates.map((template) => (
          <button type="button" key={template.id} onClick={() => onChange(fromTemplate(draft, template, mine.kinds))}>
            {template.place.name}
            <span class="soft"> {m.value.lastUsed(when(t.value, template.used_at_ms, now.value))}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** What is known of somebody's missions: kinds of place, earlier ones, who can be taken along. */
function useKnown(personId: string): { mine: MyMission | null; error: unknown } {
  const desk = useDesk();
  const found = useSignal<{ of: string; mine: MyMission | null; error: unknown } | null>(null);
  useEffect(() => {
    if (!personId) return;
    desk.ask<MyMission>({ path: `people/${personId}/missions` }).then(
      (mine) => {
        found.value = { of: personId, mine, error: null };
      },
      (error: unknown) => {
        found.value = { of: personId, mine: null, error };
      },
    );
  }, [personId]);
  const of = found.value?.of === personId ? found.value : null;
  return { mine: of?.mine ?? null, error: of?.error ?? null };
}

/** Changes a mission: what is left as it was is not sent. */
function ChangeForm({ mission }: { mission: Mission }) {
  const desk = useDesk();
  const known = useKnown(mission.worker.id);
  const kinds = known.mine?.kinds ?? [];
  const draft = useSignal<Draft>(fromMission(mission, kinds, now.peek()));
  const faults = useSignal<Fault[]>([]);
  const who = useIdentified();
  return (
    <Form
      action={w.value.do.change}
      content={{ ...draft.value, who: who.value }}
      missing={() => {
        faults.value = faultsOf(draft.value, now.value);
        return faults.value.length > 0 ? w.value.fieldsMissing : who.missing;
      }}
      submit={async (key) => {
        const body = { ...changesOf(draft.value, mission), on_behalf: who.value };
        await desk.ask<Mission>({ method: "POST", path: `missions/${mission.id}/change`, body, key });
        await desk.changed([`mission/${mission.id}`]);
        close();
      }}
      onCancel={close}
    >
      <p>{w.value.says.change(mission.worker.name)}</p>
      <MissionFields
        draft={draft.value}
        onChange={(changed) => {
          draft.value = { ...draft.peek(), ...changed };
          faults.value = [];
        }}
        kinds={kinds}
        colleagues={[]}
        faults={faults.value}
        own={false}
        changes={mission.state === "under_way" ? "under_way" : "planned"}
      />
      <IdentifiedFields who={who} person={mission.worker} />
    </Form>
  );
}

const MORE_MIN = [15, 30, 60, 120, 240, 480, 1440];

/** What the caller says: it has begun, all is well, it lasts longer, it is over, it will not be. */
function ReportForm({ mission, doing }: { mission: Mission; doing: Exclude<Doing, "change"> }) {
  const desk = useDesk();
  const who = useIdentified();
  const happened_at_ms = useSignal(Math.round(serverNow()));
  const minutes = useSignal("30");
  const reason = useSignal("");
  const said = {
    start: { happened_at_ms: happened_at_ms.value },
    "check-ins": { happened_at_ms: happened_at_ms.value },
    end: { happened_at_ms: happened_at_ms.value },
    extension: { minutes: Number(minutes.value) },
    cancel: { reason: reason.value.trim() },
  }[doing];
  const body = { ...said, on_behalf: who.value };
  return (
    <Form
      action={w.value.do[doing]}
      content={body}
      missing={() => who.missing}
      submit={async (key) => {
        await desk.ask<Mission>({ method: "POST", path: `missions/${mission.id}/${doing}`, body, key });
        await desk.changed([`mission/${mission.id}`]);
        close();
      }}
      onCancel={close}
    >
      <p>{w.value.says[doing](mission.worker.name)}</p>
      {doing === "extension" && (
        <Select
          label={w.value.minutes}
          value={minutes.value}
          options={MORE_MIN.map((one) => ({ value: String(one), text: span(one * 60) }))}
          hint={m.value.until(when(t.value, mission.planned_end_ms + Number(minutes.value) * 60_000, now.value))}
          onChoose={(value) => {
            minutes.value = value;
          }}
        />
      )}
      {doing === "cancel" && (
        <TextArea
          label={w.value.reason}
          value={reason.value}
          maxlength={500}
          onText={(typed) => {
            reason.value = typed;
          }}
        />
      )}
      <IdentifiedFields who={who} person={mission.worker} />
    </Form>
  );
}
