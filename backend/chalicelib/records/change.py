"""A change: everything that one decision does, as a value. ``commit`` makes it true or leaves all as it was."""

from typing import Any

import msgspec

from chalicelib.platform.operations import Check, Key
from chalicelib.platform.tables import TableName
from chalicelib.records.rows import Row, State


class Event(msgspec.Struct, frozen=True):
    """Something that happened, in the past tense. Names, numbers and positions go in ``private``."""

    kind: str
    data: dict[str, Any] = {}
    private: dict[str, Any] = {}
    routine: bool = False
    """All as it should be, and less than ``journal.ROUTINE_MS`` after the row began: a site finds it through the
    row's other events. It saves a quarter of what the most frequent write of all costs."""


class Actor(msgspec.Struct, frozen=True):
    """Who did it: a person by id, or a part of the system by name (``clock``, ``sms``)."""

    kind: str
    id: str


CLOCK = Actor("system", "clock")
SENDER = Actor("system", "sender")


class Write(msgspec.Struct, frozen=True):
    """One row's next state and the events that led there. ``after`` None removes the row."""

    before: Row[Any] | None
    after: State | None
    events: tuple[Event, ...] = ()

    @property
    def key(self) -> Key:
        """The row that is written."""
        if self.after is not None:
            return self.after.key
        assert self.before is not None
        before: State = self.before.state
        return before.key

    @property
    def table(self) -> TableName:
        """The table of the row that is written."""
        state = self.after if self.after is not None else self.before.state if self.before else None
        assert state is not None
        return state.TABLE

    @property
    def version(self) -> int:
        """The version that must stand in the store; 0: the row must not exist."""
        return self.before.version if self.before else 0


def create(state: State, *events: Event) -> Write:
    """A row that must not exist yet."""
    return Write(None, state, events)


def update(row: Row[Any], state: State, *events: Event) -> Write:
    """The next state of a row that was read."""
    return Write(row, state, events)


def remove(row: Row[Any]) -> Write:
    """Take a row away. Only what never had a journal of its own (sockets, leases, codes) is removed so."""
    return Write(row, None)


def unchanged(row: Row[Any]) -> Check:
    """What the decision relies on without changing it: the row must still be as it was read."""
    return Check(row.state.TABLE, row.state.key, row.version)


def absent(key: Key, table: TableName = "live") -> Check:
    """What the decision relies on: no row may stand there."""
    return Check(table, key, 0)


class Change(msgspec.Struct, frozen=True):
    """All that one decision does. ``result`` is a short word that a repeated command is answered with.

    The command is remembered in the first write's row: put the row that the command is about first.
    """

    writes: tuple[Write, ...] = ()
    result: str = ""
    checks: tuple[Check, ...] = ()
    """Rows that must be as they were read though nothing is written there; a row that is also written needs none."""

    def __add__(self, other: "Change") -> "Change":
        return Change(self.writes + other.writes, self.result or other.result, self.checks + other.checks)


NOTHING = Change()
"""The decision to leave everything as it is."""
