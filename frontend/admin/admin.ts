import { computed, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Ask } from "../shared/api/client";
import { Session } from "../shared/api/session";
import type { Role } from "../shared/api/types";
import { open, type Values, valuesIn, valuesInMemory } from "../shared/storage";

const KEEPERS: Role[] = ["duty_manager", "system_administrator", "customer_administrator"];
const PLANNERS: Role[] = ["duty_manager", "system_administrator"];

/** The administrators' page: who it is, and what was done last. */
export class Admin {
  readonly session: Session;
  /** What was done, in words: shown for a while, and read out. */
  readonly done = signal("");
  readonly me = computed(() => this.session.person.value);
  /** Signed in, and with a role that keeps the register. */
  readonly admitted = computed(() => this.session.living.value && this.has(...KEEPERS));
  /** The company's own: they see every customer, the rota and the proof. */
  readonly plans = computed(() => this.has(...PLANNERS));

  constructor(readonly values: Values) {
    this.session = new Session(values);
  }

  /** The desk's own storage: who is signed in there is signed in here. */
  static async open(): Promise<Admin> {
    try {
      return new Admin(valuesIn(await open("varde-desk")));
    } catch {
      return new Admin(valuesInMemory());
    }
  }

  has(...roles: Role[]): boolean {
    return (this.me.value?.roles ?? []).some((role) => roles.includes(role));
  }

  async ask<T>(what: Ask): Promise<T> {
    return (await this.session.ask<T>(what)).body;
  }

  tell(words: string): void {
    this.done.value = words;
  }
}

const Context = createContext<Admin | null>(null);

export const AdminProvider = Context.Provider;

export function useAdmin(): Admin {
  const admin = useContext(Context);
  if (!admin) throw new Error("rendered outside the administrators' page");
  return admin;
}
