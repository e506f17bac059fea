"""What a text from a known number does: the same as the button would, and it is answered.

A text is judged from its row, as often as it takes: each of the commands below is done once for one text.
"""

from typing import Any

from chalicelib.channels import inbound as grammar
from chalicelib.engine.cases import Case, Opening, Plan, case_key, contact_wrong, open_case, plan_key
from chalicelib.engine.inbox import Inbound, judged
from chalicelib.engine.messages import Recipient, compose
from chalicelib.guards import service
from chalicelib.guards.duty import LIVE_MS, Report
from chalicelib.guards.place import place_of
from chalicelib.guards.raising import sos_of
from chalicelib.guards.states import Duty, Position, Shift
from chalicelib.platform.access import SELF
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import Problem
from chalicelib.platform.time import HOUR_MS
from chalicelib.records.change import Actor, Change, Write
from chalicelib.records.commit import Engine
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, Row, from_item
from chalicelib.register import repository
from chalicelib.register.keeping import By, mark_thing_wrong
from chalicelib.register.repository import everything
from chalicelib.register.states import Contact, Person

DEFAULT_DUTY_MS = 8 * HOUR_MS
"""A duty begun by SMS without a planned shift ends so much later, if nothing else is said."""
UNKNOWN_ACCURACY_M = 100.0
"""An SMS does not say how exact its position is: taken as a stone's throw."""


class _Answer:
    """What a text led to: a word for the journal, the reply's template, and writes of its own."""

    def __init__(
        self, what: str, template: str = "", params: dict[str, object] | None = None, writes: tuple[Write, ...] = ()
    ) -> None:
        self.what = what
        self.template = template
        self.params = params or {}
        self.writes = writes


def settle_inbound(engine: Engine, row: Row[Inbound], now_ms: int) -> None:
    """Judge one text. Called by the clock; killed half-way it is called again, and nothing is done twice."""
    current = engine.get(row.state.key, Inbound)
    if current is None or current.state.state == "done":
        return
    text = current.state
    person = repository.find_person_by_phone(engine, everything, text.sender)
    known = person.state if person and person.state.active else None
    answer = _judge(engine, text, known, now_ms)
    writes: tuple[Write, ...] = (judged(current, answer.what), *answer.writes)
    if answer.template:
        writes += (_reply(engine, text, known, answer, now_ms),)
    engine.commit(Change(writes), actor=Actor("system", "sms"), at_ms=now_ms)


def _reply(engine: Engine, text: Inbound, person: Person | None, answer: _Answer, now_ms: int) -> Write:
    """The answer to a text; the hush of the sender's own duty holds for it as for everything else."""
    to = Recipient(
        id=person.id if person else id_from("number", text.sender),
        name=person.name if person else "",
        phone=text.sender,
        language=person.language if person else "nb",
    )
    duty = service.duty_of(engine, person.id) if person else None
    unless = duty.state.key.pk if duty else ""
    return compose(text.key.pk, "reply", to, answer.template, answer.params, now_ms, customer_id=SELF, unless=unless)


def _judge(engine: Engine, text: Inbound, person: Person | None, now_ms: int) -> _Answer:
    command = grammar.parse(text.text)
    if isinstance(command, grammar.Sos):
        return _sos(engine, text, person, now_ms)
    if isinstance(command, grammar.WrongContact):
        return _wrong(engine, text, now_ms)
    if person is None or "guard" not in person.roles or isinstance(command, grammar.Other):
        return _for_an_operator(text, person, now_ms)
    try:
        return _guards_word(engine, command, text, person, now_ms)
    except Problem as refusal:
        return _for_an_operator(text, person, now_ms, refusal.message_id)


def _sos(engine: Engine, text: Inbound, person: Person | None, now_ms: int) -> _Answer:
    """Whoever it is from, it is a case at once. A silent one is not answered: the phone may be in other hands."""
    report = Report(happened_at_ms=text.received_at_ms)
    person_id = person.id if person else ""
    private = f"{text.sender}: {text.text}" if person is None else text.text
    _, silent = sos_of(engine, text.key.pk, person_id, person is not None, report, now_ms, private)
    on_duty = person is not None and service.duty_of(engine, person.id) is not None
    return _Answer("sos", "" if silent and on_duty else "sos_ack", {"at_ms": text.received_at_ms})


def _for_an_operator(text: Inbound, person: Person | None, now_ms: int, reason: str = "") -> _Answer:
    """What cannot be acted on is a message on the board."""
    opening = Opening(
        id=id_from("message", text.key.pk),
        kind="message",
        customer_id=person.customer_id if person else SELF,
        person_id=person.id if person else "",
        desk="mediation",
        text=reason,
        params={"since_ms": text.received_at_ms, "number": text.sender, "name": person.name if person else text.sender},
        private={"from": text.sender, "text": text.text, "name": person.name if person else ""},
    )
    template = "not_understood_ack" if person else "unknown_sender"
    return _Answer("message", template, writes=open_case(opening, now_ms))


def _wrong(engine: Engine, text: Inbound, now_ms: int) -> _Answer:
    """That number is not theirs: noted in the register, the next is tried, and somebody puts it right."""
    by = By(Actor("system", "sms"), text.key.pk, now_ms)
    contacts = repository.find_contacts_by_phone(engine, everything, text.sender)
    person = repository.find_person_by_phone(engine, everything, text.sender)
    for contact in contacts:
        mark_thing_wrong(engine, Contact, contact.state.id, by)
    if person:
        mark_thing_wrong(engine, Person, person.state.id, by)
    found: list[Contact | Person] = [*(row.state for row in contacts), *([person.state] if person else [])]
    if not found:
        return _for_an_operator(text, None, now_ms, "wrong_contact")
    writes: tuple[Write, ...] = ()
    for one in found:
        writes += _tried_next(engine, one.id, now_ms)
    opening = Opening(
        id=id_from("wrong_contact", text.key.pk),
        kind="wrong_contact",
        customer_id=found[0].customer_id,
        desk="mediation",
        params={"since_ms": text.received_at_ms, "name": found[0].name, "number": text.sender},
        private={"from": text.sender, "name": found[0].name},
    )
    return _Answer("wrong_contact", "wrong_contact_ack", writes=(*writes, *open_case(opening, now_ms)))


def _tried_next(engine: Engine, contact_id: str, now_ms: int) -> tuple[Write, ...]:
    """In every open case that would ring that number, the next of the same group."""
    writes: tuple[Write, ...] = ()
    for lane in (Lane.LIFE, Lane.CASE):
        for shard in range(engine.shards):
            for item in engine.store.due(f"{lane}#{shard}", FAR_FUTURE_MS):
                if item["kind"] != Case.KIND:
                    continue
                writes += _next_in(engine, from_item(item).state.id, contact_id, now_ms)
    return writes


def _next_in(engine: Engine, case_id: str, contact_id: str, now_ms: int) -> tuple[Write, ...]:
    facts = engine.read([case_key(case_id), plan_key(case_id)])
    row, plan = facts.find(case_key(case_id), Case), facts.find(plan_key(case_id), Plan)
    if row is None or plan is None or row.state.state == "resolved" or contact_id in row.state.wrong:
        return ()
    if not any(one.id == contact_id for one in plan.state.people):
        return ()
    return contact_wrong(row, plan.state, contact_id, now_ms)


# -- a guard's own words ---------------------------------------------------------------------------------------------


def _guards_word(engine: Engine, command: Any, text: Inbound, guard: Person, now_ms: int) -> _Answer:
    duty = service.duty_of(engine, guard.id)
    command_id, actor = text.key.pk, Actor("person", guard.id)
    if duty is not None and duty.state.hushed:
        # Whoever holds that phone knows no PIN here: an operator reads it, and it ends nothing.
        return _for_an_operator(text, guard, now_ms, "hushed")
    if isinstance(command, grammar.OnDuty):
        return _go_on_duty(engine, command_id, guard, duty, text, now_ms)
    if duty is None:
        return _Answer("not_on_duty", "not_on_duty_ack")
    at_ms = text.received_at_ms
    if isinstance(command, grammar.OffDuty):
        report = Report(happened_at_ms=at_ms)
        service.go_off_duty(engine, actor, command_id, duty.state.id, report, now_ms, duress=False)
        site = place_of(engine, duty.state.assignment_id).site.name
        return _Answer("off_duty", "off_duty_ack", {"at_ms": now_ms, "site": site})
    if isinstance(command, grammar.Extend):
        report = Report(happened_at_ms=at_ms)
        after = service.extend(engine, actor, command_id, duty.state.id, command.minutes, report, now_ms)
        return _Answer("extended", "extended_ack", {"planned_end_ms": after.state.planned_end_ms})
    position = None
    if isinstance(command, grammar.Position):
        position = Position(
            latitude=command.latitude,
            longitude=command.longitude,
            accuracy_m=UNKNOWN_ACCURACY_M,
            measured_at_ms=at_ms,
        )
    report = Report(happened_at_ms=at_ms, position=position)
    after = service.check_in(engine, actor, command_id, duty, report, now_ms, duress=False)
    params: dict[str, object] = {"next_ms": after.state.next_ms}
    if position:
        place = {"latitude": position.latitude, "longitude": position.longitude}
        return _Answer("position", "position_ack", params | place)
    evidence = bool(duty.state.case_id) and at_ms >= now_ms - LIVE_MS
    return _Answer("check_in", "evidence_ack" if evidence else "check_in_ack", params)


def _go_on_duty(
    engine: Engine, command_id: str, guard: Person, duty: Row[Duty] | None, text: Inbound, now_ms: int
) -> _Answer:
    """On duty by SMS: the planned shift's assignment, else the only one there is."""
    started = id_from("duty", command_id)
    if duty is not None and duty.state.id != started:
        params: dict[str, object] = {
            "site": place_of(engine, duty.state.assignment_id).site.name,
            "next_ms": duty.state.next_ms,
        }
        return _Answer("already_on_duty", "already_on_duty_ack", params)
    shift = _shift_of(engine, guard.id, now_ms)
    assignments = repository.list_assignments(engine, everything)
    if shift is None and len(assignments) != 1:
        if not assignments:
            return _for_an_operator(text, guard, now_ms, "no_assignment")
        return _Answer("several_assignments", "several_assignments", {"names": [row.state.name for row in assignments]})
    assignment_id = shift.state.assignment_id if shift else assignments[0].state.id
    after = service.go_on_duty(
        engine,
        Actor("person", guard.id),
        command_id,
        guard,
        assignment_id,
        shift.state.end_ms if shift else now_ms + DEFAULT_DUTY_MS,
        None,
        shift.state.id if shift else None,
        Report(happened_at_ms=text.received_at_ms),
        now_ms,
    )
    site = place_of(engine, assignment_id).site.name
    told: dict[str, object] = {
        "site": site,
        "next_ms": after.state.next_ms,
        "planned_end_ms": after.state.planned_end_ms,
    }
    return _Answer("on_duty", "on_duty_ack", told)


def _shift_of(engine: Engine, guard_id: str, now_ms: int) -> Row[Shift] | None:
    """The guard's own shift that is nearest to now, if one is under way or about to begin."""
    found: list[Row[Shift]] = []
    for shard in range(engine.shards):
        for item in engine.store.due(f"{Lane.WATCH}#{shard}", FAR_FUTURE_MS):
            if item["kind"] == Shift.KIND:
                found.append(from_item(item))
    near = [
        row
        for row in found
        if row.state.guard_id == guard_id and row.state.start_ms - HOUR_MS <= now_ms < row.state.end_ms
    ]
    return min(near, key=lambda row: abs(row.state.start_ms - now_ms), default=None)
