import { dateOf } from "../../shared/time";
import {
  type EmergencyDraft,
  emergencyRead,
  emergencyShown,
  type NoticeDraft,
  noticesShown,
  type OwnStepDraft,
  type PeriodDraft,
  stepsShown,
  timesRead,
  timesShown,
} from "../alarms/drafts";
import { seconds, spoken } from "../durations";
import {
  type CodeDraft,
  codesShown,
  type LiftDraft,
  liftRead,
  liftShown,
  type PartitionDraft,
  partitionsRead,
  partitionsShown,
  type ZoneDraft,
  zonesRead,
  zonesShown,
} from "../panels/drafts";
import { dayMs } from "../rota/week";
import { type Field, fieldsOf, type Kind } from "./kinds";

// A form holds what was typed, field by field under the names that the server uses, so that what it finds wrong is shown
// where it was typed. Here a thing becomes a draft and a draft becomes what is sent.

export interface RungDraft {
  after: string;
  to: string;
  channels: string[];
  repeat: string;
  until: string;
}

/** What an operator does with one kind of case, step by step. */
export interface PlanDraft {
  kind: string;
  steps: StepDraft[];
}

export interface StepDraft {
  what: string;
  text: string;
  compulsory: boolean;
}

export type Value =
  | string
  | boolean
  | string[]
  | RungDraft[]
  | PlanDraft[]
  | Secret
  | PeriodDraft[]
  | NoticeDraft[]
  | OwnStepDraft[]
  | EmergencyDraft
  | ZoneDraft[]
  | CodeDraft[]
  | PartitionDraft[]
  | LiftDraft;
export type Draft = Record<string, Value>;

/** A secret is never shown: it stays, is replaced by what was typed, or is taken away. */
export interface Secret {
  is: "kept" | "new" | "gone";
  text: string;
}

export const KEPT: Secret = { is: "kept", text: "" };

/** What a form shows of a thing that is in the register, or of what a new one begins with. */
export function draftOf(kind: Kind, thing: object): Draft {
  return Object.fromEntries(fieldsOf(kind).map((field) => [field.name, shown(field, at(thing, field.name))]));
}

function at(thing: unknown, path: string): unknown {
  let value = thing;
  for (const part of path.split(".")) value = (value as Record<string, unknown> | null | undefined)?.[part];
  return value;
}

function shown(field: Field, value: unknown): Value {
  switch (field.kind) {
    case "yes":
      return value === true;
    case "roles":
    case "categories":
    case "departures":
      return [...((value as string[] | undefined) ?? [])];
    case "words":
      return ((value as string[] | undefined) ?? []).join(", ");
    case "secret":
      return KEPT;
    case "seconds":
      return typeof value === "number" ? spoken(value, "t") : "";
    case "degrees":
      return typeof value === "number" ? String(value).replace(".", ",") : "";
    case "date":
      return typeof value === "number" ? dateOf(value) : "";
    case "instruction":
      return String((value as { text?: string } | undefined)?.text ?? "");
    case "plans":
      return Object.entries((value as Record<string, Partial<StepDraft>[]> | undefined) ?? {}).map(planShown);
    case "hours":
      return timesShown(value as Parameters<typeof timesShown>[0]);
    case "notices":
      return noticesShown(value as Partial<NoticeDraft>[] | undefined);
    case "own_steps":
      return stepsShown(value as Partial<OwnStepDraft>[] | undefined);
    case "emergency":
      return emergencyShown(value as Parameters<typeof emergencyShown>[0]);
    case "zones":
      return zonesShown(value as Parameters<typeof zonesShown>[0]);
    case "codes":
      return codesShown(value as Parameters<typeof codesShown>[0]);
    case "partitions":
      return partitionsShown(value as Parameters<typeof partitionsShown>[0]);
    case "lift":
      return liftShown(value as Parameters<typeof liftShown>[0]);
    case "ladder":
      return ((value as SentRung[] | undefined) ?? []).map(rungShown);
    default:
      return value === null || value === undefined ? "" : String(value);
  }
}

interface SentRung {
  after_s: number;
  to: string;
  channels: string[];
  repeat_s: number | null;
  until_s?: number | null;
}

const rungShown = (rung: SentRung): RungDraft => ({
  after: spoken(rung.after_s, "t"),
  to: rung.to,
  channels: [...rung.channels],
  repeat: rung.repeat_s === null ? "" : spoken(rung.repeat_s, "t"),
  until: typeof rung.until_s === "number" ? spoken(rung.until_s, "t") : "",
});

const planShown = ([kind, steps]: [string, Partial<StepDraft>[]]): PlanDraft => ({
  kind,
  steps: steps.map(({ what = "other", text = "", compulsory = false }) => ({ what, text, compulsory })),
});

/** What kind of thing could not be read, by field. */
export type Unreadable = "duration" | "degrees" | "date" | "time" | "whole";

export interface Body {
  body: Record<string, unknown>;
  unreadable: Map<string, Unreadable>;
}

/** What is sent, and what in the draft cannot be read at all. */
export function bodyOf(kind: Kind, draft: Draft): Body {
  const body: Record<string, unknown> = {};
  const unreadable = new Map<string, Unreadable>();
  for (const field of fieldsOf(kind)) {
    const value = draft[field.name];
    if (value === undefined) continue;
    const sent = read(field, value, (name, what) => unreadable.set(name, what));
    if (sent !== undefined) put(body, field.name, sent);
  }
  if (kind.plural === "customers" && !("default_policies" in body)) body.default_policies = {};
  return { body, unreadable };
}

function put(body: Record<string, unknown>, path: string, value: unknown): void {
  const [outer = "", inner] = path.split(".");
  if (!inner) body[outer] = value;
  else if (outer !== "default_policies" || value !== null) {
    body[outer] = { ...(body[outer] as object | undefined), [inner]: value };
  }
}

type Complain = (name: string, what: Unreadable) => void;

function read(field: Field, value: Value, complain: Complain): unknown {
  if (field.kind === "secret") return secret(value as Secret);
  if (field.kind === "ladder")
    return (value as RungDraft[]).map((rung, index) => rungRead(field.name, index, rung, complain));
  if (field.kind === "hours") return timesRead(field.name, value as PeriodDraft[], complain);
  if (field.kind === "emergency") return emergencyRead(field.name, value as EmergencyDraft, complain);
  if (field.kind === "zones") return zonesRead(value as ZoneDraft[]);
  if (field.kind === "partitions") return partitionsRead(field.name, value as PartitionDraft[], complain);
  if (field.kind === "lift") return liftRead(field.name, value as LiftDraft, complain);
  if (field.kind === "plans") {
    return Object.fromEntries((value as PlanDraft[]).map(({ kind, steps }) => [kind, steps]));
  }
  if (typeof value !== "string") return value;
  const text = value.trim();
  if (field.kind === "words")
    return text
      .split(",")
      .map((word) => word.trim())
      .filter(Boolean);
  if (text === "" && field.isOptional) return null;
  const readers: Partial<Record<Field["kind"], [Unreadable, (text: string) => number | null]>> = {
    seconds: ["duration", seconds],
    degrees: ["degrees", degrees],
    date: ["date", dayMs],
    whole: ["whole", (one) => (/^\d{1,6}$/.test(one) ? Number(one) : null)],
  };
  const reader = readers[field.kind];
  if (!reader) return value;
  const found = reader[1](text);
  if (found === null) complain(field.name, reader[0]);
  return found;
}

const degrees = (text: string): number | null =>
  /^-?\d{1,3}([.,]\d{1,12})?$/.test(text) ? Number(text.replace(",", ".")) : null;

function secret({ is, text }: Secret): string | null | undefined {
  if (is === "kept") return undefined;
  return is === "gone" ? null : text;
}

function rungRead(name: string, index: number, rung: RungDraft, complain: Complain): object {
  const read = (part: string, text: string): number | null => {
    const found = seconds(text);
    if (found === null) complain(`${name}[${index}].${part}`, "duration");
    return found;
  };
  const maybe = (part: string, text: string) => (text.trim() === "" ? null : read(part, text));
  return {
    after_s: read("after_s", rung.after) ?? 0,
    to: rung.to,
    channels: rung.channels,
    repeat_s: maybe("repeat_s", rung.repeat),
    until_s: maybe("until_s", rung.until),
  };
}

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
