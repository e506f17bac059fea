import type { components } from "../../shared/api/schema";
import { PANELS } from "../panels/kind";

type Schemas = components["schemas"];
export type Customer = Schemas["CustomerView"];
export type Site = Schemas["SiteView"];
export type Contact = Schemas["ContactView"];
export type Person = Schemas["PersonView"];
export type Assignment = Schemas["chalicelib.register.inputs.AssignmentView"];
export type Policy = Schemas["PolicyView"];
export type PlaceKind = Schemas["PlaceKindView"];
export type Municipality = Schemas["MunicipalityView"];
export type Key = Schemas["KeyView"];
export type Panel = Schemas["PanelView"];
export type AlarmInstruction = Schemas["InstructionView"];

/** Anything in the register. */
export type Thing =
  | Customer
  | Site
  | Contact
  | Person
  | Assignment
  | Policy
  | PlaceKind
  | Municipality
  | Key
  | Panel
  | AlarmInstruction;
export type Plural =
  | "customers"
  | "sites"
  | "contacts"
  | "people"
  | "assignments"
  | "policies"
  | "place-kinds"
  | "municipalities"
  | "keys"
  | "panels"
  | "instructions";

export type FieldKind =
  | "line"
  | "text"
  | "phone"
  | "whole"
  | "seconds"
  | "degrees"
  | "date"
  | "language"
  | "risk"
  | "terrain"
  | "roles"
  /** Several words, written with commas between. */
  | "words"
  | "yes"
  | "customer"
  | "site"
  | "policy"
  | "instruction"
  | "ladder"
  | "plans"
  | "secret"
  /** Those of an alarm instruction. */
  | "categories"
  | "action"
  | "contact"
  | "hours"
  | "notices"
  | "own_steps"
  | "emergency"
  /** Those of a panel. */
  | "transmission"
  | "departures"
  | "nak_form"
  | "zones"
  | "codes"
  | "partitions"
  | "lift";

/** One field: its name is the path at which the server names what is wrong with it. */
export interface Field {
  name: string;
  kind: FieldKind;
  /** Empty means nothing, and is sent as null. */
  isOptional?: boolean;
  /** Shown only where it is so: nobody but the number's owner marks a number as wrong. */
  isLater?: boolean;
  /** What it is called where that is not the name of the field. */
  label?: string;
}

export interface Section {
  title:
    | "what"
    | "where"
    | "reach"
    | "keeping"
    | "emergency"
    | "calls"
    | "times"
    | "silence"
    | "sos"
    | "plans"
    | "risk"
    | "instruction"
    | "secrets"
    | "defaults"
    | "wish"
    | "hours"
    | "told"
    | "steps"
    | "service"
    | "line"
    | "zones"
    | "codes"
    | "partitions"
    | "lift"
    | "tolerance"
    | "support";
  fields: Field[];
}

export interface Model {
  path: "default-policies" | "default-place-kinds";
  /** There is one for each of these. */
  by: "risk" | "terrain";
  /** The durations that tell them apart. */
  columns: string[];
}

export interface Kind {
  plural: Plural;
  sections: Section[];
  /** What a new one begins with, where that is not nothing. */
  first: Record<string, unknown>;
  /** The columns of the list, after the name. */
  columns: (
    | "number"
    | "phone"
    | "roles"
    | "customer"
    | "address"
    | "order"
    | "risk"
    | "org_number"
    | "interval"
    | "wrong"
    | "terrain"
    | "fire_phone"
    | "police_phone"
    | "medical_phone"
    | "whereabouts"
    | "hangs"
    | "categories"
    | "action"
    | "account"
    | "heard"
  )[];
  /** The system's own, which a new one begins as: a ladder is rather changed than made up. */
  model?: Model;
}

const line = (name: string): Field => ({ name, kind: "line" });
const optional = (name: string, kind: FieldKind = "line"): Field => ({ name, kind, isOptional: true });
const field = (name: string, kind: FieldKind): Field => ({ name, kind });
const CUSTOMER = field("customer_id", "customer");
const seconds = (names: string[]): Field[] => names.map((name) => field(name, "seconds"));
const RUNG = { after_s: 0, to: "operators", channels: ["board", "sms"], repeat_s: 60, until: "taken" };

const TIMES = [
  "interval_s",
  "reminder_s",
  "grace_s",
  "start_grace_s",
  "end_reminder_s",
  "end_grace_s",
  "take_timeout_s",
  "broadcast_s",
];

export const KINDS: Record<Plural, Kind> = {
  customers: {
    plural: "customers",
    sections: [
      { title: "what", fields: [line("name"), optional("org_number"), field("language", "language")] },
      {
        title: "defaults",
        fields: (["high", "standard", "low"] as const).map((risk) => optional(`default_policies.${risk}`, "policy")),
      },
    ],
    first: { language: "nb" },
    columns: ["org_number"],
  },
  sites: {
    plural: "sites",
    sections: [
      { title: "what", fields: [CUSTOMER, line("name")] },
      {
        title: "where",
        fields: [
          line("address"),
          line("postal_code"),
          line("town"),
          line("municipality"),
          optional("latitude", "degrees"),
          optional("longitude", "degrees"),
          field("directions", "text"),
          field("opening_hours", "text"),
          field("access", "text"),
        ],
      },
      {
        title: "reach",
        fields: (["police_phone", "fire_phone", "medical_phone"] as const).map((name) => optional(name, "phone")),
      },
    ],
    first: {},
    columns: ["address", "customer"],
  },
  contacts: {
    plural: "contacts",
    sections: [
      { title: "what", fields: [CUSTOMER, optional("site_id", "site"), line("name"), line("role")] },
      {
        title: "reach",
        fields: [
          field("phone", "phone"),
          { name: "wrong", kind: "yes", isLater: true },
          optional("email"),
          field("language", "language"),
          field("order", "whole"),
        ],
      },
      { title: "secrets", fields: (["code_word", "duress_word"] as const).map((name) => field(name, "secret")) },
    ],
    first: { language: "nb", order: 1 },
    columns: ["wrong", "phone", "order", "customer"],
  },
  people: {
    plural: "people",
    sections: [
      {
        title: "what",
        fields: [
          CUSTOMER,
          line("name"),
          optional("number"),
          field("roles", "roles"),
          field("skills", "words"),
          field("active", "yes"),
        ],
      },
      {
        title: "reach",
        fields: [field("phone", "phone"), { name: "wrong", kind: "yes", isLater: true }, field("language", "language")],
      },
      {
        title: "secrets",
        fields: (["pin", "duress_pin", "code_word", "duress_word"] as const).map((name) => field(name, "secret")),
      },
    ],
    first: { language: "nb", active: true, roles: [] },
    columns: ["wrong", "number", "phone", "roles", "customer"],
  },
  assignments: {
    plural: "assignments",
    sections: [
      { title: "what", fields: [CUSTOMER, field("site_id", "site"), line("name")] },
      {
        title: "risk",
        fields: [
          field("risk", "risk"),
          field("risk_assessment.text", "text"),
          line("risk_assessment.assessed_by"),
          field("risk_assessment.assessed_at_ms", "date"),
          optional("policy_id", "policy"),
          field("loud", "yes"),
          field("pin_required", "yes"),
        ],
      },
      { title: "instruction", fields: [field("instruction", "instruction")] },
    ],
    first: { risk: "standard" },
    columns: ["risk", "customer"],
  },
  policies: {
    plural: "policies",
    sections: [
      { title: "what", fields: [CUSTOMER, line("name"), field("risk", "risk")] },
      {
        title: "times",
        fields: seconds(TIMES),
      },
      { title: "silence", fields: [field("ladder", "ladder")] },
      { title: "sos", fields: [field("sos_ladder", "ladder")] },
      { title: "plans", fields: [field("steps", "plans")] },
    ],
    first: {
      risk: "standard",
      interval_s: 2700,
      reminder_s: 180,
      grace_s: 180,
      start_grace_s: 600,
      end_reminder_s: 600,
      end_grace_s: 600,
      take_timeout_s: 120,
      broadcast_s: 180,
      ladder: [RUNG],
      sos_ladder: [RUNG],
    },
    columns: ["risk", "interval", "customer"],
    model: { path: "default-policies", by: "risk", columns: ["interval_s", "grace_s"] },
  },
  "place-kinds": {
    plural: "place-kinds",
    sections: [
      { title: "what", fields: [CUSTOMER, line("name"), field("terrain", "terrain")] },
      { title: "times", fields: seconds(["longest_interval_s", ...TIMES]) },
      {
        title: "calls",
        fields: [...seconds(["call_again_s"]), field("call_tries", "whole"), field("script", "text")],
      },
      { title: "silence", fields: [field("ladder", "ladder")] },
      { title: "sos", fields: [field("sos_ladder", "ladder"), field("loud", "yes"), field("pin_required", "yes")] },
    ],
    first: { terrain: "mountain" },
    columns: ["terrain", "interval", "customer"],
    model: { path: "default-place-kinds", by: "terrain", columns: ["interval_s", "longest_interval_s"] },
  },
  keys: {
    plural: "keys",
    sections: [
      { title: "what", fields: [{ ...line("name"), label: "tag" }, CUSTOMER, field("site_id", "site")] },
      { title: "keeping", fields: [line("cabinet"), line("hook"), field("note", "text")] },
    ],
    first: {},
    columns: ["whereabouts", "hangs", "customer"],
  },
  panels: PANELS,
  instructions: {
    plural: "instructions",
    sections: [
      { title: "what", fields: [line("name"), CUSTOMER, optional("site_id", "site")] },
      {
        title: "wish",
        fields: [field("categories", "categories"), field("action", "action"), optional("response_s", "seconds")],
      },
      { title: "hours", fields: [field("times", "hours")] },
      { title: "told", fields: [optional("verify_contact_id", "contact"), field("notices", "notices")] },
      { title: "service", fields: [field("emergency", "emergency"), field("home", "yes")] },
      {
        title: "steps",
        fields: [field("steps", "own_steps"), { ...field("access", "text"), label: "own_access" }],
      },
    ],
    first: { action: "notify", categories: [] },
    columns: ["categories", "action", "customer"],
  },
  municipalities: {
    plural: "municipalities",
    sections: [
      { title: "what", fields: [line("name")] },
      {
        title: "emergency",
        fields: (["fire", "police", "medical"] as const).flatMap((service) => [
          line(`${service}_centre`),
          optional(`${service}_phone`, "phone"),
        ]),
      },
    ],
    first: {},
    columns: ["fire_phone", "police_phone", "medical_phone"],
  },
};

/** Its things belong to customers; the others are the company's own people's to keep. */
export const isCustomers = (kind: Kind): boolean => kind.columns.includes("customer");

/** Every field of a kind, in the order of the form. */
export const fieldsOf = (kind: Kind): Field[] => kind.sections.flatMap((section) => section.fields);
