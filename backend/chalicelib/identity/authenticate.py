"""Who sends this request: one read of the session together with what the route wants, and no write.

access token ----.                        session stands -----------------> a caller
                  >-- BatchGet [session,  run out, but the device signed --> a caller, by the device
Varde-Proof -----'     what is wanted]    neither, and it is an SOS -------> an unverified caller, at a limit
"""

from collections.abc import Callable

import msgspec

from chalicelib.identity.limits import UNVERIFIED_SOS_PER_ADDRESS, take
from chalicelib.identity.people import active_person
from chalicelib.identity.proofs import HEADER, claimed_session, holds
from chalicelib.identity.sessions import Session, roles_by, session_key
from chalicelib.identity.tokens import Access, read_access_token
from chalicelib.platform.access import Assurance, Caller
from chalicelib.platform.config import Config
from chalicelib.platform.http import Identified, Incoming
from chalicelib.platform.ids import is_id
from chalicelib.platform.operations import Key
from chalicelib.records.commit import Engine
from chalicelib.register.states import Person


class _Claims(msgspec.Struct, frozen=True):
    """What the request says of itself."""

    access: Access | None
    proof: str
    session_id: str


def authenticator(engine: Engine, config: Config) -> Callable[[Incoming], Identified]:
    """What ``mount`` asks about every request."""

    def authenticate(incoming: Incoming) -> Identified:
        if not incoming.route.audience.roles:
            return Identified(None, engine.read(incoming.keys))
        claims = _claims(config, incoming)
        rows = engine.read(_wanted(claims, incoming))
        row = rows.find(session_key(claims.session_id), Session) if claims.session_id else None
        session = row.state if row else None
        caller = judged(claims.access, claims.proof, session, incoming)
        if session is not None and caller is not None and caller.assurance is Assurance.DEVICE:
            caller = still_known(session, caller, active_person(engine, session.person_id), incoming)
        if caller is not None and caller.assurance is Assurance.UNVERIFIED:
            key, address = incoming.idempotency_key, incoming.client_address
            take(engine, config, UNVERIFIED_SOS_PER_ADDRESS, address, incoming.now_ms, key)
        return Identified(caller, rows)

    return authenticate


def judged(access: Access | None, proof: str, session: Session | None, incoming: Incoming) -> Caller | None:
    """The caller, by what the request shows and the session says; None when nobody vouches for it."""
    rule, now_ms = incoming.route.proof, incoming.now_ms
    fresh = access is not None and now_ms < access.expires_at_ms
    if session is not None and fresh and session.stands(now_ms):
        return session.caller()
    if rule == "none":
        return None
    signed = session is not None and holds(proof, session.device_key, incoming)
    if session is not None and signed and not session.ended:
        return session.caller(Assurance.DEVICE)
    if rule != "never_refused":
        return None
    if session is None:
        return Caller(person_id="", customer_id="", assurance=Assurance.UNVERIFIED, doubt="no_session")
    ended = session.ended and (signed or access is not None)
    return session.caller(Assurance.UNVERIFIED, "ended" if ended else "unproven")


def still_known(session: Session, caller: Caller, person: Person | None, incoming: Incoming) -> Caller | None:
    """A device vouches only for who is still with us, in the roles of today: its session asks no more by itself."""
    roles = frozenset(roles_by(session.way, person)) & caller.roles if person else frozenset()
    if roles:
        return msgspec.structs.replace(caller, roles=roles)
    return session.caller(Assurance.UNVERIFIED, "ended") if incoming.route.proof == "never_refused" else None


def _wanted(claims: _Claims, incoming: Incoming) -> list[Key]:
    """The session's row and the route's; nothing at all for who claims to be nobody and will be refused."""
    if claims.session_id:
        return [session_key(claims.session_id), *incoming.keys]
    return incoming.keys if incoming.route.proof == "never_refused" else []


def _claims(config: Config, incoming: Incoming) -> _Claims:
    scheme, _, text = incoming.headers.get("authorization", "").partition(" ")
    access = read_access_token(config, text.strip()) if scheme.lower() == "bearer" else None
    proof = incoming.headers.get(HEADER, "") if incoming.route.proof != "none" else ""
    session_id = access.session_id if access else claimed_session(proof) or ""
    return _Claims(access, proof, session_id if is_id(session_id) else "")
