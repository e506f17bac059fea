"""The doors by which a desk's page shows that somebody sits there, and sees who else does."""

import msgspec
from msgspec import UNSET, UnsetType

from chalicelib.desk import attendance
from chalicelib.desk.board_rows import OperatorRow
from chalicelib.engine import absence
from chalicelib.engine.attendance import AtDesk, Sign
from chalicelib.engine.case import Desk, NotAllowed
from chalicelib.platform.access import DESK, MANAGERS, Role
from chalicelib.platform.problems import invalid
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.register import repository
from chalicelib.register.policy import Audience, Channel


class Showing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a visible page says every quarter of a minute. What it leaves out stays as it is."""

    desks: tuple[Desk, ...] | UnsetType = UNSET
    case_id: str | UnsetType | None = UNSET
    """The case that is open on the page; null: none any more."""
    writing: bool = False


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """How the others see it."""

    desks: list[Desk]
    since_ms: int
    absent_after_s: int
    server_now_ms: int


class Operator(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the desk: on shift or not."""

    id: str
    name: str
    here: bool
    desks: list[Desk]


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is called when nobody is at the centre. A number that is marked as wrong is not called."""

    id: str
    name: str
    phone: str
    wrong: bool


class AbsenceRung(msgspec.Struct, frozen=True, kw_only=True):
    """Who is called how, and how often."""

    to: Audience
    channels: tuple[Channel, ...]
    after_s: int
    repeat_s: int | None
    people: list[Called]


class AbsencePlan(msgspec.Struct, frozen=True, kw_only=True):
    """What happens when nobody shows himself at a desk."""

    absent_after_s: int
    take_timeout_s: int
    """So long has whoever says that he has it, before all are called again."""
    rungs: list[AbsenceRung]


class Operators(msgspec.Struct, frozen=True, kw_only=True):
    """Those who sit at the desk first, then those who could."""

    operators: list[Operator]


def show(request: Request[Showing]) -> Shown:
    """I am here."""
    who, body, after_s = request.who, request.body, request.config.absent_after_s
    if isinstance(body.desks, tuple) and not body.desks:
        raise invalid("desks", "desk.none")
    desks = body.desks if isinstance(body.desks, UnsetType) else tuple(dict.fromkeys(body.desks))
    sign = Sign(person_id=who.person_id, name=who.name, desks=desks, case_id=body.case_id, writing=body.writing)
    try:
        seen: AtDesk = attendance.show(request.engine, sign, after_s, request.now_ms)
    except NotAllowed as refusal:
        raise invalid("desks", f"{refusal.reason}.{refusal.params['desk']}") from refusal
    return Shown(desks=list(seen.desks), since_ms=seen.since_ms, absent_after_s=after_s, server_now_ms=request.now_ms)


def list_operators(request: Request) -> Operators:
    """Whom a case can be handed over to."""
    roles: tuple[Role, ...] = ("operator", "duty_manager")
    people = {
        row.state.id: row.state.name
        for role in roles
        for row in repository.people_with_role(request.engine, request.who.may_see, role)
    }
    here: dict[str, OperatorRow] = {
        one.id: one for one in attendance.operator_rows(attendance.on_shift(request.engine))
    }
    found = [
        Operator(
            id=one,
            name=name,
            here=one in here and not here[one].away,
            desks=list(here[one].desks) if one in here else [],
        )
        for one, name in people.items()
    ]
    return Operators(operators=sorted(found, key=lambda one: (not one.here, one.name.casefold())))


def show_absence(request: Request) -> AbsencePlan:
    """Who is called when the centre itself is absent, in that order."""
    engine = request.engine
    called = attendance.called(engine)
    return AbsencePlan(
        absent_after_s=request.config.absent_after_s,
        take_timeout_s=absence.TAKE_TIMEOUT_S,
        rungs=[
            AbsenceRung(
                to=rung.to,
                channels=rung.channels,
                after_s=rung.after_s,
                repeat_s=rung.repeat_s,
                people=[
                    Called(id=row.state.id, name=row.state.name, phone=row.state.phone, wrong=row.state.wrong)
                    for row in called[rung.to]
                ],
            )
            for rung in absence.LADDER
        ],
    )


ROUTES: tuple[Route, ...] = (
    Route(
        method="POST",
        path="presence",
        handler=show,
        audience=DESK,
        body=Showing,
        answer=Shown,
        summary="Show that somebody sits at the desk",
    ),
    Route(
        method="GET",
        path="operators",
        handler=list_operators,
        audience=DESK,
        answer=Operators,
        summary="Everybody of the desk, those who are here first",
    ),
    Route(
        method="GET",
        path="absence",
        handler=show_absence,
        audience=MANAGERS,
        answer=AbsencePlan,
        summary="Who is called when nobody is at the centre",
    ),
)

add_texts(
    {
        "desk.none": Text("Velg minst én plass.", "Choose at least one desk."),
        "desk.uncovered.alarm": Text(
            "Ingen andre dekker alarmmottaket nå. La en annen velge det først.",
            "Nobody else covers alarm reception now. Let somebody else choose it first.",
        ),
        "desk.uncovered.mediation": Text(
            "Ingen andre dekker formidlingen nå. La en annen velge den først.",
            "Nobody else covers mediation now. Let somebody else choose it first.",
        ),
    }
)
