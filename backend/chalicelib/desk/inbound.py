"""What a text does: the same as the button would, and it is answered.

A text is judged from its row, as often as it takes: each command is done once for one text.
"""

from chalicelib.channels import inbound as grammar
from chalicelib.desk.call_lists import confirmations
from chalicelib.desk.raising import sos_of
from chalicelib.engine.cases import Case, Opening, Plan, case_key, contact_wrong, open_case, plan_key
from chalicelib.engine.inbox import Answer, Inbound, Refused, judged
from chalicelib.engine.messages import Recipient, compose
from chalicelib.engine.people import watch_of
from chalicelib.engine.reports import Report
from chalicelib.guards.dispatch.inbound import turnout_word
from chalicelib.guards.inbound import guards_word
from chalicelib.guards.states import Duty
from chalicelib.missions.inbound import field_workers_word
from chalicelib.missions.states import Mission
from chalicelib.platform.access import SELF
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import Problem
from chalicelib.records.change import Actor, Change, Write
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row
from chalicelib.register import repository
from chalicelib.register.keeping import By, mark_thing_wrong
from chalicelib.register.repository import everything
from chalicelib.register.states import Contact, Person


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


def _reply(engine: Engine, text: Inbound, person: Person | None, answer: Answer, now_ms: int) -> Write:
    """The answer to a text; the hush of the sender's own watch holds for it as for everything else."""
    to = Recipient(
        id=person.id if person else id_from("number", text.sender),
        name=person.name if person else "",
        phone=text.sender,
        language=person.language if person else "nb",
    )
    watch = watch_of(engine, person.id) if person else None
    unless = watch.state.key.pk if watch else ""
    return compose(text.key.pk, "reply", to, answer.template, answer.params, now_ms, customer_id=SELF, unless=unless)


def _judge(engine: Engine, text: Inbound, person: Person | None, now_ms: int) -> Answer:
    command = grammar.parse(text.text)
    if isinstance(command, grammar.Sos):
        return _sos(engine, text, person, now_ms)
    if isinstance(command, grammar.WrongContact):
        return _wrong(engine, text, now_ms)
    if person is None and isinstance(command, grammar.Yes | grammar.CheckIn):
        confirming = confirmations(engine, text.sender)
        if confirming:
            return Answer("notice_confirmed", "notice_ack", writes=confirming)
    if person is None or isinstance(command, grammar.Other):
        return _for_an_operator(text, person, now_ms)
    try:
        return _word_of(engine, command, text, person, now_ms)
    except Problem as refusal:
        return _for_an_operator(text, person, now_ms, refusal.message_id)
    except Refused as refusal:
        return _for_an_operator(text, person, now_ms, refusal.reason)


def _word_of(engine: Engine, command: grammar.Command, text: Inbound, person: Person, now_ms: int) -> Answer:
    """A word means what the sender is watched in; and to begin with, what the sender is."""
    if isinstance(command, grammar.Turnout):
        return turnout_word(engine, command, text, person, now_ms)
    watch = watch_of(engine, person.id)
    if watch is not None and isinstance(watch.state, Mission):
        return field_workers_word(engine, command, text, person, watch, now_ms)
    is_guard, goes_out = "guard" in person.roles, "field_worker" in person.roles
    if (watch is not None and isinstance(watch.state, Duty)) or (is_guard and not goes_out):
        return guards_word(engine, command, text, person, now_ms)
    if goes_out:
        return field_workers_word(engine, command, text, person, None, now_ms)
    return _for_an_operator(text, person, now_ms)


def _sos(engine: Engine, text: Inbound, person: Person | None, now_ms: int) -> Answer:
    """Whoever it is from, it is a case at once. A silent one is not answered: the phone may be in other hands."""
    report = Report(happened_at_ms=text.received_at_ms)
    person_id = person.id if person else ""
    private = f"{text.sender}: {text.text}" if person is None else text.text
    _, silent = sos_of(engine, text.key.pk, person_id, person is not None, report, now_ms, private)
    watched = person is not None and watch_of(engine, person.id) is not None
    return Answer("sos", "" if silent and watched else "sos_ack", {"at_ms": text.received_at_ms})


def _for_an_operator(text: Inbound, person: Person | None, now_ms: int, reason: str = "") -> Answer:
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
    return Answer("message", template, writes=open_case(opening, now_ms))


def _wrong(engine: Engine, text: Inbound, now_ms: int) -> Answer:
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
    return Answer("wrong_contact", "wrong_contact_ack", writes=(*writes, *open_case(opening, now_ms)))


def _tried_next(engine: Engine, contact_id: str, now_ms: int) -> tuple[Write, ...]:
    """In every open case that would ring that number, the next of the same group."""
    writes: tuple[Write, ...] = ()
    for row in engine.open_rows(Case, Lane.LIFE, Lane.CASE):
        writes += _next_in(engine, row.state.id, contact_id, now_ms)
    return writes


def _next_in(engine: Engine, case_id: str, contact_id: str, now_ms: int) -> tuple[Write, ...]:
    facts = engine.read([case_key(case_id), plan_key(case_id)])
    row, plan = facts.find(case_key(case_id), Case), facts.find(plan_key(case_id), Plan)
    if row is None or plan is None or row.state.state == "resolved" or contact_id in row.state.wrong:
        return ()
    if not any(one.id == contact_id for one in plan.state.people):
        return ()
    return contact_wrong(row, plan.state, contact_id, now_ms)
