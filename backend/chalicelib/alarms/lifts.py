"""The lifts of a case: what the clock asks of them, and what an operator sees and says."""

from typing import Annotated, Literal

import msgspec

from chalicelib.alarms.lift import EndedBy, LiftAlarm, Stage, acknowledged, advanced, ended, fire, lift_key
from chalicelib.engine.cases import Case, NotAllowed, Plan, case_key, plan_key, work
from chalicelib.platform.access import DESK
from chalicelib.platform.problems import conflict, invalid, not_found
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import Actor, Change, Event, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, from_item


def lifts_of(engine: Engine, case_id: str) -> list[Row[LiftAlarm]]:
    """Every lift that a case has had an alarm from."""
    return [from_item(item) for item in engine.store.partition("live", case_key(case_id).pk, "lift/")]


def judge_lift(engine: Engine, row: Row[LiftAlarm], now_ms: int) -> Change:
    """A call to those inside is due, or was missed."""
    keys = case_key(row.state.case_id), plan_key(row.state.case_id)
    facts = engine.read(keys)
    plan = facts.find(keys[1], Plan)
    return fire(row, facts.find(keys[0], Case), plan.state if plan else None, now_ms)


def acknowledge(engine: Engine, case_id: str, now_ms: int) -> Change:
    """Whoever takes the case acknowledges its lifts' alarms."""
    return Change(tuple(write for row in lifts_of(engine, case_id) for write in acknowledged(row, now_ms)))


class LiftView(msgspec.Struct, frozen=True, kw_only=True):
    """A lift in which somebody may be stuck, or was."""

    panel_id: str
    name: str
    voice_phone: str
    ends_itself: bool
    stage: Stage
    alarm_ms: int
    acknowledged_ms: int | None
    voice_ms: int | None
    rescue_ms: int | None
    ended_ms: int | None
    ended_by: EndedBy | None
    call_ms: int
    is_due: bool
    missed: int


class LiftList(msgspec.Struct, frozen=True, kw_only=True):
    """The lifts of a case."""

    lifts: list[LiftView]
    server_now_ms: int


class LiftTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was done: ``name`` is who is sent, or who says that nobody is stuck, and ``reason`` how they know."""

    what: Literal["voice_contact", "no_answer", "rescue_dispatched", "ended_by_fitter", "ended_by_person"]
    name: Annotated[str, msgspec.Meta(max_length=100)] = ""
    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""


class _Found(msgspec.Struct, frozen=True):
    row: Row[LiftAlarm]
    case: Row[Case]
    plan: Plan


def show(request: Request) -> LiftList:
    """How each of them stands."""
    return _list(request.engine, request.params["case_id"], request.now_ms)


def tell(request: Request[LiftTold]) -> LiftList:
    """An operator called, sent the fitter, or heard that nobody is stuck."""
    engine, body, now = request.engine, request.body, request.now_ms
    case_id, panel_id = request.params["case_id"], request.params["panel_id"]
    _check(body)
    engine.execute(
        lambda: _found(engine, case_id, panel_id),
        lambda found: _told(found, body, now),
        actor=Actor("person", request.who.person_id),
        command_id=request.command_id,
        about=lambda found: found.row,
        at_ms=now,
    )
    return _list(engine, case_id, now)


def _check(body: LiftTold) -> None:
    if body.what not in ("voice_contact", "no_answer") and not body.name.strip():
        raise invalid("name", "lift.name")
    if body.what == "ended_by_person" and not body.reason.strip():
        raise invalid("reason", "lift.reason")


def _told(found: _Found, body: LiftTold, now_ms: int) -> Change:
    known = found.row.state
    if known.ended_ms is not None:
        raise conflict("lift.ended")
    data: dict[str, object] = {"panel": known.panel_id}
    private = {word: text.strip() for word, text in (("name", body.name), ("reason", body.reason)) if text.strip()}
    match body.what:
        case "ended_by_fitter" | "ended_by_person":
            by: EndedBy = "fitter" if body.what == "ended_by_fitter" else "person"
            after, event = ended(known, by, now_ms), Event("lift_ended", {**data, "by": by}, private)
        case what:
            after, event = advanced(known, what, now_ms), Event(f"lift_{what}", data, private)
    try:
        return Change((update(found.row, after),)) + work(found.case, found.plan, now_ms, event)
    except NotAllowed as refusal:
        raise conflict(refusal.reason) from refusal


def _found(engine: Engine, case_id: str, panel_id: str) -> _Found:
    keys = lift_key(case_id, panel_id), case_key(case_id), plan_key(case_id)
    facts = engine.read(keys)
    row, case, plan = facts.find(keys[0], LiftAlarm), facts.find(keys[1], Case), facts.find(keys[2], Plan)
    if row is None or case is None or plan is None:
        raise not_found()
    return _Found(row, case, plan.state)


def _list(engine: Engine, case_id: str, now_ms: int) -> LiftList:
    found = sorted((row.state for row in lifts_of(engine, case_id)), key=lambda one: (one.alarm_ms, one.panel_id))
    return LiftList(lifts=[_view(one) for one in found], server_now_ms=now_ms)


def _view(one: LiftAlarm) -> LiftView:
    return LiftView(
        panel_id=one.panel_id,
        name=one.name,
        voice_phone=one.voice_phone,
        ends_itself=one.ends_itself,
        stage=one.stage,
        alarm_ms=one.alarm_ms,
        acknowledged_ms=one.acknowledged_ms,
        voice_ms=one.voice_ms,
        rescue_ms=one.rescue_ms,
        ended_ms=one.ended_ms,
        ended_by=one.ended_by,
        call_ms=one.call_ms,
        is_due=one.is_due,
        missed=one.missed,
    )


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="cases/{case_id}/lifts",
        handler=show,
        audience=DESK,
        answer=LiftList,
        summary="The lifts in which somebody may be stuck, and how each stands",
    ),
    Route(
        method="POST",
        path="cases/{case_id}/lifts/{panel_id}",
        handler=tell,
        audience=DESK,
        body=LiftTold,
        answer=LiftList,
        summary="Say that those in a lift were called, that help is sent, or that nobody is stuck",
    ),
)

add_texts(
    {
        "lift.name": Text(
            "Skriv navnet på den som er sendt, eller som sier at ingen sitter fast.",
            "Write the name of who is sent, or of who says that nobody is stuck.",
        ),
        "lift.reason": Text(
            "Skriv hvordan vedkommende vet at ingen sitter fast.",
            "Write how they know that nobody is stuck.",
        ),
        "lift.ended": Text(
            "Heisen er alt meldt fri. Se hva som står i saken.",
            "The lift has been said to be free already. See what stands in the case.",
        ),
    }
)
