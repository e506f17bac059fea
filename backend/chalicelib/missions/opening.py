"""What a phone opens with: the mission under way, what is planned, and what the next one can be like."""

import msgspec

from chalicelib.engine.people import person_of, watch_of
from chalicelib.missions.ground import kinds_for
from chalicelib.missions.states import Mission
from chalicelib.missions.views import MissionView, PartyMember, as_on_the_phone, is_in, mission_views
from chalicelib.platform.access import DESK, only
from chalicelib.platform.problems import not_found
from chalicelib.platform.route import Request, Route
from chalicelib.records.rows import Lane, Row
from chalicelib.register import repository
from chalicelib.register.earlier import Earlier, Template, earlier_key
from chalicelib.register.place_kind import PlaceKind, Terrain
from chalicelib.register.states import Person


class PlaceKindChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of place as somebody chooses it."""

    id: str
    name: str
    terrain: Terrain
    interval_s: int
    longest_interval_s: int
    reminder_s: int
    grace_s: int


class MyMission(msgspec.Struct, frozen=True, kw_only=True):
    """What the phone opens with: the mission under way, what is planned, and what the next one can be like."""

    mission: MissionView | None
    planned: list[MissionView]
    templates: list[Template]
    kinds: list[PlaceKindChoice]
    colleagues: list[PartyMember]
    """Who may be taken along as a party."""
    centre_phone: str
    server_now_ms: int


def my_mission(request: Request) -> MyMission:
    """The caller's mission, what is planned, and what the next one can be like."""
    return _mission_of(request, person_of(request.engine, request.who.person_id), own=True)


def missions_of(request: Request) -> MyMission:
    """The same for an operator who has the worker on the telephone."""
    person = repository.get_person(request.engine, request.who.may_see, request.params["person_id"])
    if person is None or "field_worker" not in person.state.roles:
        raise not_found()
    return _mission_of(request, person.state, own=False)


def _mission_of(request: Request, person: Person, *, own: bool) -> MyMission:
    engine, now = request.engine, request.now_ms
    row = watch_of(engine, person.id)
    if row is not None and (not isinstance(row.state, Mission) or (own and row.state.feigned)):
        row = None
    planned = [one for one in _planned(request) if is_in(person.id, one.state)]
    rows = ([row] if row else []) + planned
    views = mission_views(engine, [as_on_the_phone(one) for one in rows] if own else rows, now, own=own)
    earlier = engine.get(earlier_key(person.id), Earlier)
    colleagues = repository.list_people(engine, repository.everything, person.customer_id)
    return MyMission(
        mission=views[0] if row else None,
        planned=views[1:] if row else views,
        templates=list(earlier.state.templates) if earlier else [],
        kinds=[_choice(one) for one in kinds_for(engine, person.customer_id)],
        colleagues=[
            PartyMember(id=one.state.id, name=one.state.name)
            for one in colleagues
            if one.state.active and "field_worker" in one.state.roles and one.state.id != person.id
        ],
        centre_phone=request.config.centre_phone,
        server_now_ms=now,
    )


def _planned(request: Request) -> list[Row[Mission]]:
    """Every mission that has not begun, by start."""
    found = request.engine.open_rows(Mission, Lane.WATCH)
    return sorted((row for row in found if row.state.planned), key=lambda row: row.state.start_ms)


def _choice(kind: PlaceKind) -> PlaceKindChoice:
    return PlaceKindChoice(**{name: getattr(kind, name) for name in PlaceKindChoice.__struct_fields__})


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="me/mission",
        handler=my_mission,
        audience=only("field_worker"),
        answer=MyMission,
        summary="The caller's mission, planned ones, earlier ones, and kinds of place",
    ),
    Route(
        method="GET",
        path="people/{person_id}/missions",
        handler=missions_of,
        audience=DESK,
        answer=MyMission,
        summary="The same of somebody who is on the telephone",
    ),
)
