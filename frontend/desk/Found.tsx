import type { Role } from "../shared/api/types";
import type { FoundCustomer, FoundPerson, FoundSite } from "./found";
import { frame } from "./frame";
import { Phone } from "./Phone";
import { w as panels } from "./panels/words";
import { t } from "./texts";
import { close, opened } from "./windows";

export interface FoundThing {
  person?: FoundPerson;
  site?: FoundSite;
  customer?: FoundCustomer;
}

/** What the register has of somebody or some place, and the case that can be opened there. */
export function Found({ person, site, customer }: FoundThing) {
  const customerId = site?.customer_id ?? customer?.id;
  return (
    <div class="form">
      {person && (
        <>
          <p class="call-now">
            <Phone number={person.phone} />
          </p>
          <p class="soft">{person.roles.map((role) => frame.value.roles[role as Role] ?? role).join(", ")}</p>
        </>
      )}
      {site && (
        <p>
          {site.address}, {site.postal_code} {site.town}
        </p>
      )}
      <div class="buttons">
        {customerId && (
          <button
            type="button"
            class="primary"
            onClick={() => {
              opened.value = { window: "new_case", customerId, ...(site ? { siteId: site.id } : {}) };
            }}
          >
            {t.value.header.newCase}
          </button>
        )}
        {site && (
          <button
            type="button"
            onClick={() => {
              opened.value = { window: "panels", siteId: site.id };
            }}
          >
            {panels.value.ofSite}
          </button>
        )}
        <button type="button" onClick={close}>
          {t.value.close}
        </button>
      </div>
    </div>
  );
}
