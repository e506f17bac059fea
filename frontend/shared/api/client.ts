import { refusal, Unreachable } from "./problem";

const API = "/api/v1";
const TIMEOUT_MS = 10_000;

export interface Ask {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Below /api/v1, without the first slash. */
  path: string;
  /** The body as it shall be sent; a text is sent as it is, so that a proof's hash holds. */
  body?: unknown;
  /** The body's media type where it is not JSON: a file is sent byte by byte. */
  type?: string;
  /** One per intention: the same for each new try of it. */
  key?: string;
  bearer?: string | null;
  proof?: string | null;
  /** What else the request is known by. */
  headers?: Record<string, string>;
  signal?: AbortSignal;
  timeoutMs?: number;
  /** It shall be sent even if the page is closed meanwhile. */
  keepalive?: boolean;
}

export interface Answer<T> {
  body: T;
  sentAtMs: number;
  receivedAtMs: number;
}

/** Anything that can ask the server: `request` itself, or a session that adds who is asking. */
export type Asker = <T>(what: Ask) => Promise<Answer<T>>;

/** The path that the server sees, as a proof signs it. */
export const fullPath = (path: string): string => `${API}/${path}`;

/** One request. Throws Refused when the server says no, Unreachable when there is no answer from it. */
export async function request<T>(what: Ask): Promise<Answer<T>> {
  const sentAtMs = Date.now();
  const abort = new AbortController();
  const follow = () => abort.abort();
  what.signal?.addEventListener("abort", follow);
  const timer = setTimeout(follow, what.timeoutMs ?? TIMEOUT_MS);
  try {
    if (what.signal?.aborted) follow();
    const response = await fetch(fullPath(what.path), init(what, abort.signal));
    if (!response.ok) throw await refusal(response);
    return { body: (await content(response)) as T, sentAtMs, receivedAtMs: Date.now() };
  } catch (error) {
    if (what.signal?.aborted || !(error instanceof TypeError || error instanceof DOMException)) throw error;
    throw new Unreachable(error);
  } finally {
    clearTimeout(timer);
    what.signal?.removeEventListener("abort", follow);
  }
}

function init(what: Ask, signal: AbortSignal): RequestInit {
  // What the server says is shown as it is, so it must be said in the page's language.
  const headers = new Headers({
    Accept: "application/json",
    "Accept-Language": document.documentElement.lang || "nb",
    ...what.headers,
  });
  if (what.body !== undefined) headers.set("Content-Type", what.type ?? "application/json");
  if (what.key) headers.set("Idempotency-Key", what.key);
  if (what.bearer) headers.set("Authorization", `Bearer ${what.bearer}`);
  if (what.proof) headers.set("Varde-Proof", what.proof);
  const isReady = what.body === undefined || typeof what.body === "string" || what.type !== undefined;
  const body = isReady ? (what.body as BodyInit | undefined) : JSON.stringify(what.body);
  const method = what.method ?? "GET";
  const keepalive = what.keepalive ?? false;
  return {
    method,
    headers,
    signal,
    body: body ?? null,
    keepalive,
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
  };
}

async function content(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  // A hotel's sign-in page answers 200 with HTML: that is not our server, and nothing was received.
  if (!response.headers.get("Content-Type")?.includes("json")) throw new Unreachable("not JSON");
  try {
    return await response.json();
  } catch (error) {
    throw new Unreachable(error);
  }
}

/** A new idempotency key. */
export const newKey = (): string => crypto.randomUUID();
