"""The end of a shift: nobody leaves owning cases, and what the next one must know is written, read and signed. Pure."""

from typing import ClassVar

import msgspec

from chalicelib.engine.attendance import Attendance, leave
from chalicelib.engine.case import Case, Desk, NotAllowed
from chalicelib.engine.cases import Opening, open_case
from chalicelib.engine.watch import Watch
from chalicelib.platform.access import SELF
from chalicelib.platform.ids import id_from
from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS, MINUTE_MS
from chalicelib.records.change import Change, Event, create, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, Row, State, from_item

UNREAD_MS = 30 * MINUTE_MS
"""So long may a hand-over lie unsigned before it is somebody's case."""
_LISTED = 50


class OpenCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case that was open when the shift ended."""

    id: str
    kind: str
    priority: int
    owner_name: str


class ShiftNote(State, frozen=True, kw_only=True):
    """A hand-over of the shift: what was open, and what the one who left wanted the next one to know."""

    KIND: ClassVar[str] = "shift_note"

    id: str
    from_id: str
    from_name: str
    desks: tuple[Desk, ...]
    know: str
    cases: tuple[OpenCase, ...] = ()
    case_count: int = 0
    watch_count: int = 0
    written_at_ms: int
    reminded: bool = False
    signed_by: str = ""
    signed_at_ms: int | None = None

    @property
    def key(self) -> Key:
        """By its id."""
        return note_key(self.id)

    @property
    def lane(self) -> Lane | None:
        """Listed until it is signed."""
        return Lane.DESK if self.signed_at_ms is None else None

    @property
    def due_at_ms(self) -> int:
        """When it has lain unread for too long."""
        return FAR_FUTURE_MS if self.reminded else self.written_at_ms + UNREAD_MS

    @property
    def expires_at_ms(self) -> int | None:
        """A day after it was signed; the journal keeps it."""
        return self.signed_at_ms + DAY_MS if self.signed_at_ms is not None else None


def note_key(note_id: str) -> Key:
    """Where a hand-over of the shift stands."""
    return Key(f"shift-note/{note_id}")


def end_shift(found: Attendance, owned: list[Row[Case]], calls: list[Row[Watch]], note: ShiftNote) -> Change:
    """The shift is over, and handed over in writing. Raises NotAllowed for somebody who owns cases or ``calls``."""
    if owned:
        raise NotAllowed("shift.owns", count=str(len(owned)))
    if calls:
        raise NotAllowed("shift.dialled", count=str(len(calls)))
    if found.at_desk is None or found.at_desk.state.left:
        raise NotAllowed("shift.not_on")
    data = {"desks": note.desks, "cases": [one.id for one in note.cases], "watches": note.watch_count}
    written = create(note, Event("shift_handed_over", data, {"know": note.know, "name": note.from_name}))
    return Change((written, *leave(found).writes), "left")


def sign(row: Row[ShiftNote], person_id: str, now_ms: int) -> Change:
    """The next one has read it, and says so with their name. Nobody signs his own."""
    note = row.state
    if note.signed_at_ms is not None:
        return Change((), "signed")
    if note.from_id == person_id:
        raise NotAllowed("shift.own_note")
    signed = msgspec.structs.replace(note, signed_by=person_id, signed_at_ms=now_ms)
    return Change((update(row, signed, Event("shift_note_signed", {"by": person_id})),), "signed")


def unread(row: Row[ShiftNote], now_ms: int) -> Change:
    """Nobody has read it for half an hour: a case, so that somebody does."""
    note = row.state
    opening = Opening(
        id=id_from("shift_note", note.id),
        kind="shift_note",
        customer_id=SELF,
        subject=note.key.pk,
        desk=note.desks[0],
        params={"name": note.from_name, "since_ms": note.written_at_ms},
        private={"name": note.from_name},
    )
    return Change((update(row, msgspec.structs.replace(note, reminded=True)), *open_case(opening, now_ms)))


def open_cases(engine: Engine) -> list[Row[Case]]:
    """Every open case, strongly read, the most urgent first: the index may not know yet who has just taken one."""
    keys = engine.open_keys(Case, Lane.LIFE, Lane.CASE)
    rows = [row for row in engine.read(keys).all(Case) if row.state.lane] if keys else []
    return sorted(rows, key=lambda row: (row.state.priority, row.state.opened_at_ms))


def watched(engine: Engine) -> list[Watch]:
    """Everybody who is watched or waited for, as the index has it."""
    lanes = (f"{Lane.WATCH}#{shard}" for shard in range(engine.shards))
    rows = (from_item(item) for lane in lanes for item in engine.store.due(lane, FAR_FUTURE_MS))
    return [row.state for row in rows if isinstance(row.state, Watch)]


def calls_held(engine: Engine, person_id: str) -> list[Row[Watch]]:
    """The agreed calls that somebody has dialled and not told of, strongly read: the index may not know it yet."""
    keys = [watch.key for watch in watched(engine) if watch.callable]
    return [row for row in engine.read(keys).all(Watch) if row.state.held_by == person_id] if keys else []


def owned_by(cases: list[Row[Case]], person_id: str) -> list[Row[Case]]:
    """Those that somebody owns."""
    return [row for row in cases if row.state.owner_id == person_id]


def listed(cases: list[Row[Case]]) -> tuple[OpenCase, ...]:
    """As a hand-over lists them."""
    return tuple(
        OpenCase(id=row.state.id, kind=row.state.kind, priority=row.state.priority, owner_name=row.state.owner_name)
        for row in cases[:_LISTED]
    )
