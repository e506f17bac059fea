import type { Listing } from "../../shared/api/types";
import { useAdmin } from "../admin";
import { useAsked } from "../asked";
import { Wait } from "../components";
import { where } from "../places";
import { t } from "../texts";
import { Defaults } from "./Defaults";
import { Editor } from "./Editor";
import type { Kind, Policy, Thing } from "./kinds";
import { List } from "./List";

/** One kind of thing: the list, and beside it the one that is open. */
export function RegisterPage({ kind }: { kind: Kind }) {
  const { id, given } = where.value;
  const words = t.value.kinds[kind.plural];
  return (
    <div class={`register ${id ? "is-open" : ""}`}>
      <div>
        <List kind={kind} />
        {kind.plural === "policies" && <Defaults />}
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
  return kind.plural === "policies" ? <NewPolicy kind={kind} given={given} /> : <Blank kind={kind} given={given} />;
}

/** A new policy begins as the system's own for that risk: a ladder is rather changed than made up. */
function NewPolicy({ kind, given }: NewProps) {
  const defaults = useAsked<Listing<Policy>>("default-policies");
  return (
    <Wait asked={defaults}>
      {({ items }) => {
        const like = items.find((one) => one.risk === (given.risk ?? "standard"));
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
