"""The doors of the guards' service: what the phone calls, and what an operator does for somebody on the telephone."""

from typing import Annotated

import msgspec

from chalicelib.engine.people import person_of
from chalicelib.engine.reports import Position
from chalicelib.guards import service
from chalicelib.guards.dispatch.states import Dispatch, key_of
from chalicelib.guards.dispatch.views import GuardDispatchView, guard_view
from chalicelib.guards.place import place_of
from chalicelib.guards.shift_routes import shifts_now
from chalicelib.guards.states import Duty, duty_key
from chalicelib.guards.views import AssignmentView, DutyView, ShiftView, as_on_the_phone, assignment_view, duty_view
from chalicelib.identity.code_checks import OnBehalf
from chalicelib.identity.doors import (
    Battery,
    CheckIn,
    PhoneDying,
    actor_of,
    is_duress,
    is_own,
    is_own_act,
    last_words,
    report_of,
)
from chalicelib.platform.access import GUARDS, ON_BEHALF
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import forbidden, invalid
from chalicelib.platform.route import Params, Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.rows import Row
from chalicelib.register import repository


class GoOnDuty(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """On duty. ``instruction_version`` is the one that the guard has read."""

    assignment_id: str
    planned_end_ms: int
    instruction_version: int | None = None
    shift_id: str | None = None
    position: Position | None = None
    battery_percent: Battery | None = None
    guard_id: str | None = None
    on_behalf: OnBehalf | None = None


class Extension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many minutes more."""

    minutes: Annotated[int, msgspec.Meta(ge=1, le=240)]
    on_behalf: OnBehalf | None = None


class OffDuty(CheckIn, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The end of a duty. ``keys_kept``: why somebody goes off duty with the keys that he has."""

    keys_kept: Annotated[str, msgspec.Meta(max_length=200)] = ""


class MyDuty(msgspec.Struct, frozen=True, kw_only=True):
    """What the phone opens with."""

    duty: DutyView | None
    shifts: list[ShiftView]
    assignments: list[AssignmentView]
    centre_phone: str
    dispatch: GuardDispatchView | None
    """What the guard is asked for, or has."""
    server_now_ms: int


def _duty_key_of(params: Params) -> list[Key]:
    return [duty_key(params["duty_id"])]


def _subject(request: Request) -> Row[Duty]:
    return request.subject(duty_key(request.params["duty_id"]), Duty)


def _view(request: Request, row: Row[Duty]) -> DutyView:
    caller = request.who
    own = row.state.guard_id == caller.person_id
    name = (own and caller.name) or person_of(request.engine, row.state.guard_id).name
    return duty_view(request.engine, as_on_the_phone(row) if own else row, name, request.now_ms)


def my_duty(request: Request) -> MyDuty:
    """The caller's duty, planned shifts, and where a duty can begin."""
    engine, caller, now = request.engine, request.who, request.now_ms
    duty = service.duty_of(engine, caller.person_id)
    if duty and duty.state.feigned:
        duty = None
    places = [] if duty else repository.list_assignments(engine, repository.everything)
    return MyDuty(
        duty=_view(request, duty) if duty else None,
        shifts=[one for one in shifts_now(request) if one.guard.id == caller.person_id],
        assignments=[assignment_view(row.state, place_of(engine, row.state.id)) for row in places],
        centre_phone=request.config.centre_phone,
        dispatch=_dispatch(request, duty),
        server_now_ms=now,
    )


def _dispatch(request: Request, duty: Row[Duty] | None) -> GuardDispatchView | None:
    if duty is None or not duty.state.dispatch:
        return None
    row = request.engine.get(key_of(duty.state.dispatch), Dispatch)
    return guard_view(request.engine, row, request.who.person_id, request.now_ms) if row else None


def go_on_duty(request: Request[GoOnDuty]) -> DutyView:
    """A guard, or an operator for a guard."""
    body, caller = request.body, request.who
    guard_id = body.guard_id or caller.person_id
    own = guard_id == caller.person_id
    if not own and not caller.has("operator", "duty_manager"):
        raise forbidden()
    if own and body.instruction_version is None:
        raise invalid("instruction_version", "duty.instruction_wanted")
    guard = person_of(request.engine, guard_id)
    row = service.go_on_duty(
        request.engine,
        actor_of(caller),
        request.command_id,
        guard,
        body.assignment_id,
        body.planned_end_ms,
        body.instruction_version,
        body.shift_id,
        report_of(request, own, guard_id),
        request.now_ms,
    )
    return duty_view(request.engine, row, guard.name, request.now_ms)


def show_duty(request: Request) -> DutyView:
    """One duty."""
    row = _subject(request)
    is_own(request.who, row.state.guard_id)
    return _view(request, row)


def check_in(request: Request[CheckIn]) -> DutyView:
    """All is well; or it looks so."""
    row, caller, body = _subject(request), request.who, request.body
    own = is_own_act(request, row, "duty.over")
    duress = is_duress(request, row.state, body.pin, service.duress_on_duty, own=own)
    report = report_of(request, own, row.state.guard_id)
    after = service.check_in(
        request.engine, actor_of(caller), request.command_id, row, report, request.now_ms, duress=duress
    )
    return _view(request, after)


def extend(request: Request[Extension]) -> DutyView:
    """The duty lasts longer."""
    row, caller = _subject(request), request.who
    own = is_own_act(request, row, "duty.over")
    report = report_of(request, own, row.state.guard_id)
    minutes = request.body.minutes
    after = service.extend(
        request.engine, actor_of(caller), request.command_id, row.state.id, minutes, report, request.now_ms
    )
    return _view(request, after)


def go_off_duty(request: Request[OffDuty]) -> DutyView:
    """Off duty; or it looks so."""
    row, caller, body = _subject(request), request.who, request.body
    own = is_own_act(request, row, "duty.over")
    duress = is_duress(request, row.state, body.pin, service.duress_on_duty, own=own)
    report = report_of(request, own, row.state.guard_id)
    after = service.go_off_duty(
        request.engine,
        actor_of(caller),
        request.command_id,
        row.state.id,
        report,
        request.now_ms,
        duress=duress,
        keys_kept=body.keys_kept.strip(),
    )
    return _view(request, after)


def phone_dying(request: Request[PhoneDying]) -> DutyView:
    """The guard's phone is dying: one tap while there is battery left."""
    row, caller = _subject(request), request.who
    own = is_own_act(request, row, "duty.over")
    report, said = report_of(request, own, row.state.guard_id), last_words(request.body)
    after = service.phone_dying(
        request.engine, actor_of(caller), request.command_id, row.state.id, said, report, request.now_ms
    )
    return _view(request, after)


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="me/duty",
        handler=my_duty,
        audience=GUARDS,
        answer=MyDuty,
        summary="The caller's duty, planned shifts and possible assignments",
    ),
    Route(
        method="POST",
        path="duties",
        handler=go_on_duty,
        audience=ON_BEHALF,
        body=GoOnDuty,
        answer=DutyView,
        status=201,
        summary="Go on duty, or register it for a guard on the telephone",
    ),
    Route(
        method="GET",
        path="duties/{duty_id}",
        handler=show_duty,
        audience=ON_BEHALF,
        answer=DutyView,
        prefetch=_duty_key_of,
        summary="One duty",
    ),
    Route(
        method="POST",
        path="duties/{duty_id}/check-ins",
        handler=check_in,
        audience=ON_BEHALF,
        body=CheckIn,
        answer=DutyView,
        proof="expired",
        prefetch=_duty_key_of,
        summary="Check in",
    ),
    Route(
        method="POST",
        path="duties/{duty_id}/extension",
        handler=extend,
        audience=ON_BEHALF,
        body=Extension,
        answer=DutyView,
        prefetch=_duty_key_of,
        summary="Stay longer than planned",
    ),
    Route(
        method="POST",
        path="duties/{duty_id}/off-duty",
        handler=go_off_duty,
        audience=ON_BEHALF,
        body=OffDuty,
        answer=DutyView,
        prefetch=_duty_key_of,
        summary="Go off duty",
    ),
    Route(
        method="POST",
        path="duties/{duty_id}/dying",
        handler=phone_dying,
        audience=ON_BEHALF,
        body=PhoneDying,
        answer=DutyView,
        proof="expired",
        prefetch=_duty_key_of,
        summary="The phone is dying: its last words",
    ),
)

add_texts(
    {
        "duty.over": Text("Vakten er avsluttet. Gå på vakt på nytt.", "The duty is over. Go on duty again."),
        "duty.already": Text(
            "Vekteren er alt på vakt. Gå av vakt først.", "The guard is on duty already. Go off duty first."
        ),
        "duty.not_a_guard": Text(
            "Personen er ikke en aktiv vekter. Velg en vekter.", "This person is not an active guard. Choose a guard."
        ),
        "duty.planned_end": Text(
            "Vakten må slutte fram i tid og vare høyst {hours} timer.",
            "The duty must end in the future and last at most {hours} hours.",
        ),
        "duty.crowded": Text(
            "Høyst {most} kan være på vakt på ett oppdrag. Del det i flere.",
            "At most {most} can be on duty at one assignment. Split it.",
        ),
        "duty.instruction": Text(
            "Instruksen er endret (versjon {version}). Les den på nytt.",
            "The instruction has changed (version {version}). Read it again.",
        ),
        "duty.instruction_wanted": Text(
            "Bekreft hvilken versjon av instruksen som er lest.", "Confirm which version of the instruction was read."
        ),
        "duty.elsewhere": Text(
            "Personen er ute på et oppdrag. Avslutt det først.", "The person is on a mission. End that first."
        ),
    }
)
