"""The doors at the end of a shift: what still holds somebody, leaving, and the hand-over that the next one signs."""

from typing import Annotated

import msgspec

from chalicelib.desk import attendance
from chalicelib.desk.board_rows import CaseRow, case_rows
from chalicelib.desk.mission_views import CallRow, call_rows
from chalicelib.desk.routes import Nothing
from chalicelib.engine import shift_notes
from chalicelib.engine.attendance import DESKS, Attendance
from chalicelib.engine.case import Desk, NotAllowed
from chalicelib.engine.shift_notes import OpenCase, ShiftNote, note_key
from chalicelib.engine.watch import Watch
from chalicelib.guards.views import Who
from chalicelib.missions.states import Mission
from chalicelib.platform.access import DESK, SELF
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import conflict, not_found
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row


class Leaving(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody still owns, and what the hand-over would list."""

    cases: list[CaseRow]
    calls: list[CallRow]
    """Agreed calls that I have dialled, and not said how they went."""
    open_cases: int
    watches: int
    last: bool
    """Nobody else would be here."""


class ShiftEnd(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the next one must know."""

    know: Annotated[str, msgspec.Meta(max_length=4000)] = ""


class ShiftNoteRow(msgspec.Struct, frozen=True, kw_only=True):
    """A hand-over of the shift."""

    id: str
    from_: Who = msgspec.field(name="from")
    desks: list[Desk]
    know: str
    cases: list[OpenCase]
    case_count: int
    watch_count: int
    written_at_ms: int
    signed_by: str
    signed_at_ms: int | None


class ShiftNoteRows(msgspec.Struct, frozen=True, kw_only=True):
    """Those that nobody has signed yet, the oldest first."""

    notes: list[ShiftNoteRow]


def leaving(request: Request) -> Leaving:
    """What still holds me."""
    engine, who = request.engine, request.who
    cases = shift_notes.open_cases(engine)
    here = [row.state for row in attendance.on_shift(engine) if row.state.here]
    return Leaving(
        cases=case_rows(engine, shift_notes.owned_by(cases, who.person_id), request.now_ms),
        calls=call_rows(engine, _missions(shift_notes.calls_held(engine, who.person_id)), request.now_ms),
        open_cases=len(cases),
        watches=_watches(engine),
        last=all(one.person_id == who.person_id for one in here),
    )


def leave(request: Request[ShiftEnd]) -> ShiftNoteRow:
    """My shift is over."""
    engine, who, now = request.engine, request.who, request.now_ms
    note_id = id_from("shift_note", request.command_id)

    def judge(found: Attendance) -> Change:
        if engine.get(note_key(note_id), ShiftNote):
            return Change((), "left")
        cases = shift_notes.open_cases(engine)
        note = ShiftNote(
            customer_id=SELF,
            id=note_id,
            from_id=who.person_id,
            from_name=who.name,
            desks=found.at_desk.state.desks if found.at_desk else DESKS,
            know=request.body.know.strip(),
            cases=shift_notes.listed(cases),
            case_count=len(cases),
            watch_count=_watches(engine),
            written_at_ms=now,
        )
        try:
            owned, calls = shift_notes.owned_by(cases, who.person_id), shift_notes.calls_held(engine, who.person_id)
            return shift_notes.end_shift(found, owned, calls, note)
        except NotAllowed as refusal:
            raise conflict(refusal.reason, **refusal.params) from refusal

    engine.execute(
        lambda: attendance.load(engine, who.person_id), judge, actor=Actor("person", who.person_id), at_ms=now
    )
    return _shown(_note(engine, note_id))


def list_notes(request: Request) -> ShiftNoteRows:
    """What is to be read."""
    engine = request.engine
    keys = engine.open_keys(ShiftNote, Lane.DESK)
    rows = [row for row in engine.read(keys).all(ShiftNote) if row.state.lane] if keys else []
    return ShiftNoteRows(notes=[_shown(row) for row in sorted(rows, key=lambda row: row.state.written_at_ms)])


def sign(request: Request[Nothing]) -> ShiftNoteRow:
    """I have read it."""
    engine, who = request.engine, request.who
    note_id = request.params["note_id"]

    def judge(row: Row[ShiftNote]) -> Change:
        try:
            return shift_notes.sign(row, who.person_id, request.now_ms)
        except NotAllowed as refusal:
            raise conflict(refusal.reason) from refusal

    engine.execute(
        lambda: _note(engine, note_id),
        judge,
        actor=Actor("person", who.person_id),
        command_id=request.command_id,
        about=lambda row: row,
        at_ms=request.now_ms,
    )
    return _shown(_note(engine, note_id))


def judge_note(_engine: Engine, row: Row[ShiftNote], now_ms: int) -> Change:
    """A hand-over that nobody has read."""
    return shift_notes.unread(row, now_ms)


def _note(engine: Engine, note_id: str) -> Row[ShiftNote]:
    row = engine.get(note_key(note_id), ShiftNote)
    if row is None:
        raise not_found()
    return row


def _shown(row: Row[ShiftNote]) -> ShiftNoteRow:
    note = row.state
    return ShiftNoteRow(
        id=note.id,
        from_=Who(note.from_id, note.from_name),
        desks=list(note.desks),
        know=note.know,
        cases=list(note.cases),
        case_count=note.case_count,
        watch_count=note.watch_count,
        written_at_ms=note.written_at_ms,
        signed_by=note.signed_by,
        signed_at_ms=note.signed_at_ms,
    )


def _missions(rows: list[Row[Watch]]) -> list[Row[Mission]]:
    return [Row(row.state, row.version) for row in rows if isinstance(row.state, Mission)]


def _watches(engine: Engine) -> int:
    return sum(watch.on for watch in shift_notes.watched(engine))


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="presence/leaving",
        handler=leaving,
        audience=DESK,
        answer=Leaving,
        summary="What still holds me",
    ),
    Route(
        method="POST",
        path="presence/leave",
        handler=leave,
        audience=DESK,
        body=ShiftEnd,
        answer=ShiftNoteRow,
        summary="End my shift, and hand it over in writing",
    ),
    Route(
        method="GET",
        path="shift-notes",
        handler=list_notes,
        audience=DESK,
        answer=ShiftNoteRows,
        summary="Hand-overs that nobody has signed yet",
    ),
    Route(
        method="POST",
        path="shift-notes/{note_id}/signature",
        handler=sign,
        audience=DESK,
        body=Nothing,
        answer=ShiftNoteRow,
        summary="Sign a hand-over that was read",
    ),
)

add_texts(
    {
        "shift.not_on": Text("Vakten din er alt avsluttet.", "Your shift has ended already."),
        "shift.own_note": Text(
            "Den som overtar skal signere. Du skrev denne selv.", "The next one signs. You wrote this one yourself."
        ),
    }
)
