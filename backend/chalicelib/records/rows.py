"""Rows: what a subject knows (a ``State``) and what the engine keeps beside it (version, journal head, commands)."""

import hashlib
import zlib
from base64 import urlsafe_b64encode
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

import msgspec

from chalicelib.platform.operations import Item, Key
from chalicelib.platform.tables import TableName

COMMANDS_KEPT = 32
"""A phone's outbox may replay hours later: so many of a row's last commands are remembered with their results."""

FAR_FUTURE_MS = 32_503_680_000_000
"""The year 3000: the ``due_at_ms`` of an open row that awaits nothing, so that it stays in the index."""


class Lane(StrEnum):
    """What is drained first after an outage, in this order."""

    LIFE = "life"
    CASE = "case"
    WATCH = "watch"
    SIGNAL = "signal"
    MESSAGE = "message"
    BULK = "bulk"
    SOCKET = "socket"
    DESK = "desk"


SWEPT = (Lane.LIFE, Lane.CASE, Lane.WATCH, Lane.SIGNAL, Lane.MESSAGE, Lane.BULK, Lane.SOCKET, Lane.DESK)

KINDS: dict[str, type["State"]] = {}
"""Every kind of row by its name, filled by the subclasses of State as they are defined."""


class State(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one row of ``live`` or ``register`` says. Immutable; a decision makes the next one.

    A subclass states its ``KIND`` and answers where it is kept, whose it is, in which lane it waits and until when.
    A ``lane`` of None means closed: the row leaves the index, and the table at ``expires_at_ms``.
    """

    KIND: ClassVar[str] = ""
    TABLE: ClassVar[TableName] = "live"
    SCHEMA: ClassVar[int] = 1

    customer_id: str

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        kind = cls.__dict__.get("KIND", "")
        if kind:
            KINDS[kind] = cls

    @property
    def key(self) -> Key:
        """Where the row is kept."""
        raise TypeError(f"{type(self).__name__} does not say where it is kept")

    @property
    def lane(self) -> Lane | None:
        """The lane it waits in; None once it is closed, and in the register."""
        return None

    @property
    def due_at_ms(self) -> int:
        """When something has to happen next if nothing happens before."""
        return FAR_FUTURE_MS

    @property
    def expires_at_ms(self) -> int | None:
        """When the store may forget the closed row. The journal keeps what happened."""
        return None

    @property
    def site_id(self) -> str | None:
        """The site in whose history its events are found."""
        return None

    @property
    def lookup(self) -> tuple[str, str] | None:
        """In the register: the list it is found in, and its place there."""
        return None


S = TypeVar("S", bound=State)


class Row(msgspec.Struct, Generic[S], frozen=True):
    """A state as it was read: the version that a change builds on. Version 0 was never stored."""

    state: S
    version: int = 0
    head: str = ""
    commands: tuple[str, ...] = ()

    def result_of(self, command_id: str | None) -> str | None:
        """What this row answered to that command, if it is one of the last that changed it."""
        if command_id is None:
            return None
        mark = command_mark(command_id)
        return next((known[len(mark) + 1 :] for known in self.commands if known.startswith(mark + ":")), None)


def command_mark(command_id: str) -> str:
    """Eight characters that stand for a command's id: 48 bits are plenty among the few that one row remembers."""
    return urlsafe_b64encode(hashlib.sha256(command_id.encode()).digest()[:6]).decode()


def remember(commands: tuple[str, ...], command_id: str | None, result: str) -> tuple[str, ...]:
    """The last commands with this one appended and the oldest let go."""
    if command_id is None:
        return commands
    return (*commands, f"{command_mark(command_id)}:{result}")[-COMMANDS_KEPT:]


def shard(pk: str, shards: int) -> int:
    """Which of an installation's constant shards a partition's rows wait in."""
    return zlib.crc32(pk.encode()) % shards


def to_item(row: Row[Any], shards: int) -> Item:
    """The row as the store keeps it."""
    state = row.state
    item: Item = {
        "pk": state.key.pk,
        "sk": state.key.sk,
        "kind": state.KIND,
        "customer_id": state.customer_id,
        "version": row.version,
        "schema": state.SCHEMA,
        "doc": msgspec.json.encode(state).decode(),
    }
    if row.head:
        item["head"] = row.head
    if row.commands:
        item["commands"] = _packed(row.commands)
    if state.TABLE == "register":
        if state.lookup:
            item["lookup"], item["sort"] = state.lookup
        return item
    if state.lane:
        item["lane"] = f"{state.lane}#{shard(state.key.pk, shards)}"
        item["due_at_ms"] = min(state.due_at_ms, FAR_FUTURE_MS)
    elif state.expires_at_ms is not None:
        item["expires_at_s"] = state.expires_at_ms // 1000
    return item


def from_item(item: Item) -> Row[Any]:
    """The row that an item holds. Raises msgspec.ValidationError or KeyError when it cannot be read."""
    state = msgspec.json.decode(item["doc"].encode(), type=KINDS[item["kind"]])
    return Row(state, int(item["version"]), item.get("head") or "", _unpacked(item.get("commands") or ""))


def _packed(commands: tuple[str, ...]) -> str:
    """Each mark, with its result only where that differs from the one before: a row of check-ins stays small."""
    words: list[str] = []
    before = None
    for known in commands:
        mark, _, result = known.partition(":")
        words.append(mark if result == before else known)
        before = result
    return " ".join(words)


def _unpacked(text: str) -> tuple[str, ...]:
    commands: list[str] = []
    result = ""
    for word in text.split():
        mark, told, own = word.partition(":")
        result = own if told else result
        commands.append(f"{mark}:{result}")
    return tuple(commands)
