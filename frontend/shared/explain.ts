import { Refused, SignedOut, Unreachable } from "./api/problem";
import type { Common } from "./i18n/nb/common";

/** What went wrong, in words that a person can act on. */
export function explain(t: Common, error: unknown): string {
  if (error instanceof Unreachable) return t.error.unreachable;
  if (error instanceof SignedOut) return t.error.signedOut;
  if (!(error instanceof Refused)) return t.error.unknown;
  if (error.status === 429) return t.error.tooMany(error.retryAfterS);
  const first = error.problem.errors?.[0]?.message;
  return first ?? error.problem.detail ?? error.problem.title;
}
