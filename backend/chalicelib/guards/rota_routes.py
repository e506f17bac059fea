"""The doors of the rota: a week as it is planned and as it went, and a week planned like another."""

from typing import Annotated, Any, Literal

import msgspec

from chalicelib.engine.people import recipient
from chalicelib.guards import rota, shifts
from chalicelib.guards.place import place_of
from chalicelib.guards.rota import Planned, RotaLine
from chalicelib.guards.shift_routes import guard_of, with_line
from chalicelib.guards.states import Shift, shift_key
from chalicelib.platform.access import MANAGERS, STAFF
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import Problem, conflict, invalid
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts, say
from chalicelib.platform.time import DAY_MS
from chalicelib.records.change import NOTHING, Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register import repository
from chalicelib.register.repository import everything
from chalicelib.register.states import Assignment, Person, Site

_LONGEST_MS = 36 * DAY_MS
_MOST_COPIED = 500


class RotaQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From when until when, and whose or where."""

    from_ms: int
    until_ms: int
    guard_id: str | None = None
    assignment_id: str | None = None


class RotaShift(msgspec.Struct, frozen=True, kw_only=True):
    """A shift in the rota. ``version`` is None once it is closed and can be changed no more."""

    id: str
    version: int | None
    guard_id: str
    guard_name: str
    guard_ready: bool
    """Whether that person can come: active, and still a guard."""
    assignment_id: str
    assignment_name: str
    site_name: str
    customer_id: str
    start_ms: int
    end_ms: int
    state: Literal["planned", "reminded", "missed", "met"]


class Rota(msgspec.Struct, frozen=True, kw_only=True):
    """What is planned between two instants, by start."""

    shifts: list[RotaShift]
    server_now_ms: int


class CopyWeek(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that begins between two instants (a week), planned again so many weeks later."""

    from_ms: int
    until_ms: int
    weeks: Annotated[int, msgspec.Meta(ge=1, le=52)] = 1


class NotCopied(msgspec.Struct, frozen=True, kw_only=True):
    """A shift that could not be planned again, and why."""

    shift_id: str
    guard_name: str
    start_ms: int
    reason: str


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """How many were planned, how many were there already, and which could not be."""

    planned: int
    there: int
    not_copied: list[NotCopied]


def show_rota(request: Request) -> Rota:
    """A week, or several."""
    query: RotaQuery = request.query
    _check_span(query.from_ms, query.until_ms, _LONGEST_MS)
    found = [
        one
        for one in rota.between(request.engine, query.from_ms, query.until_ms)
        if query.guard_id in (None, one.line.guard_id) and query.assignment_id in (None, one.line.assignment_id)
    ]
    return Rota(shifts=_shown(request.engine, found), server_now_ms=request.now_ms)


def _check_span(from_ms: int, until_ms: int, longest_ms: int) -> None:
    if not 0 < until_ms - from_ms <= longest_ms:
        raise invalid("until_ms", "rota.span", days=longest_ms // DAY_MS)


def _shown(engine: Engine, found: list[Planned]) -> list[RotaShift]:
    people = repository.find_all(engine, everything, Person, {one.line.guard_id for one in found})
    places = repository.find_all(engine, everything, Assignment, {one.line.assignment_id for one in found})
    sites = repository.find_all(engine, everything, Site, {one.line.site for one in found})
    shown: list[RotaShift] = []
    for one in found:
        line, guard, place = one.line, people.get(one.line.guard_id), places.get(one.line.assignment_id)
        site = sites.get(line.site)
        shown.append(
            RotaShift(
                id=line.id,
                version=one.shift.version if one.shift else None,
                guard_id=line.guard_id,
                guard_name=guard.state.name if guard else "",
                guard_ready=guard is not None and guard.state.active and "guard" in guard.state.roles,
                assignment_id=line.assignment_id,
                assignment_name=place.state.name if place else "",
                site_name=site.state.name if site else "",
                customer_id=line.customer_id,
                start_ms=line.start_ms,
                end_ms=line.end_ms,
                state=_state(one),
            )
        )
    return sorted(shown, key=lambda shift: (shift.start_ms, shift.guard_name, shift.id))


def _state(one: Planned) -> Literal["planned", "reminded", "missed", "met"]:
    if one.line.outcome != "open":
        return one.line.outcome
    state = one.shift.state.state if one.shift else "missed"
    return "missed" if state == "cancelled" else state


def copy_week(request: Request[CopyWeek]) -> Copied:
    """Shift by shift, each a change of its own: sent again after a crash, it goes on where it stopped."""
    engine, body = request.engine, request.body
    _check_span(body.from_ms, body.until_ms, 8 * DAY_MS)
    found = rota.between(engine, body.from_ms, body.until_ms)
    lines = [one.line for one in found if one.line.start_ms >= body.from_ms]
    if len(lines) > _MOST_COPIED:
        raise conflict("rota.too_many", most=_MOST_COPIED, found=len(lines))
    later = [(line, *_times(line, body.weeks)) for line in lines]
    there = _there_already(engine, [(start, end) for _, start, end in later])
    planned = already = 0
    refused: list[tuple[RotaLine, Problem]] = []
    for line, start_ms, end_ms in later:
        shift_id = id_from("shift", request.command_id, line.id)
        if (line.guard_id, line.assignment_id, start_ms) in there.keys() - {_whose(there, shift_id)}:
            already += 1
            continue
        try:
            _plan(request, shift_id, line, start_ms, end_ms)
            planned += 1
        except Problem as problem:
            refused.append((line, problem))
    return Copied(planned=planned, there=already, not_copied=_told(request, refused))


_Place = tuple[str, str, int]


def _times(line: RotaLine, weeks: int) -> tuple[int, int]:
    return rota.span_later(line.start_ms, line.end_ms, weeks)


def _there_already(engine: Engine, times: list[tuple[int, int]]) -> dict[_Place, str]:
    if not times:
        return {}
    found = rota.between(engine, min(start for start, _ in times), max(end for _, end in times))
    return {(one.line.guard_id, one.line.assignment_id, one.line.start_ms): one.line.id for one in found}


def _whose(there: dict[_Place, str], shift_id: str) -> _Place | None:
    """Where this very request planned before it was interrupted."""
    return next((place for place, one in there.items() if one == shift_id), None)


def _plan(request: Request[Any], shift_id: str, line: RotaLine, start_ms: int, end_ms: int) -> None:
    engine, now = request.engine, request.now_ms
    to, place = recipient(guard_of(engine, line.guard_id), "worker"), place_of(engine, line.assignment_id)

    def decide(row: Row[Shift] | None) -> Change:
        if row is not None:
            return NOTHING
        return with_line(engine, shifts.plan_shift(shift_id, place, to, start_ms, end_ms, now))

    engine.execute(
        lambda: engine.get(shift_key(shift_id), Shift),
        decide,
        actor=Actor("person", request.who.person_id),
        command_id=f"{request.command_id}/{line.id}",
        about=lambda row: row,
        at_ms=now,
    )


def _told(request: Request[Any], refused: list[tuple[RotaLine, Problem]]) -> list[NotCopied]:
    people = repository.find_all(request.engine, everything, Person, {line.guard_id for line, _ in refused})
    names = {one: row.state.name for one, row in people.items()}
    return [
        NotCopied(
            shift_id=line.id,
            guard_name=names.get(line.guard_id, ""),
            start_ms=line.start_ms,
            reason=_reason(problem, request),
        )
        for line, problem in refused
    ]


def _reason(problem: Problem, request: Request[Any]) -> str:
    first = problem.errors[0] if problem.errors else None
    message, params = (first.message_id, first.params) if first else (problem.message_id, problem.params)
    return say(message, request.language, params)


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="rota",
        handler=show_rota,
        audience=STAFF,
        query=RotaQuery,
        answer=Rota,
        summary="What is planned between two instants, past weeks included",
    ),
    Route(
        method="POST",
        path="rota/copies",
        handler=copy_week,
        audience=MANAGERS,
        body=CopyWeek,
        answer=Copied,
        status=201,
        summary="Plan a week like another, by the clock on the wall",
    ),
)

add_texts(
    {
        "rota.span": Text(
            "Be om høyst {days} dager, og fra før til.", "Ask for at most {days} days, from before until."
        ),
        "rota.too_many": Text(
            "Uken har {found} vakter; høyst {most} kan kopieres på én gang. Kopier noen dager om gangen.",
            "The week has {found} shifts; at most {most} can be copied at once. Copy some days at a time.",
        ),
    }
)
