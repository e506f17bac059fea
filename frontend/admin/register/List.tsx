import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Listing } from "../../shared/api/types";
import { Shape } from "../../shared/components/Shape";
import { grouped } from "../../shared/phone";
import { useAdmin } from "../admin";
import type { Category } from "../alarms/drafts";
import { Line, Trouble } from "../components";
import { spoken } from "../durations";
import { useNames } from "../names";
import { Picker } from "../Picker";
import { Heard, useLives } from "../panels/lives";
import { to, where } from "../places";
import { t } from "../texts";
import { Yes } from "./choices";
import { type Customer, isCustomers, type Kind, type Plural, type Thing } from "./kinds";

const PAGE = 100;
const PAUSE_MS = 200;

interface Narrowed {
  text: string;
  customer: string;
  wrong: boolean;
}

/** What a list was narrowed to, kept while one looks at something else. */
const narrowed = new Map<Plural, Narrowed>();

/** All of a kind, found by name or number, a page at a time. */
export function List({ kind }: { kind: Kind }) {
  const admin = useAdmin();
  const by = useSignal<Narrowed>(narrowed.get(kind.plural) ?? { text: "", customer: "", wrong: false });
  const list = useList(kind.plural, by.value);
  const narrow = (change: Partial<Narrowed>) => {
    by.value = { ...by.value, ...change };
    narrowed.set(kind.plural, by.value);
  };
  const words = t.value.kinds[kind.plural];
  const isNarrow = by.value.text !== "" || by.value.customer !== "" || by.value.wrong;
  const counted = () => {
    if (list.items.length > 0) return t.value.shown(list.items.length, list.next !== "");
    return isNarrow ? t.value.noneFound : words.none;
  };
  const mayAdd = isCustomers(kind) || admin.plans.value;
  return (
    <section class="list" aria-labelledby="list-heading">
      <div class="list-head">
        {where.value.id ? <h2 id="list-heading">{words.many}</h2> : <h1 id="list-heading">{words.many}</h1>}
        {mayAdd && (
          <a class="button" href={to(kind.plural, "new", by.value.customer ? { customer_id: by.value.customer } : {})}>
            {words.add}
          </a>
        )}
      </div>
      <By kind={kind} by={by.value} onNarrow={narrow} />
      {list.error !== null && <Trouble error={list.error} onAgain={list.again} />}
      {list.items.length > 0 && <Table kind={kind} items={list.items} />}
      <p class="soft pad" role="status">
        {list.isAsking ? t.value.loading : list.error === null ? counted() : ""}
      </p>
      {list.next && (
        <div class="pad">
          <button type="button" disabled={list.isAsking} onClick={list.more}>
            {t.value.showMore}
          </button>
        </div>
      )}
    </section>
  );
}

interface ByProps {
  kind: Kind;
  by: Narrowed;
  onNarrow(change: Partial<Narrowed>): void;
}

/** What the list is narrowed by. */
function By({ kind, by, onNarrow }: ByProps) {
  const admin = useAdmin();
  return (
    <div class="list-by">
      <Line label={t.value.find} type="search" value={by.text} onText={(text) => onNarrow({ text })} />
      {isCustomers(kind) && admin.plans.value && (
        <Picker<Customer>
          label={t.value.fields.customer_id}
          of="customers"
          chosen={by.customer}
          nothing={t.value.everyCustomer}
          onChoose={(customer) => onNarrow({ customer })}
        />
      )}
      {kind.columns.includes("wrong") && (
        <Yes label={t.value.onlyWrong} isYes={by.wrong} onChange={(wrong) => onNarrow({ wrong })} />
      )}
    </div>
  );
}

function useList(plural: Plural, by: Narrowed) {
  const admin = useAdmin();
  const items = useSignal<Thing[]>([]);
  const next = useSignal("");
  const error = useSignal<unknown>(null);
  const isAsking = useSignal(true);
  const round = useSignal(0);
  const query = new URLSearchParams({ limit: String(PAGE) });
  if (by.text.trim()) query.set("q", by.text.trim());
  if (by.customer) query.set("customer_id", by.customer);
  if (by.wrong) query.set("wrong", "true");
  const base = `${plural}?${query}`;
  const ask = async (path: string, before: Thing[], signal?: AbortSignal) => {
    isAsking.value = true;
    try {
      const page = await admin.ask<Listing<Thing> & { next?: string }>({ path, ...(signal ? { signal } : {}) });
      if (signal?.aborted) return;
      items.value = [...before, ...page.items];
      next.value = page.more ? (page.next ?? "") : "";
      error.value = null;
    } catch (failure) {
      if (signal?.aborted) return;
      error.value = failure;
    }
    isAsking.value = false;
  };
  const changed = admin.done.value;
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => void ask(base, [], abort.signal), by.text ? PAUSE_MS : 0);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [base, round.value, changed]);
  return {
    items: items.value,
    next: next.value,
    error: error.value,
    isAsking: isAsking.value,
    more: () => void ask(`${base}&after=${encodeURIComponent(next.peek())}`, items.peek()),
    again: () => {
      round.value += 1;
    },
  };
}

function Table({ kind, items }: { kind: Kind; items: Thing[] }) {
  const admin = useAdmin();
  const columns = kind.columns.filter((column) => column !== "wrong" && (column !== "customer" || admin.plans.value));
  const names = useNames("customers", columns.includes("customer"));
  const lives = useLives(columns.includes("heard") ? items.map(({ id }) => id) : []);
  return (
    <div class="scroll">
      <table class="things">
        <thead>
          <tr>
            <th scope="col">{t.value.fields[kind.plural === "keys" ? "tag" : "name"]}</th>
            {columns.map((column) => (
              <th scope="col" key={column}>
                {t.value.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((thing) => (
            <tr key={thing.id} class={where.value.id === thing.id ? "is-chosen" : ""}>
              <th scope="row">
                <a href={to(kind.plural, thing.id)} aria-current={where.value.id === thing.id ? "true" : undefined}>
                  {thing.name}
                </a>
                <Marks thing={thing} />
              </th>
              {columns.map((column) => (
                <td key={column}>{cell(column, thing as Record<string, unknown>, names, lives)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What somebody has to see to, or what is out of use. */
function Marks({ thing }: { thing: Thing }) {
  if ("wrong" in thing && thing.wrong) {
    return (
      <span class="mark soon">
        <Shape weight="soon" /> {t.value.wrong}
      </span>
    );
  }
  return "active" in thing && thing.active === false ? <span class="mark soft">{t.value.inactive}</span> : null;
}

function cell(
  column: Kind["columns"][number],
  thing: Record<string, unknown>,
  names: Map<string, string>,
  lives: ReadonlyMap<string, number | null>,
): ComponentChildren {
  switch (column) {
    case "heard":
      return <Heard atMs={lives.get(String(thing.id))} />;
    case "phone":
    case "fire_phone":
    case "police_phone":
    case "medical_phone":
      return <span class="number nowrap">{thing[column] ? grouped(String(thing[column])) : ""}</span>;
    case "roles":
      return ((thing.roles ?? []) as (keyof typeof t.value.roles)[])
        .map((role) => t.value.roles[role] ?? role)
        .join(", ");
    case "customer":
      return names.get(String(thing.customer_id)) ?? "";
    case "address":
      return `${thing.address}, ${thing.postal_code} ${thing.town}`;
    case "risk":
      return t.value.risk[thing.risk as "high"] ?? "";
    case "categories":
      return ((thing.categories ?? []) as Category[]).map((one) => t.value.alarms.categories[one]).join(", ");
    case "action":
      return t.value.alarms.actions[thing.action as "notify"] ?? "";
    case "terrain":
      return t.value.places.terrains[thing.terrain as "other"] ?? "";
    case "interval":
      return <span class="number">{spoken(Number(thing.interval_s), t.value.hour)}</span>;
    case "whereabouts":
      return t.value.keys.whereabouts[thing.state as "in"] ?? "";
    case "hangs":
      return [thing.cabinet, thing.hook].filter(Boolean).join(" · ");
    default:
      return <span class="number">{String(thing[column] ?? "")}</span>;
  }
}
