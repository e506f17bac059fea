"""The rota: what was planned for each week, beside the watch over it, so that past weeks can be read and copied.

A shift itself is open until somebody comes, and cleared a day after it was closed. Its line in the rota stays: who was
to come, where, when, and what became of it; ids only, no names.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import ClassVar, Literal

import msgspec

from chalicelib.guards.states import Shift, shift_key
from chalicelib.platform.operations import Key
from chalicelib.platform.tables import TableName
from chalicelib.platform.time import NORWAY
from chalicelib.records.change import Write, create, remove, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, State, from_item

_WEEK = timedelta(days=7)


class RotaLine(State, frozen=True, kw_only=True):
    """One planned shift in its week."""

    KIND: ClassVar[str] = "rota"
    TABLE: ClassVar[TableName] = "register"

    id: str
    guard_id: str
    assignment_id: str
    site: str
    start_ms: int
    end_ms: int
    outcome: Literal["open", "met", "missed"] = "open"

    @property
    def key(self) -> Key:
        """By the shift that it plans."""
        return rota_key(self.id)

    @property
    def lookup(self) -> tuple[str, str]:
        """Found in the week in which it starts, by its start."""
        return f"rota/{monday_of(self.start_ms)}", f"{self.start_ms:015d}/{self.id}"


def rota_key(shift_id: str) -> Key:
    """Where a shift's line stands."""
    return Key(f"shift/{shift_id}", "rota")


def monday_of(at_ms: int) -> str:
    """The date of the Monday of that moment's week, in Norway."""
    day = datetime.fromtimestamp(at_ms / 1000, NORWAY).date()
    return (day - timedelta(days=day.weekday())).isoformat()


def line_of(shift: Shift) -> RotaLine:
    """The line that plans a shift."""
    return RotaLine(
        customer_id=shift.customer_id,
        id=shift.id,
        guard_id=shift.guard_id,
        assignment_id=shift.assignment_id,
        site=shift.site,
        start_ms=shift.start_ms,
        end_ms=shift.end_ms,
    )


def planned(engine: Engine, shift: Shift) -> tuple[Write, ...]:
    """The line of a shift that is planned, or planned otherwise."""
    row = engine.get(rota_key(shift.id), RotaLine)
    return (update(row, line_of(shift)) if row else create(line_of(shift)),)


def struck(engine: Engine, shift_id: str) -> tuple[Write, ...]:
    """A cancelled shift is no longer in the rota."""
    row = engine.get(rota_key(shift_id), RotaLine)
    return (remove(row),) if row else ()


def closed(engine: Engine, shift_id: str, outcome: Literal["met", "missed"]) -> tuple[Write, ...]:
    """What became of it."""
    row = engine.get(rota_key(shift_id), RotaLine)
    return (update(row, msgspec.structs.replace(row.state, outcome=outcome)),) if row else ()


class Planned(msgspec.Struct, frozen=True):
    """A line and, while it is open, the shift that is watched."""

    line: RotaLine
    shift: Row[Shift] | None


def between(engine: Engine, from_ms: int, until_ms: int) -> list[Planned]:
    """Everything planned that is under way at some time between two instants, by start."""
    lines = [
        line
        for week in _weeks(from_ms, until_ms)
        for line in _lines(engine, week)
        if line.start_ms < until_ms and line.end_ms > from_ms
    ]
    open_keys = [shift_key(line.id) for line in lines if line.outcome == "open"]
    shifts = engine.read(open_keys)
    found = [Planned(line, shifts.find(shift_key(line.id), Shift)) for line in lines]
    # The index may lag: a line without its shift was struck a moment ago.
    return [one for one in found if one.shift is not None or one.line.outcome != "open"]


def _weeks(from_ms: int, until_ms: int) -> Iterator[str]:
    """The Mondays of all weeks in which something that is under way then can have begun."""
    monday = datetime.fromisoformat(monday_of(from_ms)) - _WEEK
    while monday.date().isoformat() <= monday_of(until_ms):
        yield monday.date().isoformat()
        monday += _WEEK


def _lines(engine: Engine, monday: str) -> Iterator[RotaLine]:
    for item in engine.store.lookup(f"rota/{monday}"):
        state = from_item(item).state
        if isinstance(state, RotaLine):
            yield state


def later_by_weeks(at_ms: int, weeks: int) -> int:
    """The same time on the wall so many weeks later: a night shift begins at ten in summer and in winter.

    On the night on which the clock springs forward, a time that does not exist is the moment an hour later.
    """
    wall = datetime.fromtimestamp(at_ms / 1000, NORWAY)
    moved = (wall.replace(tzinfo=None) + weeks * _WEEK).replace(tzinfo=NORWAY)
    return int(moved.timestamp() * 1000)


def span_later(start_ms: int, end_ms: int, weeks: int) -> tuple[int, int]:
    """A shift so many weeks later. One whose times the wall turns round, in the hour that comes twice or not at all,
    begins by the wall and lasts as long as it did.
    """
    start, end = later_by_weeks(start_ms, weeks), later_by_weeks(end_ms, weeks)
    return start, end if end > start else start + end_ms - start_ms
