import type { CaseRow, WatchRow } from "../shared/api/types";
import type { Desk } from "../shared/i18n/nb/desk";
import { clock, when } from "../shared/words";

export type CaseKind = keyof Desk["kinds"];

/** The kind as the catalogue knows it; what is new to this page is shown as a case all the same. */
export function kindOf(t: Desk, row: CaseRow): CaseKind {
  return row.kind in t.kinds ? (row.kind as CaseKind) : "unknown";
}

/** What happened, in one sentence. */
export function sentence(t: Desk, row: CaseRow, watch: WatchRow | null, nowMs: number | null): string {
  const kind = kindOf(t, row);
  const nobody = row.unverified ? t.sentences.somebodyUnknown : t.sentences.somebody;
  const who = row.person_name ?? (kind === "message" || kind === "assistance" ? row.customer_name || nobody : nobody);
  const place = [row.site_name, row.town].filter(Boolean).join(", ");
  const where = place ? t.sentences.at(place) : "";
  const since = watch && nowMs !== null ? when(t, watch.last_heard_at_ms, nowMs) : "";
  // What was feared and did not happen is not what happened.
  if (kind === "undeliverable" && row.arrived_at_ms !== null)
    return t.sentences.arrived(who, clock(t, row.arrived_at_ms));
  return t.sentences[kind](who, where, since);
}
