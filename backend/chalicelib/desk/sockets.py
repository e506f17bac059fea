"""The desk's sockets: who listens, and telling them that something changed. They carry [kind, id, version] only.

The page fetches what changed with strong reads, and compares all versions every fifteen seconds even while the socket
lives: a lost word is never a lost case.
"""

from collections.abc import Callable
from typing import ClassVar

import msgspec

from chalicelib.platform.access import Caller
from chalicelib.platform.operations import ConditionFailed, Key
from chalicelib.platform.time import HOUR_MS
from chalicelib.records.change import Actor, Change, create, remove
from chalicelib.records.commit import Engine
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, Row, State, from_item

LIFE_MS = 2 * HOUR_MS
"""API Gateway ends a socket after so long; so do we."""
TOLD = frozenset({"case", "duty", "shift", "mission", "operator"})
_ACTOR = Actor("system", "sockets")


class Socket(State, frozen=True, kw_only=True):
    """One open page."""

    KIND: ClassVar[str] = "socket"

    connection: str
    person_id: str
    until_ms: int

    @property
    def key(self) -> Key:
        """By the connection's id."""
        return socket_key(self.connection)

    @property
    def lane(self) -> Lane:
        """A lane of its own, which the waker reads whole."""
        return Lane.SOCKET

    @property
    def due_at_ms(self) -> int:
        """The end of its life."""
        return self.until_ms


def socket_key(connection: str) -> Key:
    """Where a socket stands."""
    return Key(f"socket/{connection}")


def connected(engine: Engine, connection: str, caller: Caller, now_ms: int) -> None:
    """A page listens. Its customer is the caller's."""
    row = Socket(
        customer_id=caller.customer_id, connection=connection, person_id=caller.person_id, until_ms=now_ms + LIFE_MS
    )
    engine.commit(Change((create(row),)), actor=_ACTOR, at_ms=now_ms)


def gone(engine: Engine, connection: str, now_ms: int) -> None:
    """A page listens no more."""
    row = engine.get(socket_key(connection), Socket)
    if row is None:
        return
    try:
        engine.commit(Change((remove(row),)), actor=_ACTOR, at_ms=now_ms)
    except ConditionFailed:
        return  # somebody else saw it first


def settle_socket(engine: Engine, row: Row[Socket], now_ms: int) -> None:
    """The clock's part: a socket whose life is over is forgotten."""
    gone(engine, row.state.connection, now_ms)


def tell(engine: Engine, words: list[str], send: Callable[[str, str], bool], now_ms: int) -> None:
    """Send each word to everybody who listens; ``send`` says False when the page is gone."""
    for shard in range(engine.shards):
        for item in engine.store.due(f"{Lane.SOCKET}#{shard}", FAR_FUTURE_MS):
            connection = from_item(item).state.connection
            if not all(send(connection, word) for word in words):
                gone(engine, connection, now_ms)


def word_of(kind: str, key: Key, version: int) -> str | None:
    """What is sent about a changed row; None for what no page shows."""
    if kind not in TOLD:
        return None
    return msgspec.json.encode([kind, key.pk.partition("/")[2], version]).decode()
