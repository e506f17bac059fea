"""The card to be read aloud to 110, 112 or 113: all that they ask for, and the direct number for that place.

It states what is known and what is not; the page puts it in the order in which each of them asks.
"""

from typing import Annotated, Any, Literal

import msgspec

from chalicelib.channels.coordinates import Forms, forms_of
from chalicelib.desk import casework
from chalicelib.desk.case_view import CaseView
from chalicelib.desk.casework import CaseAndPlan
from chalicelib.engine import cases
from chalicelib.engine.cases import Case
from chalicelib.engine.reports import Position
from chalicelib.guards.place import place_of
from chalicelib.guards.service import company_at
from chalicelib.guards.states import Duty
from chalicelib.missions.ground import kind_of, party_of
from chalicelib.missions.states import Details, Mission, details_key
from chalicelib.platform.access import DESK, SELF
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import invalid
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Language, Text, add_texts
from chalicelib.records import journal
from chalicelib.records.change import Change, Event
from chalicelib.records.commit import Engine
from chalicelib.register import repository
from chalicelib.register.municipalities import Direct, Service, direct_numbers, find_municipality
from chalicelib.register.phones import e164
from chalicelib.register.repository import everything
from chalicelib.register.states import Person, Site


class CardPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where to go: the address, how to get in, and the place on the map in every form. A mission's has no address."""

    name: str
    address: str
    postal_code: str
    town: str
    municipality: str
    directions: str
    forms: Forms | None


class CardMission(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody is out for, and how they were to go: whoever searches asks for it."""

    what: str
    kind: str
    route: str
    vehicle: str
    started_at_ms: int | None
    planned_end_ms: int
    last_heard_at_ms: int
    going_to: str
    """What a dying phone said last."""


class CardPosition(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody was last measured, how exactly, and when."""

    accuracy_m: float
    measured_at_ms: int
    forms: Forms


class CardWho(msgspec.Struct, frozen=True, kw_only=True):
    """Whom it is about. Nobody rings a phone that must stay silent."""

    name: str
    phone: str
    silent: bool
    together_with: list[str]


class ReadCard(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a case, for those who come to help."""

    case_id: str
    kind: str
    since_ms: int
    text: str
    place: CardPlace | None
    mission: CardMission | None
    position: CardPosition | None
    who: CardWho | None
    dangers: str
    company: str
    operator: str
    callback: str
    numbers: list[Direct]
    municipality_known: bool
    """False: the municipality is not in the table; what is ``general`` among the numbers reaches our own district."""
    server_now_ms: int


class CardRead(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That it was read aloud, to whom, and how that went."""

    to: Service
    number: Annotated[str, msgspec.Meta(min_length=3, max_length=20)]
    outcome: Literal["received", "turned_out", "no_answer", "referred"]
    note: Annotated[str, msgspec.Meta(max_length=500)] = ""


class _About(msgspec.Struct, frozen=True, kw_only=True):
    """What the case's subject adds to the case itself."""

    position: Position | None = None
    dangers: str = ""
    together_with: tuple[str, ...] = ()
    silent: bool = False
    place: CardPlace | None = None
    mission: CardMission | None = None


def show(request: Request) -> ReadCard:
    """The card of one case as it is now."""
    engine, now = request.engine, request.now_ms
    found = casework.load(engine, request.params["case_id"])
    case = found.row.state
    about = _about(engine, case, request.language)
    site = repository.get_site(engine, everything, case.site) if case.site else None
    company = repository.get_customer(engine, everything, SELF)
    area = find_municipality(engine, site.state.municipality) if site else None
    return ReadCard(
        case_id=case.id,
        kind=cases.case_kind_text(case),
        since_ms=case.opened_at_ms,
        text=case.text,
        place=_place(site.state, request.language) if site else about.place,
        mission=about.mission,
        position=_position(about.position or _told_position(engine, case), request.language),
        who=_who(engine, found, about),
        dangers=about.dangers,
        company=company.state.name if company else "",
        operator=request.who.name,
        callback=request.config.centre_phone or _own_number(request),
        numbers=list(direct_numbers(site.state if site else None, area)),
        municipality_known=area is not None,
        server_now_ms=now,
    )


def read_aloud(request: Request[CardRead]) -> CaseView:
    """It was read, and this is how it went."""
    body = request.body
    number = body.number if body.number in ("110", "112", "113") else e164(body.number)
    if number is None:
        raise invalid("number", "card.number")
    private = {"number": number, **({"note": body.note} if body.note else {})}
    event = Event("card_read", {"to": body.to, "outcome": body.outcome}, private)

    def judge(found: CaseAndPlan) -> Change:
        return cases.work(found.row, found.plan, request.now_ms, event)

    return casework.act(request, judge)


def _place(site: Site, language: Language) -> CardPlace:
    known = site.latitude is not None and site.longitude is not None
    return CardPlace(
        name=site.name,
        address=site.address,
        postal_code=site.postal_code,
        town=site.town,
        municipality=site.municipality,
        directions=site.directions,
        forms=forms_of(site.latitude or 0.0, site.longitude or 0.0, language) if known else None,
    )


def _position(position: Position | None, language: Language) -> CardPosition | None:
    if position is None:
        return None
    return CardPosition(
        accuracy_m=position.accuracy_m,
        measured_at_ms=position.measured_at_ms,
        forms=forms_of(position.latitude, position.longitude, language),
    )


def _about(engine: Engine, case: Case, language: Language) -> _About:
    mission = engine.get(Key(case.subject), Mission) if case.subject.startswith(f"{Mission.KIND}/") else None
    if mission is not None:
        return _about_mission(engine, mission.state, language)
    duty = engine.get(Key(case.subject), Duty) if case.subject.startswith("duty/") else None
    if duty is None:
        return _About()
    state = duty.state
    others = [one.state.guard_id for one in company_at(engine, state.assignment_id).duties if one.state.id != state.id]
    people = repository.find_all(engine, everything, Person, others)
    return _About(
        position=state.position if state.on else None,
        dangers=place_of(engine, state.assignment_id).assignment.risk_assessment.text,
        together_with=tuple(sorted(one.state.name for one in people.values())),
        silent=state.hushed,
    )


def _about_mission(engine: Engine, mission: Mission, language: Language) -> _About:
    """Out where there is no address: the place that was told, in coordinates; the way there; and who is along."""
    row = engine.get(details_key(mission.id), Details)
    told = row.state if row else Details(customer_id=mission.customer_id, mission_id=mission.id, what="")
    kind = kind_of(engine, mission.customer_id, mission.kind_id)
    party = tuple(one.name for one in party_of(engine, mission.party))
    where = mission.place
    return _About(
        position=mission.position if mission.on else None,
        dangers=kind.name,
        together_with=(*party, *(one.name for one in told.companions)),
        silent=mission.hushed,
        place=CardPlace(
            name=where.name,
            address="",
            postal_code="",
            town="",
            municipality="",
            directions=told.text,
            forms=forms_of(where.latitude, where.longitude, language),
        ),
        mission=CardMission(
            what=told.what,
            kind=kind.name,
            route=told.route,
            vehicle=told.vehicle,
            started_at_ms=mission.started_at_ms or None,
            planned_end_ms=mission.planned_end_ms,
            last_heard_at_ms=mission.heard_at_ms,
            going_to=mission.dying.going_to if mission.dying else "",
        ),
    )


def _told_position(engine: Engine, case: Case) -> Position | None:
    """The newest that was told in the case itself: an SOS from somebody who is under no watch."""
    newest: Position | None = None
    for item in engine.store.partition("journal", case.key.pk):
        for event in journal.read(item).events:
            found = _as_position(event.private.get("position"))
            if found and (newest is None or found.measured_at_ms > newest.measured_at_ms):
                newest = found
    return newest


def _as_position(told: Any) -> Position | None:
    try:
        return msgspec.convert(told, Position)
    except msgspec.ValidationError:
        return None


def _who(engine: Engine, found: CaseAndPlan, about: _About) -> CardWho | None:
    case, params = found.row.state, found.plan.params
    person = repository.get_person(engine, everything, case.person_id) if case.person_id else None
    name = person.state.name if person else str(params.get("name", ""))
    phone = person.state.phone if person else str(params.get("phone", ""))
    if not name and not phone:
        return None
    silent = case.silent or about.silent
    return CardWho(name=name, phone=phone, silent=silent, together_with=list(about.together_with))


def _own_number(request: Request) -> str:
    person = repository.get_person(request.engine, everything, request.who.person_id)
    return person.state.phone if person else ""


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="cases/{case_id}/card",
        handler=show,
        audience=DESK,
        answer=ReadCard,
        summary="The card to be read aloud to 110, 112 or 113, with the direct numbers for that place",
    ),
    Route(
        method="POST",
        path="cases/{case_id}/card",
        handler=read_aloud,
        audience=DESK,
        body=CardRead,
        answer=CaseView,
        summary="Log that the card was read aloud, to whom, and how it went",
    ),
)

add_texts(
    {
        "card.number": Text(
            "Skriv nummeret som ble ringt: 110, 112, 113 eller sentralens direktenummer.",
            "Write the number that was rung: 110, 112, 113 or the centre's direct number.",
        ),
    }
)
