import type { Listing } from "../../shared/api/types";
import { useAdmin } from "../admin";
import { useAsked } from "../asked";
import { Wait } from "../components";
import { where } from "../places";
import { t } from "../texts";
import { Defaults } from "./Defaults";
import { Editor } from "./Editor";
import type { Kind, Model, PlaceKind, Policy, Thing } from "./kinds";
import { List } from "./List";

/** One kind of thing: the list, and beside it the one that is open. */
export function RegisterPage({ kind }: { kind: Kind }) {
  const { id, given } = where.value;
  const words = t.value.kinds[kind.plural];
  return (
    <div class={`register ${id ? "is-open" : ""}`}>
      <div>
        <List kind={kind} />
        {kind.model && <Defaults kind={kind} model={kind.model} />}
      </div>
      {id && (
        <section class="thing" aria-label={id === "new" ? words.add : t.value.edit(words.one)}>
          {id === "new" ? (
            <NewThing kind={kind} given={given} key={JSON.stringify(given)} />
          ) : (
            <OneThing kind={kind} id={id} key={id} />
          )}
        </section>
      )}
    </div>
  );
}

interface NewProps {
  kind: Kind;
  given: Record<string, string>;
}

function NewThing({ kind, given }: NewProps) {
  return kind.model ? <Modelled kind={kind} given={given} model={kind.model} /> : <Blank kind={kind} given={given} />;
}

/** Begins as the system's own for that risk or terrain. */
function Modelled({ kind, given, model: { path, by } }: NewProps & { model: Model }) {
  const models = useAsked<Listing<Policy | PlaceKind>>(path);
  return (
    <Wait asked={models}>
      {({ items }) => {
        const wanted = given[by] ?? kind.first[by];
        const like = items.find((one) => (one as unknown as Record<string, unknown>)[by] === wanted);
        return <Blank kind={kind} given={given} like={like ? { ...like, name: "" } : {}} />;
      }}
    </Wait>
  );
}

function Blank({ kind, given, like }: NewProps & { like?: object }) {
  const admin = useAdmin();
  const own = admin.plans.value ? (kind.plural === "people" ? "self" : "") : (admin.me.value?.customer_id ?? "");
  return <Editor kind={kind} thing={null} first={{ ...kind.first, ...like, customer_id: own, ...given }} />;
}

function OneThing({ kind, id }: { kind: Kind; id: string }) {
  const asked = useAsked<Thing>(`${kind.plural}/${id}`);
  return <Wait asked={asked}>{(thing) => <Editor kind={kind} thing={thing} first={thing} />}</Wait>;
}
