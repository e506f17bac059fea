"""A dispatch as the desk sees it, and as the guard's phone does. How to get in is told only to who is on the scene."""

import msgspec

from chalicelib.engine.people import contacts_of
from chalicelib.guards.dispatch.candidates import Candidate
from chalicelib.guards.dispatch.states import Dispatch, Progress, Target
from chalicelib.guards.keys.views import KeyForJob, keys_for_job
from chalicelib.platform.time import SECOND_MS
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register import repository
from chalicelib.register.names import NAMES
from chalicelib.register.repository import everything


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """Who is asked, or has it."""

    id: str
    name: str
    phone: str
    contractor: bool


class NotTaken(msgspec.Struct, frozen=True, kw_only=True):
    """Who was asked, or had it, and why he has it no more."""

    name: str
    why: str
    at_ms: int


class Unsuitable(msgspec.Struct, frozen=True, kw_only=True):
    """Why somebody cannot be sent."""

    name: str
    why: str


class DispatchView(msgspec.Struct, frozen=True, kw_only=True):
    """One guard who is wanted, as the desk sees it. Times in milliseconds since the epoch."""

    id: str
    case_id: str
    version: int
    number: int
    state: Progress
    who: Sent | None
    tried: list[NotTaken]
    unsuitable: list[Unsuitable]
    """While nobody is found: why not, guard by guard."""
    order: bool
    hold: bool
    text: str
    wanted_at_ms: int
    response_until_ms: int
    breached_at_ms: int | None
    answer_until_ms: int | None
    accepted_at_ms: int | None
    en_route_at_ms: int | None
    on_scene_at_ms: int | None
    reported_at_ms: int | None
    ended_at_ms: int | None
    photos: list[str]


class CandidateView(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who could be sent, or why not."""

    id: str
    name: str
    number: str | None
    phone: str
    contractor: bool
    distance_m: int | None
    accuracy_m: int | None
    measured_at_ms: int | None
    source: str
    place: str
    alone: bool
    why_not: str
    keys: list[str]
    """The tags of the keys to the place that he has with him."""


class CandidateList(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody on duty, those who suit first, the nearest before the others; then the subcontractors."""

    candidates: list[CandidateView]
    response_s: int
    target: Target
    server_now_ms: int


class ToReach(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at the site."""

    name: str
    phone: str


class OnScene(msgspec.Struct, frozen=True, kw_only=True):
    """What is told only to who is there: how to get in, and whom to call."""

    access: str
    contacts: list[ToReach]


class GuardDispatchView(msgspec.Struct, frozen=True, kw_only=True):
    """What a guard is asked for, or has."""

    id: str
    case_id: str
    version: int
    state: Progress
    mine: bool
    """Whether it is still the caller's."""
    what: str
    priority: int
    target: Target
    text: str
    hold: bool
    answer_until_ms: int | None
    response_until_ms: int
    on_scene_at_ms: int | None
    reported_at_ms: int | None
    photos: int
    on_scene: OnScene | None
    keys: list[KeyForJob]
    """The keys to it, by their tags, for who has said yes."""
    server_now_ms: int


def dispatch_views(engine: Engine, rows: list[Row[Dispatch]], now_ms: int) -> list[DispatchView]:
    """The dispatches of a case."""
    ids = {one.person_id for row in rows for one in row.state.tried}
    ids |= {one for row in rows for one in row.state.reasons if row.state.state == "wanting"}
    names = {one: person.name for one, person in NAMES.people(engine, ids, now_ms).items()}
    return [_view(row, names) for row in rows]


def _view(row: Row[Dispatch], names: dict[str, str]) -> DispatchView:
    one = row.state
    reasons = one.reasons if one.state == "wanting" else {}
    return DispatchView(
        id=one.id,
        case_id=one.case_id,
        version=row.version,
        number=one.number,
        state=one.state,
        who=Sent(id=one.who.id, name=one.who.name, phone=one.who.phone, contractor=not one.who.duty_id)
        if one.who
        else None,
        tried=[NotTaken(name=names.get(it.person_id, ""), why=it.why, at_ms=it.at_ms) for it in one.tried],
        unsuitable=[Unsuitable(name=names.get(who, ""), why=why) for who, why in reasons.items()],
        order=one.order,
        hold=one.hold,
        text=one.text,
        wanted_at_ms=one.wanted_at_ms,
        response_until_ms=one.wanted_at_ms + one.response_s * SECOND_MS,
        breached_at_ms=one.breached_at_ms,
        answer_until_ms=one.next_ms if one.state == "offered" else None,
        accepted_at_ms=one.accepted_at_ms,
        en_route_at_ms=one.en_route_at_ms,
        on_scene_at_ms=one.on_scene_at_ms,
        reported_at_ms=one.reported_at_ms,
        ended_at_ms=one.ended_at_ms,
        photos=list(one.photos),
    )


def candidate_view(one: Candidate, keys: list[str]) -> CandidateView:
    """A candidate with the keys he has; metres are whole, since nothing about them is more exact."""
    return CandidateView(
        id=one.who.id,
        name=one.who.name,
        number=one.number,
        phone=one.who.phone,
        contractor=not one.who.duty_id,
        distance_m=None if one.distance_m is None else round(one.distance_m),
        accuracy_m=None if one.accuracy_m is None else round(one.accuracy_m),
        measured_at_ms=one.measured_at_ms,
        source=one.source,
        place=one.site,
        alone=one.alone,
        why_not=one.why_not,
        keys=keys,
    )


def guard_view(engine: Engine, row: Row[Dispatch], person_id: str, now_ms: int) -> GuardDispatchView:
    """The dispatch for who has it; for anybody else that it is not his (any more)."""
    one = row.state
    mine = one.open and one.who is not None and one.who.id == person_id
    return GuardDispatchView(
        id=one.id,
        case_id=one.case_id,
        version=row.version,
        state=one.state,
        mine=mine,
        what=one.what,
        priority=one.priority,
        target=one.target if mine else Target(),
        text=one.text if mine else "",
        hold=one.hold,
        answer_until_ms=one.next_ms if one.state == "offered" else None,
        response_until_ms=one.wanted_at_ms + one.response_s * SECOND_MS,
        on_scene_at_ms=one.on_scene_at_ms,
        reported_at_ms=one.reported_at_ms,
        photos=len(one.photos),
        on_scene=_on_scene(engine, one) if mine and one.state == "on_scene" else None,
        keys=keys_for_job(engine, one.site, person_id, now_ms) if mine and one.under_way else [],
        server_now_ms=now_ms,
    )


def _on_scene(engine: Engine, dispatch: Dispatch) -> OnScene:
    row = repository.get_site(engine, everything, dispatch.site) if dispatch.site else None
    people = contacts_of(engine, dispatch.customer_id, dispatch.site) if dispatch.site and not dispatch.silent else []
    return OnScene(
        access=row.state.access if row else "",
        contacts=[ToReach(name=one.name, phone=one.phone) for one in people[:3]],
    )
