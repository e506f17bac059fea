"""What somebody who is sent answers by SMS: the same as the buttons do, for a guard and for who has no app."""

from chalicelib.channels import inbound as grammar
from chalicelib.engine.inbox import Answer, Inbound, Refused
from chalicelib.engine.reports import Report
from chalicelib.guards.dispatch import decide, service
from chalicelib.guards.dispatch.decide import Around
from chalicelib.guards.dispatch.states import Called, Dispatch, called_key, key_of
from chalicelib.guards.service import duty_of
from chalicelib.records.change import Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.register.states import Person


def turnout_word(engine: Engine, command: grammar.Turnout, text: Inbound, person: Person, now_ms: int) -> Answer:
    """Do what it says. Raises Problem for what cannot be, and Refused for what an operator has to read."""
    dispatch = _dispatch_of(engine, person)
    if dispatch is None:  # a yes to something else: somebody has to read it
        raise Refused("no_dispatch")
    report = Report(happened_at_ms=text.received_at_ms)

    def judge(around: Around) -> Change:
        match command:
            case grammar.Yes():
                return decide.accept(around, report, now_ms)
            case grammar.No():
                return decide.give_up(around, "declined", report, now_ms)
            case grammar.Here():
                return decide.step(around, "on_scene", report, now_ms)
            case grammar.Finished():
                return decide.finish(around, report, now_ms)

    actor, command_id = Actor("person", person.id), text.key.pk
    service.act(engine, actor, command_id, dispatch.case_id, dispatch.id, judge, now_ms)
    what = {grammar.Yes: "yes", grammar.No: "no", grammar.Here: "on_scene", grammar.Finished: "done"}[type(command)]
    site = {} if what == "no" else {"site": dispatch.target.name or None}
    return Answer(f"dispatch_{what}", f"dispatch_{what}_ack", site)


def _dispatch_of(engine: Engine, person: Person) -> Dispatch | None:
    """What somebody is asked for, or has. Raises Refused for a phone that may be in other hands."""
    named = ""
    if "contractor" in person.roles:
        row = engine.get(called_key(person.id), Called)
        named = row.state.dispatch if row else ""
    else:
        duty = duty_of(engine, person.id)
        if duty is not None and duty.state.hushed:
            raise Refused("hushed")
        named = duty.state.dispatch if duty else ""
    found = engine.get(key_of(named), Dispatch) if named else None
    return found.state if found else None
