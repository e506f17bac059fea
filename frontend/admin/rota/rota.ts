import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import { Refused } from "../../shared/api/problem";
import type { components } from "../../shared/api/schema";
import type { Listing } from "../../shared/api/types";
import { explain } from "../../shared/explain";
import { useAdmin } from "../admin";
import { type Asked, useAsked } from "../asked";
import type { Assignment, Person, Site } from "../register/kinds";
import { t } from "../texts";
import type { Shift } from "./conflicts";
import { asSent, type RowOf, rowId, type View } from "./moves";
import type { Week } from "./week";

type Answer = components["schemas"]["Rota"];
type Moved = components["schemas"]["ShiftView"];

const DAY_MS = 24 * 3_600_000;
const MOST_ROWS = 200;

export interface Rota {
  asked: Asked<Answer>;
  /** As the server has them, with what is being moved where it was put. */
  shifts: Shift[];
  fault: Signal<string | null>;
  /** Puts a shift somewhere else. It stands there at once, and goes back if the server refuses. */
  move(shift: Shift, to: Shift): Promise<void>;
  remove(shift: Shift): Promise<boolean>;
  /** The id of a shift that has just become another one: it went to another customer. */
  renamed: Signal<string>;
  reload(): void;
}

/** The shifts of a week and of the nights around it, so that rest and overlaps across its edges are seen. */
export function useRota(week: Week): Rota {
  const admin = useAdmin();
  const asked = useAsked<Answer>(`rota?from_ms=${week.startMs - DAY_MS}&until_ms=${week.endMs + DAY_MS}`);
  const put = useSignal(new Map<string, Shift>());
  const fault = useSignal<string | null>(null);
  const moved = useRef(new Map<string, Moved>());
  const renamed = useSignal("");
  const flights = useRef(new Map<string, Promise<void>>());
  const set = (id: string, shift: Shift | undefined) => {
    const next = new Map(put.peek());
    if (shift === undefined) next.delete(id);
    else next.set(id, shift);
    put.value = next;
  };
  const refused = (failure: unknown) => {
    const isStale = failure instanceof Refused && failure.problem.type?.endsWith(":stale");
    fault.value = isStale ? t.peek().rota.stale : explain(t.peek(), failure);
  };
  const send = async (shift: Shift, to: Shift) => {
    // Moved again before the week was read again: it is our own version, and with another customer our own new shift.
    const known = moved.current.get(shift.id);
    const version = Math.max(shift.version ?? 0, known?.version ?? 0);
    try {
      const body = { ...asSent(to), version: known && known.id !== shift.id ? known.version : version };
      const path = `shifts/${known?.id ?? shift.id}`;
      const answer = await admin.ask<Moved>({ method: "PUT", path, body, key: newKey() });
      moved.current.set(shift.id, answer);
      set(shift.id, { ...to, id: answer.id, version: answer.version });
      if (answer.id !== shift.id) renamed.value = answer.id;
      admin.tell(t.peek().rota.moved);
    } catch (failure) {
      refused(failure);
      set(shift.id, undefined);
    }
  };
  const move = async (shift: Shift, to: Shift) => {
    fault.value = null;
    set(shift.id, to);
    const flight = (flights.current.get(shift.id) ?? Promise.resolve()).then(() => send(shift, to));
    flights.current.set(shift.id, flight);
    await flight;
    if (flights.current.get(shift.id) === flight) flights.current.delete(shift.id);
    asked.again();
  };
  const remove = async (shift: Shift) => {
    fault.value = null;
    try {
      await admin.ask({ method: "DELETE", path: `shifts/${shift.id}`, key: newKey() });
      admin.tell(t.peek().rota.cancelled);
      asked.again();
      return true;
    } catch (failure) {
      refused(failure);
      asked.again();
      return false;
    }
  };
  // A new answer is the truth: nothing is held where it was put, but what is still on its way.
  useEffect(() => {
    if (put.peek().size) put.value = new Map([...put.peek()].filter(([id]) => flights.current.has(id)));
  }, [asked.value]);
  const shifts = (asked.value?.shifts ?? []).map((shift) => put.value.get(shift.id) ?? shift);
  return { asked, shifts, fault, renamed, move, remove, reload: asked.again };
}

/** The rows of the week: every assignment or every guard, and whoever has a shift besides. */
export function useRows(view: View, shifts: Shift[]): { rows: RowOf[]; more: boolean } {
  const places = useAsked<Listing<Assignment>>(view === "assignments" ? `assignments?limit=${MOST_ROWS}` : null);
  const sites = useAsked<Listing<Site>>(view === "assignments" ? `sites?limit=${MOST_ROWS}` : null);
  const people = useAsked<Listing<Person>>(view === "guards" ? `people?customer_id=self&limit=${MOST_ROWS}` : null);
  const names = new Map((sites.value?.items ?? []).map((site) => [site.id, site.name]));
  const rows = new Map(shifts.map((shift) => [rowId(view, shift), rowOfShift(view, shift)]));
  for (const one of places.value?.items ?? []) {
    const beside = names.get(one.site_id) ?? rows.get(one.id)?.beside ?? "";
    rows.set(one.id, { id: one.id, name: one.name, beside, customer_id: one.customer_id });
  }
  for (const one of (people.value?.items ?? []).filter(isGuard)) {
    rows.set(one.id, { id: one.id, name: one.name, beside: one.number ?? "", customer_id: "self" });
  }
  const sorted = [...rows.values()].sort((a, b) => (a.beside + a.name).localeCompare(b.beside + b.name, "nb"));
  return { rows: sorted, more: (places.value?.more || people.value?.more) ?? false };
}

/** Whether somebody can be planned. */
export const isGuard = (person: Person): boolean => person.roles.includes("guard") && person.active === true;

function rowOfShift(view: View, shift: Shift): RowOf {
  const id = rowId(view, shift);
  const unnamed = t.value.rota.deleted;
  if (view === "guards") return { id, name: shift.guard_name || unnamed, beside: "", customer_id: "self" };
  const { assignment_name, site_name, customer_id } = shift;
  return { id, name: assignment_name || unnamed, beside: site_name, customer_id };
}
