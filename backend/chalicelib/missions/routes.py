"""The doors of the missions: what the phone calls, and what an operator does for somebody on the telephone."""

from collections.abc import Callable
from typing import Annotated, Any

import msgspec

from chalicelib.engine.people import person_of
from chalicelib.identity.code_checks import OnBehalf
from chalicelib.identity.doors import (
    CheckIn,
    PhoneDying,
    actor_of,
    is_duress,
    is_own,
    is_own_act,
    last_words,
    refuse_what_looks_over,
    report_of,
)
from chalicelib.missions import service
from chalicelib.missions.changing import ChangeMission
from chalicelib.missions.registering import RegisterMission, register
from chalicelib.missions.states import Mission, mission_key
from chalicelib.missions.views import MissionView, as_on_the_phone, is_in, mission_view
from chalicelib.platform.access import only
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import forbidden, not_found
from chalicelib.platform.route import Params, Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.rows import Row

FIELD = only("field_worker", "operator", "duty_manager")
"""A field worker, or an operator who does it for somebody on the telephone."""


class Extension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many minutes more."""

    minutes: Annotated[int, msgspec.Meta(ge=1, le=1440)]
    on_behalf: OnBehalf | None = None


class Cancellation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """It will not be."""

    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""
    on_behalf: OnBehalf | None = None


def _key_of(params: Params) -> list[Key]:
    return [mission_key(params["mission_id"])]


def _subject(request: Request) -> Row[Mission]:
    return request.subject(mission_key(request.params["mission_id"]), Mission)


def _show(request: Request, row: Row[Mission], *, own: bool) -> MissionView:
    return mission_view(request.engine, as_on_the_phone(row) if own else row, request.now_ms, own=own)


def register_mission(request: Request[RegisterMission]) -> MissionView:
    """A field worker, or an operator for one."""
    body, caller = request.body, request.who
    worker_id = body.worker_id or caller.person_id
    own = worker_id == caller.person_id
    if not own and not caller.has("operator", "duty_manager"):
        raise forbidden()
    report = report_of(request, own, worker_id)
    row = register(
        request.engine,
        actor_of(caller),
        request.command_id,
        person_of(request.engine, worker_id),
        body,
        report,
        request.now_ms,
    )
    return _show(request, row, own=own)


def show_mission(request: Request) -> MissionView:
    """One mission: for its worker, for who is in its party, and for the desk."""
    row, caller = _subject(request), request.who
    own = is_in(caller.person_id, row.state)
    if not own and not caller.has("operator", "duty_manager"):
        raise not_found()
    return _show(request, row, own=own)


def start(request: Request[CheckIn]) -> MissionView:
    """It has begun."""
    row, caller = _subject(request), request.who
    own = is_own_act(request, row, "mission.over")
    report = report_of(request, own, row.state.worker_id)
    after = service.start(request.engine, actor_of(caller), request.command_id, row.state.id, report, request.now_ms)
    return _show(request, after, own=own)


def check_in(request: Request[CheckIn]) -> MissionView:
    """All is well; or it looks so. The worker's word, or that of somebody in the party."""
    row, caller, body = _subject(request), request.who, request.body
    own = is_in(caller.person_id, row.state) or is_own(caller, row.state.worker_id)
    refuse_what_looks_over(request, row, own, "mission.over")
    # A PIN is wanted of the leader; a companion may have none, and whoever gives one is judged by it.
    asked = row.state if caller.person_id == row.state.worker_id else msgspec.structs.replace(row.state, pin=False)
    duress = is_duress(request, asked, body.pin, service.duress_on_mission, own=own)
    report = report_of(request, own, row.state.worker_id)
    after = service.check_in(
        request.engine, actor_of(caller), request.command_id, row, report, request.now_ms, duress=duress
    )
    return _show(request, after, own=own)


def extend(request: Request[Extension]) -> MissionView:
    """It lasts longer."""
    row, caller = _subject(request), request.who
    own = is_own_act(request, row, "mission.over")
    report, minutes = report_of(request, own, row.state.worker_id), request.body.minutes
    after = service.extend(
        request.engine, actor_of(caller), request.command_id, row.state.id, minutes, report, request.now_ms
    )
    return _show(request, after, own=own)


def change(request: Request[ChangeMission]) -> MissionView:
    """It is planned otherwise."""
    row, caller = _subject(request), request.who
    own = is_own_act(request, row, "mission.over")
    report = report_of(request, own, row.state.worker_id)
    after = service.change(
        request.engine, actor_of(caller), request.command_id, row.state.id, request.body, report, request.now_ms
    )
    return _show(request, after, own=own)


def end(request: Request[CheckIn]) -> MissionView:
    """It is over; or it looks so."""
    row, caller, body = _subject(request), request.who, request.body
    own = is_own_act(request, row, "mission.over")
    duress = is_duress(request, row.state, body.pin, service.duress_on_mission, own=own)
    report = report_of(request, own, row.state.worker_id)
    after = service.end(
        request.engine, actor_of(caller), request.command_id, row.state.id, report, request.now_ms, duress=duress
    )
    return _show(request, after, own=own)


def cancel(request: Request[Cancellation]) -> MissionView:
    """It will not be."""
    row, caller = _subject(request), request.who
    own = is_own_act(request, row, "mission.over")
    report, reason = report_of(request, own, row.state.worker_id), request.body.reason
    after = service.cancel(
        request.engine, actor_of(caller), request.command_id, row.state.id, reason, report, request.now_ms
    )
    return _show(request, after, own=own)


def phone_dying(request: Request[PhoneDying]) -> MissionView:
    """The worker's phone is dying: one tap while there is battery left."""
    row, caller = _subject(request), request.who
    own = is_own_act(request, row, "mission.over")
    report, said = report_of(request, own, row.state.worker_id), last_words(request.body)
    after = service.phone_dying(
        request.engine, actor_of(caller), request.command_id, row.state.id, said, report, request.now_ms
    )
    return _show(request, after, own=own)


def _on_mission(path: str, handler: Callable[[Request], MissionView], body: Any, summary: str, **more: Any) -> Route:
    return Route(
        method="POST",
        path=f"missions/{{mission_id}}/{path}",
        handler=handler,
        audience=FIELD,
        body=body,
        answer=MissionView,
        prefetch=_key_of,
        summary=summary,
        **more,
    )


ROUTES: tuple[Route, ...] = (
    Route(
        method="POST",
        path="missions",
        handler=register_mission,
        audience=FIELD,
        body=RegisterMission,
        answer=MissionView,
        status=201,
        summary="Register a mission, or register it for somebody on the telephone",
    ),
    Route(
        method="GET",
        path="missions/{mission_id}",
        handler=show_mission,
        audience=FIELD,
        answer=MissionView,
        prefetch=_key_of,
        summary="One mission",
    ),
    _on_mission("start", start, CheckIn, "It has begun", proof="expired"),
    _on_mission("check-ins", check_in, CheckIn, "Check in", proof="expired"),
    _on_mission("extension", extend, Extension, "Stay longer than planned", proof="expired"),
    _on_mission("change", change, ChangeMission, "Plan it otherwise"),
    _on_mission("end", end, CheckIn, "It is over", proof="expired"),
    _on_mission("cancel", cancel, Cancellation, "It will not be"),
    _on_mission("dying", phone_dying, PhoneDying, "The phone is dying: its last words", proof="expired"),
)

add_texts(
    {
        "mission.not_a_worker": Text(
            "Personen er ikke en aktiv feltarbeider. Velg en feltarbeider.",
            "This person is not an active field worker. Choose a field worker.",
        ),
        "mission.kind": Text("Velg et av slagene sted på listen.", "Choose one of the kinds of place on the list."),
        "mission.start": Text(
            "Starten kan være høyst en time siden og høyst 400 dager fram.",
            "The start may be at most an hour ago and at most 400 days ahead.",
        ),
        "mission.start_future": Text("Den nye starten må være fram i tid.", "The new start must be in the future."),
        "mission.start_begun": Text(
            "Oppdraget er alt i gang, så starten kan ikke endres.", "It has begun, so its start cannot be changed."
        ),
        "mission.end": Text(
            "Slutten må være fram i tid, etter starten og innen {days} døgn.",
            "The end must be in the future, after the start and within {days} days.",
        ),
        "mission.longest": Text("Et oppdrag varer høyst {days} døgn.", "A mission lasts at most {days} days."),
        "mission.interval": Text(
            "For {kind} er lengste avtalte tid {minutes} minutter, og korteste ti sekunder.",
            "For {kind} the longest agreed interval is {minutes} minutes, and the shortest ten seconds.",
        ),
        "mission.party": Text(
            "Turfølget må være aktive feltarbeidere hos samme kunde, hver én gang.",
            "The party must be active field workers of the same customer, each of them once.",
        ),
        "mission.begun": Text("Oppdraget er alt i gang.", "The mission is under way already."),
        "mission.not_begun": Text("Oppdraget er ikke begynt. Start det først.", "It has not begun. Start it first."),
        "mission.over": Text("Oppdraget er over. Registrer et nytt.", "The mission is over. Register a new one."),
        "mission.end_passed": Text(
            "Oppdraget skulle alt vært slutt. Endre slutten før du starter.",
            "The mission should have ended already. Change its end before you start.",
        ),
        "mission.another": Text(
            "Du er alt ute på et oppdrag. Avslutt det først.", "You are out on a mission already. End it first."
        ),
        "mission.on_duty": Text("Du er på vakt. Gå av vakt først.", "You are on duty as a guard. Go off duty first."),
    }
)
