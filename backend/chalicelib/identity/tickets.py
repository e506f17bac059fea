"""Tickets: what lets a page open its WebSocket, which can carry no header. Thirty seconds, and once."""

from typing import ClassVar

import msgspec

from chalicelib.identity.derive import mark, token
from chalicelib.identity.sessions import Session, session_key
from chalicelib.platform.access import Caller
from chalicelib.platform.config import Config
from chalicelib.platform.operations import ConditionFailed, Key
from chalicelib.platform.time import SECOND_MS
from chalicelib.records.change import Actor, Change, create, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, State

VALID_MS = 30 * SECOND_MS


class Ticket(State, frozen=True, kw_only=True):
    """One permission to open a socket for a session."""

    KIND: ClassVar[str] = "ticket"

    of: str
    session_id: str
    until_ms: int
    used: bool = False

    @property
    def key(self) -> Key:
        """By a mark of the ticket: whoever reads the table cannot use it."""
        return ticket_key(self.of)

    @property
    def expires_at_ms(self) -> int:
        """As soon as it has run out."""
        return self.until_ms


def ticket_key(of: str) -> Key:
    """Where a marked ticket is kept."""
    return Key(f"ticket/{of}")


def issue_ticket(engine: Engine, config: Config, caller: Caller, command_id: str, now_ms: int) -> str:
    """A ticket for the caller's session. The same command gets the same one."""
    text = token(config, "ticket", caller.session_id, command_id)
    ticket = Ticket(
        customer_id=caller.customer_id,
        of=mark(config, "ticket", text),
        session_id=caller.session_id,
        until_ms=now_ms + VALID_MS,
    )

    def decide(row: Row[Ticket] | None) -> Change:
        return Change() if row else Change((create(ticket),))

    engine.execute(
        lambda: engine.get(ticket.key, Ticket), decide, actor=Actor("person", caller.person_id), at_ms=now_ms
    )
    return text


def redeem_ticket(engine: Engine, config: Config, text: str, now_ms: int) -> Caller | None:
    """Whose socket this is; None for a ticket that is used, too old or none, or whose session has ended."""
    row = engine.get(ticket_key(mark(config, "ticket", text[:128])), Ticket)
    if row is None or row.state.used or now_ms >= row.state.until_ms:
        return None
    used = msgspec.structs.replace(row.state, used=True)
    try:
        engine.commit(Change((update(row, used),)), actor=Actor("system", "identity"), at_ms=now_ms)
    except ConditionFailed:  # somebody else came with the same ticket a moment before
        return None
    session = engine.get(session_key(row.state.session_id), Session)
    return session.state.caller() if session and session.state.stands(now_ms) else None


def socket_url(config: Config) -> str:
    """Where pages open their socket: the host's own path, or the stage of the WebSocket API."""
    base = f"{config.public_url.rstrip('/')}/ws"
    if config.websocket_endpoint and not config.one_machine:
        base = config.websocket_endpoint.rstrip("/")
    return base.replace("http", "ws", 1) if base.startswith("http") else base
