"""The doors of the guards' service: what the phone calls, and what an operator does for somebody on the telephone."""

from typing import Annotated

import msgspec

from chalicelib.engine.cases import Case, case_key
from chalicelib.guards import service
from chalicelib.guards.duty import Report
from chalicelib.guards.pin_guesses import is_duress
from chalicelib.guards.place import person_of, place_of
from chalicelib.guards.raising import sos_of, tolerant_report
from chalicelib.guards.shift_routes import shifts_now
from chalicelib.guards.states import Duty, Position, duty_key
from chalicelib.guards.views import AssignmentView, DutyView, ShiftView, as_on_the_phone, assignment_view, duty_view
from chalicelib.identity.code_checks import OnBehalf, identified
from chalicelib.platform.access import GUARDS, ON_BEHALF, Assurance, Caller, only
from chalicelib.platform.ids import new_id
from chalicelib.platform.problems import conflict, forbidden, invalid, not_found
from chalicelib.platform.route import Params, Request, Route
from chalicelib.platform.store import Key
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import Actor
from chalicelib.records.rows import Row
from chalicelib.register import repository

Battery = Annotated[int, msgspec.Meta(ge=0, le=100)]
Pin = Annotated[str, msgspec.Meta(pattern="^[0-9]{4,8}$")]


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


class CheckIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A check-in or an off duty: when it happened, and where."""

    happened_at_ms: int
    position: Position | None = None
    battery_percent: Battery | None = None
    pin: Pin | None = None
    on_behalf: OnBehalf | None = None


class Extension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many minutes more."""

    minutes: Annotated[int, msgspec.Meta(ge=1, le=240)]
    on_behalf: OnBehalf | None = None


class Regret(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An SOS taken back."""

    pin: Pin | None = None


class MyDuty(msgspec.Struct, frozen=True, kw_only=True):
    """What the phone opens with."""

    duty: DutyView | None
    shifts: list[ShiftView]
    assignments: list[AssignmentView]
    centre_phone: str
    server_now_ms: int


class SosRaised(msgspec.Struct, frozen=True, kw_only=True):
    """That the centre has it."""

    sos_id: str
    received_at_ms: int
    silent: bool


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """That the centre has it."""

    received_at_ms: int


def actor_of(caller: Caller) -> Actor:
    """The person behind a request, for the journal."""
    return Actor("person", caller.person_id)


def _report(request: Request, body: CheckIn | GoOnDuty | Extension, guard_id: str, own: bool) -> Report:
    behalf, who = body.on_behalf, request.who
    if not own and behalf is None:
        raise invalid("on_behalf", "on_behalf.wanted")
    return Report(
        happened_at_ms=getattr(body, "happened_at_ms", request.now_ms),
        position=getattr(body, "position", None),
        battery_percent=getattr(body, "battery_percent", None),
        on_behalf=None
        if own or behalf is None
        else identified(request.engine, behalf, guard_id, who.person_id, request.now_ms),
    )


def _own(caller: Caller, duty: Duty) -> bool:
    """Whether it is the caller's own duty; raises unless it is, or the caller sits at the desk."""
    if duty.guard_id == caller.person_id:
        return True
    if not caller.has("operator", "duty_manager"):
        raise not_found()
    return False


def _duty_key_of(params: Params) -> list[Key]:
    return [duty_key(params["duty_id"])]


def _prefetched(request: Request) -> Row[Duty]:
    row = request.prefetched.find(duty_key(request.params["duty_id"]), Duty)
    if row is None:
        raise not_found()
    return row


def _refuse_what_looks_over(request: Request, row: Row[Duty], own: bool) -> None:
    """On the guard's own phone a feigned end is an end; what was done before it is still answered as it was."""
    if own and row.state.feigned and row.result_of(request.command_id) is None:
        raise conflict("duty.over")


def _judge_pin(request: Request, duty: Duty, pin: str | None, own: bool) -> bool:
    """Whether the PIN was the one of duress. An operator needs none; a wrong one is refused like any other."""
    if not own or (not duty.pin and pin is None):
        return False
    if pin is None:
        raise invalid("pin", "pin.wanted")
    return is_duress(request, person_of(request.engine, duty.guard_id), pin, duty.key.pk)


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
        server_now_ms=now,
    )


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
        _report(request, body, guard_id, own),
        request.now_ms,
    )
    return duty_view(request.engine, row, guard.name, request.now_ms)


def show_duty(request: Request) -> DutyView:
    """One duty."""
    row = _prefetched(request)
    _own(request.who, row.state)
    return _view(request, row)


def check_in(request: Request[CheckIn]) -> DutyView:
    """All is well; or it looks so."""
    row, caller, body = _prefetched(request), request.who, request.body
    own = _own(caller, row.state)
    _refuse_what_looks_over(request, row, own)
    duress = _judge_pin(request, row.state, body.pin, own)
    report = _report(request, body, row.state.guard_id, own)
    after = service.check_in(
        request.engine, actor_of(caller), request.command_id, row, report, request.now_ms, duress=duress
    )
    return _view(request, after)


def extend(request: Request[Extension]) -> DutyView:
    """The duty lasts longer."""
    row, caller = _prefetched(request), request.who
    own = _own(caller, row.state)
    _refuse_what_looks_over(request, row, own)
    report = _report(request, request.body, row.state.guard_id, own)
    minutes = request.body.minutes
    after = service.extend(
        request.engine, actor_of(caller), request.command_id, row.state.id, minutes, report, request.now_ms
    )
    return _view(request, after)


def go_off_duty(request: Request[CheckIn]) -> DutyView:
    """Off duty; or it looks so."""
    row, caller, body = _prefetched(request), request.who, request.body
    own = _own(caller, row.state)
    _refuse_what_looks_over(request, row, own)
    duress = _judge_pin(request, row.state, body.pin, own)
    report = _report(request, body, row.state.guard_id, own)
    after = service.go_off_duty(
        request.engine, actor_of(caller), request.command_id, row.state.id, report, request.now_ms, duress=duress
    )
    return _view(request, after)


def raise_sos(request: Request[bytes]) -> SosRaised:
    """Whatever can be read of it is used; nothing in it can make it refused."""
    engine, now = request.engine, request.now_ms
    report = tolerant_report(request.body, now)
    command_id = request.command_id or f"sos/{new_id()}"
    caller = request.caller
    person_id = caller.person_id if caller else ""
    verified = caller is not None and caller.assurance is not Assurance.UNVERIFIED
    sos_id, silent = sos_of(request.engine, command_id, person_id, verified, report, now)
    case = engine.get(case_key(sos_id), Case)
    return SosRaised(sos_id=sos_id, received_at_ms=case.state.opened_at_ms if case else now, silent=silent)


def regret_sos(request: Request[Regret]) -> Received:
    """Only the one who raised it can regret it, and only an operator can close it."""
    engine, caller, now = request.engine, request.who, request.now_ms
    person = person_of(engine, caller.person_id)
    pin = request.body.pin
    if pin is None and person.pin_hash:
        raise invalid("pin", "pin.wanted")
    under_duress = is_duress(request, person, pin) if pin else False
    service.regret(
        engine,
        actor_of(caller),
        request.command_id,
        request.params["sos_id"],
        caller.person_id,
        now,
        under_duress=under_duress,
    )
    return Received(received_at_ms=now)


_SOS = only("guard", "field_worker", "operator", "duty_manager")
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
        body=CheckIn,
        answer=DutyView,
        prefetch=_duty_key_of,
        summary="Go off duty",
    ),
    Route(
        method="POST",
        path="sos",
        handler=raise_sos,
        audience=_SOS,
        body=bytes,
        answer=SosRaised,
        status=201,
        proof="never_refused",
        keyless=True,
        summary="SOS: never refused",
    ),
    Route(
        method="POST",
        path="sos/{sos_id}/regret",
        handler=regret_sos,
        audience=_SOS,
        body=Regret,
        answer=Received,
        summary="Take an SOS back; an operator verifies",
    ),
)

add_texts(
    {
        "time.future": Text(
            "Tidspunktet er fram i tid. Still klokken på telefonen.",
            "That time is in the future. Set the phone's clock.",
        ),
        "time.too_old": Text(
            "Meldingen er eldre enn {hours} timer. Ring sentralen.",
            "The report is older than {hours} hours. Ring the centre.",
        ),
        "time.position": Text(
            "Posisjonen er målt på et umulig tidspunkt. Send den på nytt.",
            "The position was measured at an impossible time. Send it again.",
        ),
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
        "pin.wanted": Text("Oppgi PIN.", "Give the PIN."),
        "pin.wrong": Text("PIN er feil. Prøv igjen.", "The PIN is wrong. Try again."),
    }
)
