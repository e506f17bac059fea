import type { Problem } from "./types";

/** The server answered, and said no. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: Problem;
  readonly retryAfterS: number | null;

  constructor(problem: Problem, retryAfterS: number | null = null) {
    super(problem.detail || problem.title);
    this.name = "Refused";
    this.status = problem.status;
    this.problem = problem;
    this.retryAfterS = retryAfterS;
  }

  /** What the server said about one field of the body, or null. */
  field(name: string): string | null {
    return this.problem.errors?.find((error) => error.field === name)?.message ?? null;
  }

  /** The same request may be accepted later: the server is overloaded, restarting, or still at work on it. */
  get passing(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408 || this.status === 425;
  }
}

/** No answer: no coverage, a time-out, or something on the way that is not our server. It may have been received. */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super("unreachable", { cause });
    this.name = "Unreachable";
  }
}

/** The session is over: sign in again. */
export class SignedOut extends Error {
  constructor() {
    super("signed out");
    this.name = "SignedOut";
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "title" in value;
}

/**
 * Reads a refusal. What does not speak of problem details is not our server (a hotel's sign-in page, a gateway in
 * trouble): its no is not final, so that nothing in the outbox is given up for it.
 */
export async function refusal(response: Response): Promise<Refused | Unreachable> {
  const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
  try {
    const said: unknown = await response.json();
    if (isProblem(said)) {
      return new Refused({ ...said, status: response.status }, Number.isFinite(retryAfter) ? retryAfter : null);
    }
  } catch {
    // Not JSON, then.
  }
  return new Unreachable(response.status);
}
