"""The doors of the guards' service: what the phone calls, and what an operator does for somebody on the telephone."""

from typing import Annotated, Literal

import msgspec

from chalicelib.engine.cases import Case, case_key
from chalicelib.guards import service, shifts, sos
from chalicelib.guards.duty import Report
from chalicelib.guards.place import person_of, place_of, recipient
from chalicelib.guards.raising import sos_of, tolerant_report
from chalicelib.guards.states import Duty, Position, Shift, duty_key, shift_key
from chalicelib.guards.views import AssignmentView, DutyView, ShiftView, assignment_view, duty_view, shift_view
from chalicelib.platform.access import GUARDS, MANAGERS, ON_BEHALF, Assurance, Caller, only
from chalicelib.platform.ids import id_from, new_id
from chalicelib.platform.problems import forbidden, invalid, not_found
from chalicelib.platform.route import Params, Request, Route
from chalicelib.platform.store import Key
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import Actor
from chalicelib.records.rows import Lane, Row, from_item
from chalicelib.register import repository
from chalicelib.register.keeping import lean_on
from chalicelib.register.pins import judge_pin
from chalicelib.register.states import Person

Battery = Annotated[int, msgspec.Meta(ge=0, le=100)]
Pin = Annotated[str, msgspec.Meta(pattern="^[0-9]{4,8}$")]


class OnBehalf(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the caller on the telephone was identified, and what the operator wants to note."""

    identified_by: Literal["code_word", "callback", "known_voice"]
    note: Annotated[str, msgspec.Meta(max_length=500)] = ""


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


class PlanShift(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A planned shift."""

    guard_id: str
    assignment_id: str
    start_ms: int
    end_ms: int


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


class ShiftList(msgspec.Struct, frozen=True, kw_only=True):
    """Shifts that are not over."""

    shifts: list[ShiftView]


def actor_of(caller: Caller) -> Actor:
    """The person behind a request, for the journal."""
    return Actor("person", caller.person_id)


def _report(request: Request, body: CheckIn | GoOnDuty | Extension, caller: Caller, own: bool) -> Report:
    behalf = body.on_behalf
    if not own and behalf is None:
        raise invalid("on_behalf", "on_behalf.wanted")
    return Report(
        happened_at_ms=getattr(body, "happened_at_ms", request.now_ms),
        position=getattr(body, "position", None),
        battery_percent=getattr(body, "battery_percent", None),
        on_behalf=None if own or behalf is None else msgspec.to_builtins(behalf),
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


def _judge_pin(request: Request, duty: Duty, pin: str | None, own: bool) -> bool:
    """Whether the PIN was the one of duress. An operator needs none; a wrong one is refused like any other."""
    if not own or (not duty.pin and pin is None):
        return False
    if pin is None:
        raise invalid("pin", "pin.wanted")
    verdict = judge_pin(person_of(request.engine, duty.guard_id), pin, request.config.secret)
    if verdict == "wrong":
        raise invalid("pin", "pin.wrong")
    return verdict == "duress"


def _view(request: Request, row: Row[Duty]) -> DutyView:
    caller = request.who
    own = row.state.guard_id == caller.person_id and caller.name
    name = caller.name if own else person_of(request.engine, row.state.guard_id).name
    return duty_view(request.engine, row, name, request.now_ms)


def my_duty(request: Request) -> MyDuty:
    """The caller's duty, planned shifts, and where a duty can begin."""
    engine, caller, now = request.engine, request.who, request.now_ms
    duty = service.duty_of(engine, caller.person_id)
    places = [] if duty else repository.list_assignments(engine, repository.everything)
    return MyDuty(
        duty=_view(request, duty) if duty else None,
        shifts=[one for one in _shifts(request) if one.guard.id == caller.person_id],
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
        _report(request, body, caller, own),
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
    duress = _judge_pin(request, row.state, body.pin, own)
    report = _report(request, body, caller, own)
    after = service.check_in(
        request.engine, actor_of(caller), request.command_id, row, report, request.now_ms, duress=duress
    )
    return _view(request, after)


def extend(request: Request[Extension]) -> DutyView:
    """The duty lasts longer."""
    row, caller = _prefetched(request), request.who
    report = _report(request, request.body, caller, _own(caller, row.state))
    minutes = request.body.minutes
    after = service.extend(
        request.engine, actor_of(caller), request.command_id, row.state.id, minutes, report, request.now_ms
    )
    return _view(request, after)


def go_off_duty(request: Request[CheckIn]) -> DutyView:
    """Off duty; or it looks so."""
    row, caller, body = _prefetched(request), request.who, request.body
    own = _own(caller, row.state)
    duress = _judge_pin(request, row.state, body.pin, own)
    report = _report(request, body, caller, own)
    after = service.go_off_duty(
        request.engine, actor_of(caller), request.command_id, row.state.id, report, request.now_ms, duress=duress
    )
    if duress:
        shown = msgspec.structs.replace(after.state, on=False, next_ms=None, position=None, ended_at_ms=request.now_ms)
        return _view(request, msgspec.structs.replace(after, state=shown))
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
    key = case_key(request.params["sos_id"])
    person = person_of(engine, caller.person_id)
    pin = request.body.pin
    verdict = judge_pin(person, pin, request.config.secret) if pin else "right"
    if pin is None and person.pin_hash:
        raise invalid("pin", "pin.wanted")
    if verdict == "wrong":
        raise invalid("pin", "pin.wrong")

    def load() -> Row[Case]:
        row = engine.get(key, Case)
        if row is None or row.state.person_id != caller.person_id:
            raise not_found()
        return row

    engine.execute(
        load,
        lambda row: sos.regret(row, now, under_duress=verdict == "duress"),
        actor=actor_of(caller),
        command_id=request.command_id,
        about=lambda row: row,
        at_ms=now,
    )
    return Received(received_at_ms=now)


def _shifts(request: Request) -> list[ShiftView]:
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
    return ShiftList(shifts=sorted(_shifts(request), key=lambda shift: shift.start_ms))


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
        actor=actor_of(request.who),
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
        actor=actor_of(request.who),
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


_SOS = only("guard", "field_worker", "operator", "duty_manager")
_PLANNERS = only("operator", "duty_manager", "system_administrator")

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
    Route(
        method="GET", path="shifts", handler=list_shifts, audience=_PLANNERS, answer=ShiftList, summary="Planned shifts"
    ),
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
        "on_behalf.wanted": Text("Oppgi hvordan innringeren ble identifisert.", "Say how the caller was identified."),
        "pin.wanted": Text("Oppgi PIN.", "Give the PIN."),
        "pin.wrong": Text("PIN er feil. Prøv igjen.", "The PIN is wrong. Try again."),
        "shift.start": Text("Vakten må begynne fra nå og innen 400 dager.", "Start must be from now, within 400 days."),
        "shift.end": Text(
            "Vakten må slutte etter start og vare høyst {hours} timer.",
            "The shift must end after its start and last at most {hours} hours.",
        ),
        "shift.over": Text("Vakten er alt møtt eller avlyst.", "The shift was met or cancelled already."),
        "shift.case": Text("Vakten er blitt en sak. Avslutt saken.", "The shift has become a case. Resolve the case."),
    }
)
