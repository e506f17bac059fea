"""What surrounds the decisions about dispatches: reading the facts, trying again, answering a repeated command."""

from collections.abc import Callable

import msgspec

from chalicelib.engine.people import person_of
from chalicelib.engine.reports import Report, check_position, check_time
from chalicelib.guards import service as guards
from chalicelib.guards.dispatch import decide, rules
from chalicelib.guards.dispatch import texts as texts
from chalicelib.guards.dispatch.decide import Around, Found
from chalicelib.guards.dispatch.facts import (
    OfCase,
    around_of,
    called,
    case_of,
    everybody,
    nearest,
    target_of,
)
from chalicelib.guards.dispatch.moves import Holder
from chalicelib.guards.dispatch.states import (
    Assignee,
    Called,
    Dispatch,
    called_key,
    dispatch_key,
    key_of,
    reference,
)
from chalicelib.guards.states import Duty, duty_key
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import conflict, invalid
from chalicelib.records.change import NOTHING, Actor, Change, Event
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row

Judge = Callable[[Around], Change]


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator, an instruction or a guard wants sent."""

    person_id: str = ""
    """Whom: a guard on duty or a subcontractor; empty: the nearest who suits."""
    back_up: bool = False
    """One more, though somebody is sent already."""
    text: str = ""
    skills: tuple[str, ...] = ()
    response_s: int | None = None
    offer_s: int | None = None
    inform: tuple[str, ...] = ()
    """Of the case's contacts, those who are told at each step."""
    order: bool = False
    """That person is to mend something within the time: beside whoever is sent, and nobody in his place."""


# -- commands --------------------------------------------------------------------------------------------------------


def send(
    engine: Engine, actor: Actor, command_id: str, case_id: str, wish: Wish, now_ms: int, *, by_guard: str = ""
) -> str:
    """A guard is wanted for a case: the dispatch's id. ``by_guard`` is who asks for back-up from the scene."""
    dispatch_id = id_from("dispatch", command_id)

    def load() -> tuple[Row[Dispatch] | None, OfCase]:
        return engine.get(dispatch_key(case_id, dispatch_id), Dispatch), case_of(engine, case_id)

    def judge(facts: tuple[Row[Dispatch] | None, OfCase]) -> Change:
        _, of = facts
        case = of.row.state
        if case.dispatched and not wish.back_up and not wish.order:
            raise conflict("dispatch.already")
        wanted = _wanted(engine, of, dispatch_id, wish, now_ms)
        found = _found(engine, wanted, wish, case.person_id, now_ms)
        alerts = Event("backup_requested", {"guard": by_guard}) if by_guard else None
        return decide.want(wanted, of.row, of.plan, found, now_ms, alerts=alerts)

    engine.execute(load, judge, actor=actor, command_id=command_id, about=lambda facts: facts[0], at_ms=now_ms)
    return dispatch_id


def _wanted(engine: Engine, of: OfCase, dispatch_id: str, wish: Wish, now_ms: int) -> Dispatch:
    case, plan = of.row.state, of.plan
    response_s = wish.response_s or rules.response_s(case.priority, plan.steps)
    contacts = {one.id: one for one in plan.people if one.group == "contacts"}
    if unknown := [one for one in wish.inform if one not in contacts]:
        raise invalid("inform", "dispatch.inform", unknown=", ".join(unknown))
    asked = [contacts[one] for one in wish.inform]
    return Dispatch(
        customer_id=case.customer_id,
        id=dispatch_id,
        case_id=case.id,
        number=len(case.dispatched) + 1,
        site=case.site,
        skills=tuple(sorted(set(wish.skills))),
        what=str(plan.params.get("kind_text") or case.kind),
        text=wish.text,
        priority=case.priority,
        target=target_of(engine, case, plan),
        silent=case.silent,
        order=wish.order,
        hold=case.silent and not wish.order,
        informed=() if wish.order else tuple({one.id: one for one in (*plan.informed, *asked)}.values()),
        wanted_at_ms=now_ms,
        response_s=response_s,
        offer_s=wish.offer_s or rules.offer_s(case.priority),
        next_ms=now_ms,
        alert_ms=now_ms + response_s * 1000,
    )


def _found(engine: Engine, wanted: Dispatch, wish: Wish, about: str, now_ms: int) -> Found:
    """The nearest; or the one who was named, if he can be sent."""
    if wish.order and not wish.person_id:
        raise invalid("person_id", "dispatch.whom")
    if not wish.person_id:
        return nearest(engine, wanted, about, now_ms)
    person = person_of(engine, wish.person_id)
    if "contractor" in person.roles and person.active:
        before = engine.get(called_key(person.id), Called)
        if before and not (wish.order and _is_at_work(engine, before.state)):
            raise conflict("dispatch.unsuitable", name=person.name, why="dispatched")
        who = Assignee(id=person.id, name=person.name, phone=person.phone, language=person.language)
        return Found(who=who, called=before)
    if wish.order:
        raise invalid("person_id", "dispatch.no_contractor", name=person.name)
    duty = guards.duty_of(engine, person.id)
    if duty is None or not duty.state.on:
        raise invalid("person_id", "dispatch.not_on_duty", name=person.name)
    found, _ = everybody(engine, wanted.target, wanted.skills, (), about, now_ms)
    one = next((one for one in found if one.who.id == person.id), None)
    if one is None or (one.why_not and one.why_not not in ("skills", "ending")):
        raise conflict("dispatch.unsuitable", name=person.name, why=one.why_not if one else "dispatched")
    return Found(who=one.who, duty=duty)


def _is_at_work(engine: Engine, called: Called) -> bool:
    """Whether it is an order that he has said yes to: a technician may have several, and a YES means the newest."""
    row = engine.get(key_of(called.dispatch), Dispatch)
    return row is not None and row.state.order and row.state.under_way


def act(
    engine: Engine,
    actor: Actor,
    command_id: str,
    case_id: str,
    dispatch_id: str,
    judge: Judge,
    now_ms: int,
) -> Row[Dispatch]:
    """Decide on one dispatch, with whoever has it, until that stands: the dispatch as it stands afterwards."""

    def load() -> Around:
        return with_holder(engine, around_of(engine, case_id, dispatch_id))

    def ordered(around: Around) -> Change:
        return dispatch_first(judge(around), around.row)

    engine.execute(load, ordered, actor=actor, command_id=command_id, about=lambda around: around.row, at_ms=now_ms)
    return around_of(engine, case_id, dispatch_id).row


def dispatch_first(change: Change, row: Row[Dispatch]) -> Change:
    """The change with the dispatch's own row first: there the command is remembered."""
    writes = sorted(change.writes, key=lambda write: write.key != row.state.key)
    return msgspec.structs.replace(change, writes=tuple(writes))


def with_holder(engine: Engine, around: Around) -> Around:
    """With who is asked or has it, as far as that still holds."""
    dispatch = around.dispatch
    if dispatch.who is None or not dispatch.open:
        return around
    if not dispatch.who.duty_id:
        return msgspec.structs.replace(around, holder=Holder(called=called(engine, dispatch)))
    duty = engine.get(duty_key(dispatch.who.duty_id), Duty)
    if duty is None or duty.state.dispatch != reference(dispatch):
        return around
    watched = guards.watched(engine, duty, case_id=duty.state.case_id)
    return msgspec.structs.replace(around, holder=Holder(watched=watched))


def checked(report: Report, now_ms: int) -> Report:
    """A report whose time and position can be. Raises Problem."""
    check_time(report.happened_at_ms, now_ms)
    check_position(report.position, now_ms)
    return report


# -- what the clock asks ---------------------------------------------------------------------------------------------


def judge_dispatch(engine: Engine, row: Row[Dispatch], now_ms: int) -> Change:
    """No answer in time, nobody asked yet, nobody there in time, somebody there too long."""
    dispatch = row.state
    around = with_holder(engine, around_of(engine, dispatch.case_id, dispatch.id))
    if around.row.version != row.version:
        return NOTHING
    about = around.case.state.person_id
    looking = dispatch.state == "wanting" and dispatch.next_ms <= now_ms
    found = nearest(engine, dispatch, about, now_ms) if looking and not dispatch.order else Found()
    return decide.fall_due(around, found, now_ms)
