import { Choices } from "../../shared/components/Choices";
import { useAdmin } from "../admin";
import {
  CATEGORIES,
  type EmergencyDraft,
  type NoticeDraft,
  type OwnStepDraft,
  type PeriodDraft,
} from "../alarms/drafts";
import { EmergencyFields, Notices, OwnSteps, Times } from "../alarms/lists";
import { Area, Line, Select } from "../components";
import { seconds, spoken } from "../durations";
import { Picker } from "../Picker";
import type { CodeDraft, LiftDraft, PartitionDraft, ZoneDraft } from "../panels/drafts";
import { Codes, LiftFields, Partitions, Zones } from "../panels/lists";
import { t } from "../texts";
import { Checks, SecretInput, Yes } from "./choices";
import type { Draft, PlanDraft, RungDraft, Secret, Value } from "./draft";
import type { Contact, Customer, Field, Policy, Site } from "./kinds";
import { Ladder } from "./Ladder";
import { Plans } from "./Plans";
import { PositionInput } from "./PositionInput";

export interface FieldInputProps {
  field: Field;
  draft: Draft;
  /** The thing as it stands, or null for a new one. */
  thing: Record<string, unknown> | null;
  errors: Map<string, string>;
  onChange(value: Value): void;
  /** Changes another field of the same thing: a position is two of them. */
  onOther(name: string, value: Value): void;
}

const ROLES_OF_COMPANY = ["guard", "operator", "duty_manager", "contractor", "system_administrator"] as const;
const ROLES_OF_CUSTOMER = ["field_worker", "customer_administrator"] as const;

/** The control for one field, whatever it holds. */
export function FieldInput(props: FieldInputProps) {
  const { field, draft, thing, errors, onChange } = props;
  const value = draft[field.name];
  const label = labelOf(field.label ?? field.name);
  const error = errors.get(field.name);
  const hint = hintOf(field.label ?? field.name);
  switch (field.kind) {
    case "text":
      return <Area label={label} value={String(value)} onText={onChange} error={error} hint={hint} />;
    case "instruction":
      return <InstructionInput {...props} />;
    case "language":
      return (
        <Choices
          label={label}
          options={["nb", "en"] as const}
          names={t.value.languages}
          chosen={value === "en" ? "en" : "nb"}
          onChoose={onChange}
        />
      );
    case "risk":
      return (
        <Choices
          label={label}
          options={["high", "standard", "low"] as const}
          names={t.value.risk}
          chosen={value as "high"}
          onChoose={onChange}
        />
      );
    case "terrain":
      return (
        <Select
          label={label}
          value={String(value)}
          options={Object.entries(t.value.places.terrains).map(([one, text]) => ({ value: one, text }))}
          onChoose={onChange}
          error={error}
        />
      );
    case "roles":
      return <RolesInput {...props} />;
    case "yes":
      return <Yes label={label} hint={hint} isYes={value === true} onChange={onChange} error={error} />;
    case "secret":
      return (
        <SecretInput
          label={label}
          hint={hint}
          has={thing?.[`has_${field.name}`] === true}
          secret={value as Secret}
          error={error}
          onChange={onChange}
        />
      );
    case "ladder":
      return <Ladder name={field.name} rungs={value as RungDraft[]} errors={errors} onChange={onChange} />;
    case "plans":
      return <Plans name={field.name} plans={value as PlanDraft[]} errors={errors} onChange={onChange} />;
    case "degrees":
      return field.name === "latitude" ? <PositionInput {...props} /> : null;
    case "categories":
      return (
        <Checks
          label={label}
          options={CATEGORIES.map((one) => ({ value: one, text: t.value.alarms.categories[one] }))}
          chosen={value as string[]}
          error={error}
          onChange={onChange}
        />
      );
    case "action":
      return (
        <Select
          label={label}
          value={String(value)}
          options={Object.entries(t.value.alarms.actions).map(([one, text]) => ({ value: one, text }))}
          onChoose={onChange}
          error={error}
        />
      );
    case "hours":
      return <Times name={field.name} value={value as PeriodDraft[]} errors={errors} onChange={onChange} />;
    case "notices":
      return (
        <Notices
          name={field.name}
          customer={String(draft.customer_id)}
          value={value as NoticeDraft[]}
          errors={errors}
          onChange={onChange}
        />
      );
    case "own_steps":
      return <OwnSteps name={field.name} value={value as OwnStepDraft[]} errors={errors} onChange={onChange} />;
    case "emergency":
      return <EmergencyFields name={field.name} value={value as EmergencyDraft} errors={errors} onChange={onChange} />;
    case "zones":
      return <Zones name={field.name} value={value as ZoneDraft[]} errors={errors} onChange={onChange} />;
    case "codes":
      return <Codes name={field.name} value={value as CodeDraft[]} errors={errors} onChange={onChange} />;
    case "partitions":
      return <Partitions name={field.name} value={value as PartitionDraft[]} errors={errors} onChange={onChange} />;
    case "lift":
      return <LiftFields name={field.name} value={value as LiftDraft} errors={errors} onChange={onChange} />;
    case "transmission":
    case "nak_form":
      return (
        <Select
          label={label}
          value={String(value)}
          options={Object.entries(t.value.panels[field.kind]).map(([one, text]) => ({ value: one, text }))}
          onChoose={onChange}
          error={error}
        />
      );
    case "departures":
      return (
        <Checks
          label={label}
          hint={hint}
          options={Object.entries(t.value.panels.departures).map(([one, text]) => ({ value: one, text }))}
          chosen={value as string[]}
          error={error}
          onChange={onChange}
        />
      );
    case "customer":
    case "site":
    case "policy":
    case "contact":
      return <ReferenceInput {...props} />;
    default:
      return (
        <Line
          label={label}
          value={String(value)}
          onText={onChange}
          error={error}
          hint={(field.kind === "seconds" && readAs(String(value))) || hint}
          {...looks(field)}
        />
      );
  }
}

const looks = ({ kind }: Field) =>
  kind === "phone"
    ? ({ type: "tel", autocomplete: "off" } as const)
    : kind === "date"
      ? ({ type: "date" } as const)
      : { autocomplete: "off" };

export const labelOf = (name: string): string => t.value.fields[name as keyof typeof t.value.fields] ?? name;
const hintOf = (name: string): string => t.value.hints[name as keyof typeof t.value.hints] ?? "";

/** What a duration is understood as, where it was written otherwise. */
function readAs(text: string): string {
  const found = seconds(text);
  const said = found === null ? "" : spoken(found, t.value.hour);
  return said && said !== text.trim() ? t.value.means(said) : "";
}

function InstructionInput({ field, draft, thing, errors, onChange }: FieldInputProps) {
  const standing = thing?.[field.name] as { text: string; version: number } | undefined;
  const isNew = standing !== undefined && standing.text !== String(draft[field.name]).trim();
  const hint = standing
    ? isNew
      ? t.value.instruction.next(standing.version + 1)
      : t.value.instruction.is(standing.version)
    : "";
  return (
    <Area
      label={labelOf(field.name)}
      value={String(draft[field.name])}
      onText={onChange}
      error={errors.get(field.name)}
      hint={hint}
      rows={10}
    />
  );
}

function RolesInput({ field, draft, errors, onChange }: FieldInputProps) {
  const isOurs = draft.customer_id === "self";
  const mayBe = isOurs ? ROLES_OF_COMPANY : ROLES_OF_CUSTOMER;
  const chosen = draft[field.name] as string[];
  const options = [...new Set([...mayBe, ...chosen])];
  return (
    <Checks
      label={labelOf(field.name)}
      hint={draft.customer_id ? "" : t.value.hints.roles}
      options={options.map((role) => ({
        value: role,
        text: t.value.roles[role as keyof typeof t.value.roles] ?? role,
      }))}
      chosen={chosen}
      error={errors.get(field.name)}
      onChange={onChange}
    />
  );
}

function ReferenceInput({ field, draft, thing, errors, onChange }: FieldInputProps) {
  const admin = useAdmin();
  const customer = String(draft.customer_id ?? thing?.id ?? "");
  const common = {
    label: labelOf(field.name),
    chosen: String(draft[field.name] ?? ""),
    error: errors.get(field.name),
    hint: hintOf(field.name),
    onChoose: (id: string) => onChange(id),
  };
  if (field.kind === "customer") {
    const isFixed = thing !== null || !admin.plans.value;
    return <Picker<Customer> {...common} of="customers" isFixed={isFixed} hint={isFixed ? "" : common.hint} />;
  }
  const of = (plural: string) => `${plural}?customer_id=${encodeURIComponent(customer)}`;
  if (field.kind === "site") {
    const nothing = field.isOptional ? { nothing: t.value.allSites } : {};
    return (
      <Picker<Site> {...common} {...nothing} of={of("sites")} beside={(site) => `${site.address}, ${site.town}`} />
    );
  }
  if (field.kind === "contact") {
    return (
      <Picker<Contact>
        {...common}
        of={of("contacts")}
        nothing={t.value.alarms.noContact}
        beside={({ role }) => role ?? ""}
      />
    );
  }
  const risk = field.name.startsWith("default_policies.") ? field.name.split(".")[1] : draft.risk;
  return (
    <Picker<Policy> {...common} of={of("policies")} nothing={t.value.defaultPolicy} fits={(one) => one.risk === risk} />
  );
}
