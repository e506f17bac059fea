"""The doors by which operators share a case: hand over, park, the plan's steps, and putting a logged call right."""

from typing import Annotated

import msgspec

from chalicelib.desk import casework
from chalicelib.desk.case_view import CaseView
from chalicelib.desk.casework import CaseAndPlan
from chalicelib.desk.routes import Nothing, case_route
from chalicelib.engine import cases, handing, plan_steps
from chalicelib.engine.attendance import AtDesk, at_desk_key
from chalicelib.engine.case import NotAllowed, case_key
from chalicelib.engine.plan_steps import Outcome
from chalicelib.platform.access import DESK
from chalicelib.platform.problems import invalid, not_found
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records import journal
from chalicelib.records.change import Change, Event
from chalicelib.records.journal import Entry, entry_key
from chalicelib.register import repository

_MORE = Annotated[str, msgspec.Meta(max_length=500)]
_REASON = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


class ToWhom(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is asked to take it over."""

    to: str


class Declined(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why not."""

    reason: _MORE = ""


class Parking(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Until when, and what is waited for."""

    until_ms: int
    reason: _REASON


class StepSettled(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What became of a step."""

    outcome: Outcome
    reason: _MORE = ""


class Correction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the call went after all."""

    outcome: cases.CallOutcome
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""


def hand_over(request: Request[ToWhom]) -> CaseView:
    """Ask somebody by name."""
    who, now = request.who, request.now_ms
    row = repository.get_person(request.engine, who.may_see, request.body.to)
    if row is None or not row.state.active or not DESK.roles & set(row.state.roles):
        raise invalid("to", "case.nobody_of_the_desk")
    to = row.state
    at_desk = request.engine.get(at_desk_key(to.id), AtDesk)
    if at_desk is None or not at_desk.state.here:
        raise invalid("to", "case.not_at_the_desk", name=to.name)
    return casework.act(
        request, lambda found: handing.hand_over(found.row, found.plan, who.person_id, to.id, to.name, now)
    )


def accept(request: Request[Nothing]) -> CaseView:
    """Mine from now on."""
    who, now = request.who, request.now_ms
    return casework.act(request, lambda found: handing.accept(found.row, found.plan, who.person_id, who.name, now))


def decline(request: Request[Declined]) -> CaseView:
    """Not now."""
    who, now, why = request.who, request.now_ms, request.body.reason
    return casework.act(request, lambda found: handing.decline(found.row, found.plan, who.person_id, why, now))


def withdraw(request: Request[Nothing]) -> CaseView:
    """I keep it after all."""
    who, now = request.who, request.now_ms
    return casework.act(request, lambda found: handing.withdraw(found.row, found.plan, who.person_id, now))


def park(request: Request[Parking]) -> CaseView:
    """Nothing to do before then."""
    who, body, now = request.who, request.body, request.now_ms

    def decide(found: CaseAndPlan) -> Change:
        try:
            return handing.park(found.row, found.plan, who.person_id, body.until_ms, body.reason, now)
        except NotAllowed as refusal:
            if refusal.reason == "case.park_until":
                most = handing.longest_park_ms(found.row.state) // 60_000
                raise invalid("until_ms", refusal.reason, minutes=most) from refusal
            raise

    return casework.act(request, decide)


def unpark(request: Request[Nothing]) -> CaseView:
    """I work on it again."""
    who, now = request.who, request.now_ms
    return casework.act(request, lambda found: handing.unpark(found.row, found.plan, who.person_id, now))


def settle_step(request: Request[StepSettled]) -> CaseView:
    """A step is done, skipped, or open after all."""
    body, now, number = request.body, request.now_ms, _whole(request.params["number"])

    def decide(found: CaseAndPlan) -> Change:
        try:
            return plan_steps.settle_step(found.row, found.plan, number, body.outcome, body.reason, now)
        except NotAllowed as refusal:
            if refusal.reason == "case.step_reason":
                raise invalid("reason", refusal.reason) from refusal
            if refusal.reason == "case.no_such_step":
                raise not_found() from refusal
            raise

    return casework.act(request, decide)


def correct_call(request: Request[Correction]) -> CaseView:
    """What was logged stands in the journal; this is one more entry, which says how it was."""
    body, now = request.body, request.now_ms
    version = _whole(request.params["version"])

    def decide(found: CaseAndPlan) -> Change:
        entry = _logged_call(request, version)
        data = {"of": version, "outcome": body.outcome, "person": entry.events[0].data.get("person", "")}
        private = {"number": entry.events[0].private.get("number", ""), **({"note": body.note} if body.note else {})}
        return cases.work(found.row, found.plan, now, Event("call_corrected", data, private))

    return casework.act(request, decide)


def _logged_call(request: Request[Correction], version: int) -> Entry:
    key = entry_key(case_key(request.params["case_id"]), version)
    item = request.engine.store.get("journal", [key]).get(key)
    entry = journal.read(item) if item else None
    if entry is None or not entry.events or entry.events[0].kind not in ("called", "call_corrected"):
        raise not_found()
    return entry


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 6:
        raise not_found()
    return int(text)


ROUTES: tuple[Route, ...] = (
    case_route("hand-over", hand_over, ToWhom, "Ask somebody to take it over"),
    case_route("hand-over/accept", accept, Nothing, "Take it over"),
    case_route("hand-over/decline", decline, Declined, "Do not take it over"),
    case_route("hand-over/withdraw", withdraw, Nothing, "Keep it after all"),
    case_route("park", park, Parking, "Park it until a time"),
    case_route("unpark", unpark, Nothing, "Work on it again"),
    case_route("steps/{number}", settle_step, StepSettled, "Settle a step of its plan"),
    case_route("calls/{version}/correction", correct_call, Correction, "Put a logged call right"),
)

add_texts(
    {
        "case.nobody_of_the_desk": Text(
            "Saken kan bare overlates til en operatør eller vaktleder.",
            "A case can be handed over to an operator or duty manager only.",
        ),
        "case.not_at_the_desk": Text(
            "{name} er ikke på plass nå. Velg en som er her.", "{name} is not at the desk now. Choose somebody who is."
        ),
        "case.handed_to_self": Text("Saken er din alt. Velg en annen.", "The case is yours already. Choose another."),
        "case.not_handed": Text("Saken er ikke tilbudt noen.", "Nobody has been asked to take the case over."),
        "case.not_asked": Text(
            "Du er ikke lenger spurt om å overta saken. {owner} har den.",
            "You are no longer asked to take the case over. {owner} has it.",
        ),
        "case.park_until": Text(
            "Velg et tidspunkt fra 10 sekunder til {minutes} minutter fram.",
            "Choose a time from 10 seconds to {minutes} minutes ahead.",
        ),
        "case.not_parked": Text("Saken er ikke parkert.", "The case is not parked."),
        "case.step_reason": Text("Skriv hvorfor punktet hoppes over.", "Say why the step is skipped."),
        "case.steps_left": Text(
            "Gjør eller hopp over punkt {steps} i planen først; det er påbudt.",
            "Do or skip step {steps} of the plan first; it is compulsory.",
        ),
    }
)
