"""The doors of the rota: shifts planned, listed and cancelled."""

import msgspec

from chalicelib.guards import shifts
from chalicelib.guards.place import person_of, place_of, recipient
from chalicelib.guards.states import Shift, shift_key
from chalicelib.guards.views import ShiftView, shift_view
from chalicelib.platform.access import MANAGERS, STAFF
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import invalid, not_found
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import Actor
from chalicelib.records.rows import Lane, Row, from_item
from chalicelib.register import repository
from chalicelib.register.keeping import lean_on
from chalicelib.register.states import Person


class PlanShift(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A planned shift."""

    guard_id: str
    assignment_id: str
    start_ms: int
    end_ms: int


class ShiftList(msgspec.Struct, frozen=True, kw_only=True):
    """Shifts that are not over."""

    shifts: list[ShiftView]


def shifts_now(request: Request) -> list[ShiftView]:
    """Every shift that is not over, with its names."""
    engine = request.engine
    rows: list[Row[Shift]] = []
    for shard in range(engine.shards):
        for item in engine.store.due(f"{Lane.WATCH}#{shard}", 2**53):
            if item["kind"] == Shift.KIND:
                rows.append(from_item(item))
    people = repository.find_all(engine, repository.everything, Person, {row.state.guard_id for row in rows})
    names = {one: row.state.name for one, row in people.items()}
    return [shift_view(engine, row, names.get(row.state.guard_id, ""), request.now_ms) for row in rows]


def list_shifts(request: Request) -> ShiftList:
    """All shifts that are not over, by start."""
    return ShiftList(shifts=sorted(shifts_now(request), key=lambda shift: shift.start_ms))


def plan_shift(request: Request[PlanShift]) -> ShiftView:
    """A duty manager plans."""
    engine, body, now = request.engine, request.body, request.now_ms
    guard, place = person_of(engine, body.guard_id), place_of(engine, body.assignment_id)
    if "guard" not in guard.roles or not guard.active:
        raise invalid("guard_id", "duty.not_a_guard")
    shift_id = id_from("shift", request.command_id)
    engine.execute(
        lambda: engine.get(shift_key(shift_id), Shift),
        lambda _: (
            shifts.plan_shift(shift_id, place, recipient(guard, "worker"), body.start_ms, body.end_ms, now)
            + lean_on(engine, f"assignment/{place.assignment.id}", f"person/{guard.id}")
        ),
        actor=Actor("person", request.who.person_id),
        command_id=request.command_id,
        about=lambda row: row,
        at_ms=now,
    )
    return _one_shift(request, shift_id)


def cancel_shift(request: Request) -> ShiftView:
    """The shift is off."""
    engine, shift_id = request.engine, request.params["shift_id"]

    def load() -> Row[Shift]:
        row = engine.get(shift_key(shift_id), Shift)
        if row is None:
            raise not_found()
        return row

    engine.execute(
        load,
        lambda row: shifts.cancel_shift(row, request.now_ms),
        actor=Actor("person", request.who.person_id),
        command_id=request.command_id,
        about=lambda row: row,
        at_ms=request.now_ms,
    )
    return _one_shift(request, shift_id)


def _one_shift(request: Request, shift_id: str) -> ShiftView:
    row = request.engine.get(shift_key(shift_id), Shift)
    if row is None:
        raise not_found()
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
        "shift.over": Text("Vakten er alt møtt eller avlyst.", "The shift was met or cancelled already."),
        "shift.case": Text("Vakten er blitt en sak. Avslutt saken.", "The shift has become a case. Resolve the case."),
    }
)
