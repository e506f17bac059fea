import type { Weight } from "../../shared/components/Shape";
import { w } from "./words";

const WEIGHTS: Record<string, Exclude<Weight, "calm">> = { wanting: "now", offered: "soon" };

/** In the queue: how each guard stands who is wanted for the case or under way; equal ones once. */
export function dispatchFlags(states: string[]): { weight: Exclude<Weight, "calm">; text: string }[] {
  const names: Record<string, string> = w.value.inQueue;
  return [...new Set(states)].map((state) => ({ weight: WEIGHTS[state] ?? "info", text: names[state] ?? state }));
}
