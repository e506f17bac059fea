"""What a desk keeps for the hour when the centre is cut off: everything open, with the numbers and the instructions.

Made here, whole, once a minute; sealed and kept by the page. And what was noted on paper, entered afterwards.
"""

from typing import Annotated, Literal

import msgspec

from chalicelib.desk import board, casework
from chalicelib.desk.board import Board
from chalicelib.desk.case_view import CaseView, PersonToReach, StepView, people_to_reach
from chalicelib.desk.casework import CaseAndPlan
from chalicelib.desk.steps import step_views
from chalicelib.engine.cases import Case, Plan, case_key, plan_key, told
from chalicelib.missions.states import Details, Mission, details_key, mission_key
from chalicelib.missions.views import MissionView, mission_views
from chalicelib.platform.access import DESK, SELF
from chalicelib.platform.problems import invalid
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import DAY_MS
from chalicelib.records.change import Change, Event
from chalicelib.records.commit import Engine
from chalicelib.register import repository
from chalicelib.register.municipalities import Direct, Municipality, direct_numbers, find_municipality
from chalicelib.register.repository import everything
from chalicelib.register.states import Assignment, Site

OLDEST_MS = 3 * DAY_MS
"""What is older than this is told in a note of today, not entered as if it had been known."""


class CopySite(msgspec.Struct, frozen=True, kw_only=True):
    """A place that somebody is at, or that a case is about."""

    id: str
    name: str
    address: str
    postal_code: str
    town: str
    municipality: str
    directions: str
    latitude: float | None
    longitude: float | None
    numbers: list[Direct]


class CopyPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the centre's own, or the centre that takes over."""

    name: str
    phone: str
    role: Literal["operator", "duty_manager", "partner"]


class CopyInstruction(msgspec.Struct, frozen=True, kw_only=True):
    """What to do at an assignment where somebody is."""

    assignment_id: str
    name: str
    text: str


class CopyCase(msgspec.Struct, frozen=True, kw_only=True):
    """Whom an open case may reach, and what its plan still wants done."""

    id: str
    people: list[PersonToReach]
    steps: list[StepView]


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Everything, as it stood when it was made."""

    made_at_ms: int
    company: str
    centre_phone: str
    board: Board
    cases: list[CopyCase]
    missions: list[MissionView]
    """All that was told of those who are out or about to go: whoever searches by telephone asks for it."""
    sites: list[CopySite]
    people: list[CopyPerson]
    instructions: list[CopyInstruction]


class Afterwards(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that was noted on paper, and when it happened."""

    happened_at_ms: int
    what: Literal["note", "call", "heard", "sent"]
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


def show(request: Request) -> Copy:
    """All that is needed to go on by telephone and pencil."""
    engine, now = request.engine, request.now_ms
    whole = board.whole(engine, now)
    company = repository.get_customer(engine, everything, SELF)
    going = {watch.assignment_id for watch in whole.watches} | {shift.assignment_id for shift in whole.shifts}
    places = [row.state for row in repository.find_all(engine, everything, Assignment, going).values()]
    sites = {case.site_id for case in whole.cases if case.site_id} | {place.site_id for place in places}
    return Copy(
        made_at_ms=now,
        company=company.state.name if company else "",
        centre_phone=request.config.centre_phone,
        board=whole,
        cases=_cases(engine, [case.id for case in whole.cases]),
        missions=_missions(engine, [mission.id for mission in whole.missions], now),
        sites=_sites(engine, sites | {watch.site_id for watch in whole.watches}),
        people=_people(engine),
        instructions=_instructions(places),
    )


def enter(request: Request[Afterwards]) -> CaseView:
    """Told in the case's story with its own time, and marked; it moves no deadline and ends nothing."""
    body, now = request.body, request.now_ms
    if not now - OLDEST_MS <= body.happened_at_ms <= now:
        raise invalid("happened_at_ms", "afterwards.time", days=OLDEST_MS // DAY_MS)
    data = {"happened_at_ms": body.happened_at_ms, "what": body.what}
    event = Event("entered_afterwards", data, {"text": body.text})

    def judge(found: CaseAndPlan) -> Change:
        return Change((told(found.row, event),), "entered")

    return casework.act(request, judge)


def _cases(engine: Engine, ids: list[str]) -> list[CopyCase]:
    rows = engine.read([key for one in ids for key in (case_key(one), plan_key(one))])
    cases = {row.state.id: row.state for row in rows.all(Case)}
    return [_case(cases[plan.state.case_id], plan.state) for plan in rows.all(Plan) if plan.state.case_id in cases]


def _case(case: Case, plan: Plan) -> CopyCase:
    return CopyCase(
        id=case.id,
        people=people_to_reach(case, plan),
        steps=[step for step in step_views(case, plan, []) if step.outcome == "open"],
    )


def _missions(engine: Engine, ids: list[str], now_ms: int) -> list[MissionView]:
    rows = engine.read([key for one in ids for key in (mission_key(one), details_key(one))])
    known = {row.state.mission_id: row.state for row in rows.all(Details)}
    open_ones = [row for row in rows.all(Mission) if row.state.lane and row.state.id in known]
    found = mission_views(engine, open_ones, now_ms, known)
    return sorted(found, key=lambda one: (one.state != "under_way", one.next_contact_ms or one.start_ms))


def _sites(engine: Engine, ids: set[str]) -> list[CopySite]:
    areas: dict[str, Municipality | None] = {}
    found = []
    for row in repository.find_all(engine, everything, Site, ids).values():
        site = row.state
        if site.municipality not in areas:
            areas[site.municipality] = find_municipality(engine, site.municipality)
        found.append(
            CopySite(
                id=site.id,
                name=site.name,
                address=site.address,
                postal_code=site.postal_code,
                town=site.town,
                municipality=site.municipality,
                directions=site.directions,
                latitude=site.latitude,
                longitude=site.longitude,
                numbers=list(direct_numbers(site, areas[site.municipality])),
            )
        )
    return sorted(found, key=lambda site: site.name)


def _people(engine: Engine) -> list[CopyPerson]:
    roles: tuple[Literal["duty_manager", "operator"], ...] = ("duty_manager", "operator")
    ours = [
        CopyPerson(name=row.state.name, phone=row.state.phone, role=role)
        for role in roles
        for row in repository.people_with_role(engine, everything, role)
    ]
    partners = repository.contacts_for_site(engine, everything, SELF, None)
    return ours + [CopyPerson(name=row.state.name, phone=row.state.phone, role="partner") for row in partners]


def _instructions(places: list[Assignment]) -> list[CopyInstruction]:
    found = [CopyInstruction(assignment_id=one.id, name=one.name, text=one.instruction.text) for one in places]
    return sorted(found, key=lambda one: one.name)


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="copy",
        handler=show,
        audience=DESK,
        answer=Copy,
        summary="All that is open, with numbers and instructions, for the desk's sealed copy",
    ),
    Route(
        method="POST",
        path="cases/{case_id}/afterwards",
        handler=enter,
        audience=DESK,
        body=Afterwards,
        answer=CaseView,
        summary="Enter what was noted on paper, with the time at which it happened",
    ),
)

add_texts(
    {
        "afterwards.time": Text(
            "Tidspunktet må være før nå, og høyst {days} døgn siden. Eldre ting skrives i et notat.",
            "The time must be before now, and at most {days} days ago. Write older things in a note.",
        ),
    }
)
