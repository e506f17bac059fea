import type { Field, Kind } from "../register/kinds";

const line = (name: string): Field => ({ name, kind: "line" });
const maybe = (name: string, kind: Field["kind"] = "line"): Field => ({ name, kind, isOptional: true });
const field = (name: string, kind: Field["kind"]): Field => ({ name, kind });

/** A panel, part by part: whose it is, how it is reached and believed, what its zones are, when it should be armed. */
export const PANELS: Kind = {
  plural: "panels",
  sections: [
    { title: "what", fields: [line("name"), field("customer_id", "customer"), field("site_id", "site")] },
    {
      title: "line",
      fields: [
        line("account"),
        maybe("receiver"),
        maybe("line"),
        field("transmission", "transmission"),
        maybe("supervision_s", "seconds"),
        { ...field("key", "secret"), label: "panel_key" },
      ],
    },
    { title: "zones", fields: [field("zones", "zones")] },
    { title: "codes", fields: [field("codes", "codes")] },
    { title: "partitions", fields: [field("partitions", "partitions"), field("close_grace_s", "seconds")] },
    { title: "lift", fields: [field("lift", "lift")] },
    { title: "support", fields: [field("technician", "text"), field("operation", "text")] },
    {
      title: "tolerance",
      fields: [
        field("clock_ahead_s", "seconds"),
        field("clock_behind_s", "seconds"),
        field("departures", "departures"),
        field("nak_form", "nak_form"),
        field("plain_accepted", "yes"),
      ],
    },
  ],
  first: { transmission: "SP2", clock_ahead_s: 20, clock_behind_s: 40, nak_form: "2013", close_grace_s: 900 },
  columns: ["account", "heard", "customer"],
};
