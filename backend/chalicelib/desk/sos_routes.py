"""The doors of SOS: for everybody, whatever they are watched in, and never refused."""

import msgspec

from chalicelib.desk.raising import duress_on_watch, regret, sos_of
from chalicelib.engine.cases import Case, case_key
from chalicelib.engine.people import person_of
from chalicelib.engine.reports import tolerant_report
from chalicelib.identity.doors import Pin, actor_of
from chalicelib.identity.pin_guesses import is_duress
from chalicelib.platform.access import Assurance, only
from chalicelib.platform.ids import new_id
from chalicelib.platform.problems import invalid
from chalicelib.platform.route import Request, Route


class Regret(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An SOS taken back."""

    pin: Pin | None = None


class SosRaised(msgspec.Struct, frozen=True, kw_only=True):
    """That the centre has it."""

    sos_id: str
    received_at_ms: int
    silent: bool


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """That the centre has it."""

    received_at_ms: int


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
    under_duress = is_duress(request, person, pin, duress_on_watch) if pin else False
    regret(
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
