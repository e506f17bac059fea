import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Notice } from "../../shared/components/Notice";
import { useAdmin } from "../admin";
import { Preview } from "../alarms/Preview";
import { State } from "../panels/State";
import { to } from "../places";
import { t } from "../texts";
import { Access } from "./Access";
import { Clashes } from "./Clashes";
import { DeleteDialog } from "./DeleteDialog";
import { bodyOf } from "./draft";
import { Editing } from "./editing";
import { FieldInput } from "./FieldInput";
import type { AlarmInstruction, Kind, Panel, Person, Section, Thing } from "./kinds";
import { Related } from "./Related";
import { Story } from "./Story";

export interface EditorProps {
  kind: Kind;
  /** What stands in the register; null for something new. */
  thing: Thing | null;
  first: object;
}

/** One thing, to be read, changed, saved or deleted. */
export function Editor({ kind, thing: read, first }: EditorProps) {
  const admin = useAdmin();
  const editing = useMemo(() => Editing.of(admin, kind, read, first), []);
  const isDeleting = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const thing = editing.thing.value;
  const isChanged = editing.isChanged.value;
  useEffect(() => {
    if (!isChanged) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", stay);
    return () => removeEventListener("beforeunload", stay);
  }, [isChanged]);
  const save = async () => {
    if (await editing.save()) return;
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  return (
    <>
      <div class="thing-head">
        <a href={to(kind.plural)} class="back">
          {t.value.back}
        </a>
        <h1>{thing ? thing.name : t.value.kinds[kind.plural].add}</h1>
        {thing && <span class="soft small">{t.value.version(thing.version)}</span>}
      </div>
      <form
        class="form thing-form"
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {kind.sections.map((section) => (
          <Part key={section.title} section={section} editing={editing} />
        ))}
        {kind.model && <Story draft={editing.draft.value} />}
        {editing.fault.value && (
          <Notice weight="soon" spoken>
            <div>
              <p>{editing.fault.value}</p>
              {editing.elsewhere.map(([name, message]) => (
                <p key={name}>
                  {name}: {message}
                </p>
              ))}
            </div>
          </Notice>
        )}
        <SaveLine
          editing={editing}
          onDelete={() => {
            isDeleting.value = true;
          }}
        />
      </form>
      {thing && kind.plural === "instructions" && <WouldHappen editing={editing} thing={thing} />}
      {thing && kind.plural === "panels" && <State panel={thing as Panel} />}
      {thing && kind.plural === "people" && <Access person={thing as Person} />}
      {thing && <Related kind={kind} thing={thing} />}
      {editing.merged.value && (
        <Clashes
          merged={editing.merged.value}
          onChosen={(chosen) => {
            editing.merged.value = null;
            if (!chosen) return;
            editing.draft.value = { ...editing.draft.value, ...chosen };
            void save();
          }}
        />
      )}
      {isDeleting.value && thing && (
        <DeleteDialog
          kind={kind}
          thing={thing}
          onClose={() => {
            isDeleting.value = false;
          }}
        />
      )}
    </>
  );
}

/** What an alarm would do with this instruction as it stands in the form, wherever it holds. */
function WouldHappen({ editing, thing }: { editing: Editing; thing: Thing }) {
  const { customer_id, id, version, ...saved } = thing as AlarmInstruction;
  const { body, unreadable } = bodyOf(editing.kind, editing.draft.value);
  const draft = editing.isChanged.value ? body : null;
  const { site_id, categories } = { ...saved, ...draft } as Pick<AlarmInstruction, "site_id" | "categories">;
  return (
    <Preview
      customer={customer_id}
      site={site_id ?? ""}
      categories={categories}
      version={version}
      id={id}
      draft={draft}
      isUnreadable={unreadable.size > 0}
    />
  );
}

function Part({ section, editing }: { section: Section; editing: Editing }) {
  const thing = editing.thing.value as Record<string, unknown> | null;
  return (
    <fieldset class={`part part-${section.title}`}>
      <legend>{t.value.sections[section.title]}</legend>
      {section.fields
        .filter((field) => !field.isLater || thing?.[field.name] === true)
        .map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            draft={editing.draft.value}
            thing={thing}
            errors={editing.errors.value}
            onChange={(value) => editing.change(field.name, value)}
            onOther={(name, value) => editing.change(name, value)}
          />
        ))}
    </fieldset>
  );
}

function SaveLine({ editing, onDelete }: { editing: Editing; onDelete(): void }) {
  const thing = editing.thing.value;
  const isChanged = editing.isChanged.value;
  const action = thing ? t.value.save : t.value.create;
  return (
    <div class="buttons save">
      <button type="submit" class="primary" disabled={editing.isBusy.value}>
        {editing.isBusy.value ? t.value.sending : action}
      </button>
      {isChanged && (
        <>
          <button type="button" onClick={() => editing.discard()}>
            {t.value.discard}
          </button>
          <span class="soft">{t.value.notSaved}</span>
        </>
      )}
      {thing && (
        <button type="button" class="delete" onClick={onDelete}>
          {t.value.remove}
        </button>
      )}
    </div>
  );
}
