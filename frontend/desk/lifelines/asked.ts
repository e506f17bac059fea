import type { Service } from "./types";

// In which order the three emergency services ask. Everybody asks where first: a call that breaks off there has still
// said what matters.

export const SERVICES: Service[] = ["police", "fire", "medical"];

export type Part = "where" | "access" | "position" | "what" | "who" | "dangers" | "callback" | "us";

export const ORDER: Record<Service, readonly Part[]> = {
  fire: ["where", "what", "who", "dangers", "access", "position", "callback", "us"],
  police: ["where", "position", "what", "who", "dangers", "access", "callback", "us"],
  medical: ["where", "callback", "what", "who", "position", "access", "dangers", "us"],
};

const BY_KIND: Record<string, Service> = { sos: "police", duress: "police", robbery: "police", fire: "fire" };

/** Whom a case of that kind is usually read to first: somebody silent may be hurt. */
export const firstAsked = (kind: string): Service => BY_KIND[kind] ?? "medical";
