import { useSignal } from "@preact/signals";
import { newKey } from "../../shared/api/client";
import { now } from "../../shared/clock";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { grouped } from "../../shared/phone";
import { go } from "../../shared/route";
import { when } from "../../shared/words";
import { useDesk } from "../desk";
import { Form, Select, TextArea } from "../Forms";
import { useListing } from "../register";
import { t } from "../texts";
import { close } from "../windows";
import type { SiteKey } from "./useKeys";
import { w } from "./words";

type Doing = "out" | "lost" | null;

interface KeyCardProps {
  one: SiteKey;
  /** Whether to say to which site it is: not where the site stands above. */
  isAmongOthers: boolean;
  onMoved(): Promise<void>;
}

/** One key: where it is, and what can become of it. */
export function KeyCard({ one, isAmongOthers, onMoved }: KeyCardProps) {
  const desk = useDesk();
  const doing = useSignal<Doing>(null);
  const said = useSignal("");
  const fault = useSignal<unknown>(null);
  const leave = () => {
    doing.value = null;
  };
  const moved = async (what: string) => {
    leave();
    said.value = what;
    await onMoved();
  };
  const takeIn = async () => {
    fault.value = null;
    try {
      await desk.ask<SiteKey>({ method: "POST", path: `keys/${one.id}/in`, body: {}, key: newKey() });
      await moved(w.peek().isIn(one.tag));
    } catch (failure) {
      fault.value = failure;
    }
  };
  const choose = (what: Doing) => () => {
    doing.value = what;
  };
  const heading = `key-${one.id}`;
  return (
    <section class={`key-card is-${one.state}`} aria-labelledby={heading}>
      <h3 id={heading} class="number">
        {one.tag}
      </h3>
      {isAmongOthers && <p>{[one.site, one.town].filter(Boolean).join(", ")}</p>}
      <Whereabouts one={one} />
      {one.kept && <p class="soon">{w.value.kept(one.kept)}</p>}
      {one.note && <p class="soft">{one.note}</p>}
      <p class="soft" role="status">
        {said.value}
      </p>
      {fault.value !== null && (
        <Notice weight="soon" spoken>
          {explain(t.value, fault.value)}
        </Notice>
      )}
      {doing.value === null && (
        <div class="buttons">
          {one.state !== "in" && (
            <button type="button" onClick={() => void takeIn()}>
              {one.state === "lost" ? w.value.found : w.value.takeIn}
            </button>
          )}
          {one.state !== "lost" && (
            <button type="button" onClick={choose("out")}>
              {one.state === "out" ? w.value.passOn : w.value.giveOut}
            </button>
          )}
          {one.state !== "lost" && (
            <button type="button" onClick={choose("lost")}>
              {w.value.lost}
            </button>
          )}
          {one.case_id && <CaseButton caseId={one.case_id} />}
        </div>
      )}
      {doing.value === "out" && <OutForm one={one} onDone={(what) => void moved(what)} onLeave={leave} />}
      {doing.value === "lost" && <LostForm one={one} onLeave={leave} />}
    </section>
  );
}

function Whereabouts({ one }: { one: SiteKey }) {
  const since = one.since_ms === null ? "" : w.value.since(when(t.value, one.since_ms, now.value));
  const hangs = w.value.hangs(one.cabinet, one.hook) || w.value.nowhere;
  const holder = one.holder;
  return (
    <p>
      <strong>{w.value.states[one.state]}</strong>
      {one.state === "in" && <span> · {hangs}</span>}
      {holder && <span> {one.state === "lost" ? w.value.lastWith(holder.name) : w.value.with(holder.name)}</span>}
      {holder && <span class="soft number"> {grouped(holder.phone)}</span>}
      {one.state !== "in" && <span class="soft number"> {since}</span>}
    </p>
  );
}

function CaseButton({ caseId }: { caseId: string }) {
  return (
    <button
      type="button"
      onClick={() => {
        close();
        go(`case/${caseId}`);
      }}
    >
      {w.value.openCase}
    </button>
  );
}

interface Holder {
  id: string;
  name: string;
  roles: string[];
  active: boolean;
}

interface FormProps {
  one: SiteKey;
  onLeave(): void;
}

function OutForm({ one, onDone, onLeave }: FormProps & { onDone(said: string): void }) {
  const desk = useDesk();
  const people = useListing<Holder>("people");
  const whom = useSignal("");
  const body = { holder_id: whom.value };
  const could = people.items.filter(
    ({ id, active, roles }) =>
      active && id !== one.holder?.id && (roles.includes("guard") || roles.includes("contractor")),
  );
  return (
    <Form
      action={one.state === "out" ? w.value.passOn : w.value.giveOut}
      content={body}
      missing={() => (body.holder_id ? null : w.value.whomWanted)}
      submit={async (key) => {
        const after = await desk.ask<SiteKey>({ method: "POST", path: `keys/${one.id}/out`, body, key });
        onDone(w.peek().isOut(after.tag, after.holder?.name ?? ""));
      }}
      onCancel={onLeave}
    >
      {people.trouble}
      <Select
        label={w.value.whom}
        value={whom.value}
        options={[{ value: "", text: w.value.choose }, ...could.map(({ id, name }) => ({ value: id, text: name }))]}
        onChoose={(value) => {
          whom.value = value;
        }}
      />
    </Form>
  );
}

function LostForm({ one, onLeave }: FormProps) {
  const desk = useDesk();
  const text = useSignal("");
  const body = { text: text.value.trim() };
  return (
    <Form
      action={w.value.lost}
      content={body}
      missing={() => null}
      submit={async (key) => {
        const { case_id } = await desk.ask<SiteKey>({ method: "POST", path: `keys/${one.id}/lost`, body, key });
        await desk.changed([`case/${case_id}`]);
        close();
        go(`case/${case_id}`);
      }}
      onCancel={onLeave}
    >
      <TextArea
        label={w.value.howLost}
        hint={w.value.lostHint}
        value={text.value}
        maxlength={200}
        onText={(typed) => {
          text.value = typed;
        }}
      />
    </Form>
  );
}
