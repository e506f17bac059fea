import type { Listing } from "../../shared/api/types";
import { useAsked } from "../asked";
import { Wait } from "../components";
import { to } from "../places";
import { t } from "../texts";
import type { Kind, Plural, Thing } from "./kinds";

const SHOWN = 25;

/** What belongs to a customer or a site, and the way to more of it. */
export function Related({ kind, thing }: { kind: Kind; thing: Thing }) {
  if (kind.plural === "customers") {
    const given = { customer_id: thing.id };
    return (
      <>
        {(["sites", "contacts", "assignments", "policies", "people"] as const).map((plural) => (
          <Part key={plural} plural={plural} given={given} />
        ))}
      </>
    );
  }
  if (kind.plural !== "sites" || !("customer_id" in thing)) return null;
  const given = { customer_id: String(thing.customer_id), site_id: thing.id };
  return (
    <>
      <Part plural="contacts" given={given} />
      <Part plural="assignments" given={given} />
      <Part plural="panels" given={given} />
      <Part plural="instructions" given={given} />
      <Part plural="keys" given={given} />
    </>
  );
}

function Part({ plural, given }: { plural: Plural; given: Record<string, string> }) {
  const query = new URLSearchParams({ ...given, limit: String(SHOWN) });
  const asked = useAsked<Listing<Thing>>(`${plural}?${query}`);
  const words = t.value.kinds[plural];
  return (
    <section class="related" aria-labelledby={`related-${plural}`}>
      <div class="list-head">
        <h2 id={`related-${plural}`}>{words.many}</h2>
        <a class="button" href={to(plural, "new", given)}>
          {words.add}
        </a>
      </div>
      <Wait asked={asked}>
        {(listing) =>
          listing.items.length === 0 ? (
            <p class="soft">{words.none}</p>
          ) : (
            <>
              <ul>
                {listing.items.map((one) => (
                  <li key={one.id}>
                    <a href={to(plural, one.id)}>{one.name}</a>
                    {"wrong" in one && one.wrong && <span class="soon"> {t.value.wrong}</span>}
                  </li>
                ))}
              </ul>
              {listing.more && <p class="soft">{t.value.moreInList}</p>}
            </>
          )
        }
      </Wait>
    </section>
  );
}
