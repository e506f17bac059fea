import { type Ask, fullPath, request } from "../shared/api/client";
import { Refused, SignedOut } from "../shared/api/problem";
import { deviceKey, digest, prove } from "../shared/api/proof";
import type { Session } from "../shared/api/session";
import { serverNow } from "../shared/clock";
import type { Item } from "../shared/outbox/item";
import type { Values } from "../shared/storage";

// One item to the server, with everything that shows whose it is: the session's token where there is one, and the
// device's own signature, which is enough for a check-in or an SOS when the session has run out.

export const URGENT_TIMEOUT_MS = 6_000;

export function sender(session: Session, values: Values): (item: Item) => Promise<unknown> {
  return async (item) => {
    const bearer = await token(session, item);
    try {
      return await post(item, bearer, values);
    } catch (error) {
      if (!(error instanceof Refused && error.status === 401)) throw error;
      if (!bearer || !isOwn(session, item)) throw new SignedOut();
      return await post(item, await session.renew(bearer), values);
    }
  };
}

const isOwn = (session: Session, item: Item): boolean => session.person.peek()?.id === item.person_id;

/** An SOS does not wait for a token to be renewed: it goes with what there is, and the signature. */
async function token(session: Session, item: Item): Promise<string | null> {
  if (!isOwn(session, item)) return null;
  if (item.kind === "sos") return session.freshToken ?? session.kept.peek()?.access_token ?? null;
  try {
    return await session.token();
  } catch (error) {
    if (!(error instanceof SignedOut)) throw error;
    if (item.kind === "check_in") return null;
    throw error;
  }
}

async function post(item: Item, bearer: string | null, values: Values): Promise<unknown> {
  const ask: Ask = { method: "POST", path: item.path, body: item.body, key: item.id, bearer };
  if (item.kind === "sos") ask.timeoutMs = URGENT_TIMEOUT_MS;
  const answer = await request({ ...ask, proof: await proof(item, values) });
  return answer.body;
}

async function proof(item: Item, values: Values): Promise<string | null> {
  if (!item.session_id) return null;
  try {
    const claims = {
      m: "POST",
      p: fullPath(item.path),
      h: await digest(item.body),
      k: item.id,
      t: Math.round(serverNow()),
    };
    return await prove(await deviceKey(values), item.session_id, claims);
  } catch {
    // A browser that cannot sign must still be able to send.
    return null;
  }
}
