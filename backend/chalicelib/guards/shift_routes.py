"""The doors of the rota: shifts planned, listed and cancelled."""

import msgspec

from chalicelib.engine.people import person_of, recipient
from chalicelib.guards import rota, shifts
from chalicelib.guards.place import place_of
from chalicelib.guards.states import Shift, shift_key
from chalicelib.guards.views import ShiftView, shift_view
from chalicelib.platform.access import MANAGERS, STAFF
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import invalid, not_found
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row
from chalicelib.register import repository
from chalicelib.register.keeping import lean_on
from chalicelib.register.states import Person


class PlanShift(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A planned shift."""

    guard_id: str
    assignment_id: str
    start_ms: int
    end_ms: int


class MoveShift(PlanShift, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The shift as it shall be, and the version of it that was seen."""

    version: int


class ShiftList(msgspec.Struct, frozen=True, kw_only=True):
    """Shifts that are not over."""

    shifts: list[ShiftView]


def shifts_now(request: Request) -> list[ShiftView]:
    """Every shift that is not over, with its names."""
    engine = request.engine
    rows = engine.open_rows(Shift, Lane.WATCH)
    people = repository.find_all(engine, repository.everything, Person, {row.state.guard_id for row in rows})
    names = {one: row.state.name for one, row in people.items()}
    return [shift_view(engine, row, names.get(row.state.guard_id, ""), request.now_ms) for row in rows]


def list_shifts(request: Request) -> ShiftList:
    """All shifts that are not over, by start."""
    return ShiftList(shifts=sorted(shifts_now(request), key=lambda shift: shift.start_ms))


def plan_shift(request: Request[PlanShift]) -> ShiftView:
    """A duty manager plans."""
    engine, body, now = request.engine, request.body, request.now_ms
    guard, place = guard_of(engine, body.guard_id), place_of(engine, body.assignment_id)
    shift_id = id_from("shift", request.command_id)
    engine.execute(
        lambda: engine.get(shift_key(shift_id), Shift),
        lambda _: with_line(
            engine,
            shifts.plan_shift(shift_id, place, recipient(guard, "worker"), body.start_ms, body.end_ms, now),
        ),
        actor=Actor("person", request.who.person_id),
        command_id=request.command_id,
        about=lambda row: row,
        at_ms=now,
    )
    return _one_shift(request, shift_id)


def guard_of(engine: Engine, guard_id: str) -> Person:
    """Somebody who can be planned."""
    guard = person_of(engine, guard_id)
    if "guard" not in guard.roles or not guard.active:
        raise invalid("guard_id", "duty.not_a_guard")
    return guard


def with_line(engine: Engine, change: Change) -> Change:
    """The change with the rota's line beside the shift, resting on its guard and its assignment."""
    planned = [write.after for write in change.writes if isinstance(write.after, Shift) and write.after.lane]
    for shift in planned:
        change += Change(rota.planned(engine, shift))
        change += lean_on(engine, f"assignment/{shift.assignment_id}", f"person/{shift.guard_id}")
    return change


def move_shift(request: Request[MoveShift]) -> ShiftView:
    """Another time, length, guard or assignment. With another customer it is another shift: a chain has one."""
    engine, body, now = request.engine, request.body, request.now_ms
    guard, place = guard_of(engine, body.guard_id), place_of(engine, body.assignment_id)
    shift_id, to = request.params["shift_id"], recipient(guard, "worker")
    new_id = id_from("shift", request.command_id)

    def decide(row: Row[Shift]) -> Change:
        moved = shifts.move_shift(row, body.version, place, to, body.start_ms, body.end_ms, now)
        if place.assignment.customer_id == row.state.customer_id:
            return with_line(engine, moved)
        gone = shifts.cancel_shift(row, now) + Change(rota.struck(engine, shift_id))
        planned = shifts.plan_shift(new_id, place, to, body.start_ms, body.end_ms, now)
        return msgspec.structs.replace(gone + with_line(engine, planned), result=new_id)

    done = engine.execute(
        lambda: _standing(engine, shift_id),
        decide,
        actor=Actor("person", request.who.person_id),
        command_id=request.command_id,
        about=lambda row: row,
        at_ms=now,
    )
    return _one_shift(request, new_id if done.result == new_id else shift_id)


def _standing(engine: Engine, shift_id: str) -> Row[Shift]:
    row = engine.get(shift_key(shift_id), Shift)
    if row is None:
        raise not_found()
    return row


def cancel_shift(request: Request) -> ShiftView:
    """The shift is off."""
    engine, shift_id = request.engine, request.params["shift_id"]
    engine.execute(
        lambda: _standing(engine, shift_id),
        lambda row: shifts.cancel_shift(row, request.now_ms) + Change(rota.struck(engine, shift_id)),
        actor=Actor("person", request.who.person_id),
        command_id=request.command_id,
        about=lambda row: row,
        at_ms=request.now_ms,
    )
    return _one_shift(request, shift_id)


def _one_shift(request: Request, shift_id: str) -> ShiftView:
    row = _standing(request.engine, shift_id)
    guard = person_of(request.engine, row.state.guard_id)
    return shift_view(request.engine, row, guard.name, request.now_ms)


ROUTES: tuple[Route, ...] = (
    Route(method="GET", path="shifts", handler=list_shifts, audience=STAFF, answer=ShiftList, summary="Planned shifts"),
    Route(
        method="POST",
        path="shifts",
        handler=plan_shift,
        audience=MANAGERS,
        body=PlanShift,
        answer=ShiftView,
        status=201,
        summary="Plan a shift",
    ),
    Route(
        method="PUT",
        path="shifts/{shift_id}",
        handler=move_shift,
        audience=MANAGERS,
        body=MoveShift,
        answer=ShiftView,
        summary="Move a shift: another time, length, guard or assignment, naming the version that was seen",
    ),
    Route(
        method="DELETE",
        path="shifts/{shift_id}",
        handler=cancel_shift,
        audience=MANAGERS,
        answer=ShiftView,
        summary="Cancel a shift",
    ),
)

add_texts(
    {
        "shift.start": Text("Vakten må begynne fra nå og innen 400 dager.", "Start must be from now, within 400 days."),
        "shift.end": Text(
            "Vakten må slutte etter start og vare høyst {hours} timer.",
            "The shift must end after its start and last at most {hours} hours.",
        ),
        "shift.end_passed": Text("Vakten ville være over alt.", "The shift would be over already."),
        "shift.over": Text("Vakten er alt møtt eller avlyst.", "The shift was met or cancelled already."),
        "shift.case": Text("Vakten er blitt en sak. Avslutt saken.", "The shift has become a case. Resolve the case."),
    }
)
