"""PINs that are tried: whoever holds a guard's phone does not guess for long, and the centre hears of it.

After five wrong ones within five minutes no PIN is taken for a while, the right one neither, so that a guess tells
nothing; the one of duress looks refused too, and raises its alarm all the same.
"""

from collections.abc import Callable
from typing import Any

from chalicelib.engine.cases import Opening, open_case
from chalicelib.engine.people import on_call
from chalicelib.identity import limits
from chalicelib.identity.limits import Limit
from chalicelib.platform.ids import id_from
from chalicelib.platform.operations import ConditionFailed
from chalicelib.platform.problems import Problem, invalid
from chalicelib.platform.route import Request
from chalicelib.platform.time import MINUTE_MS
from chalicelib.records.change import NOTHING, Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.register.pins import judge_pin
from chalicelib.register.states import Person

Duress = Callable[[Engine, str, str, int], tuple[str, Change] | None]
"""What duress sets in motion: of a person, with this id for a new case, now; None for somebody who is not watched."""
WRONG_PINS = Limit("wrong-pins", 5, 5 * MINUTE_MS)


def is_duress(request: Request[Any], person: Person, pin: str, alarm: Duress, subject: str = "") -> bool:
    """Whether it was the PIN of duress. Raises Problem for a wrong one, and for any when too many were wrong."""
    engine, config, now = request.engine, request.config, request.now_ms
    verdict = judge_pin(person, pin, config.secret)
    try:
        limits.look(engine, config, WRONG_PINS, person.id, now)
    except Problem:
        if verdict == "duress":
            _raise_alarm(request, person, alarm)
        raise
    if verdict == "wrong":
        limits.take(engine, config, WRONG_PINS, person.id, now)
        if limits.left(engine, config, WRONG_PINS, person.id, now) == 0:
            _tell(request, person, subject)
        raise invalid("pin", "pin.wrong")
    return verdict == "duress"


def _raise_alarm(request: Request[Any], person: Person, alarm: Duress) -> None:
    engine, now = request.engine, request.now_ms
    case_id = id_from("duress", request.command_id)

    def decide(_: None) -> Change:
        found = alarm(engine, person.id, case_id, now)
        return found[1] if found else NOTHING

    engine.execute(lambda: None, decide, actor=Actor("person", person.id), command_id=request.command_id, at_ms=now)


def _tell(request: Request[Any], person: Person, subject: str) -> None:
    """Somebody should hear the guard's own voice."""
    engine, now = request.engine, request.now_ms
    told = {"name": person.name, "number": person.phone, "phone": person.phone}
    opening = Opening(
        id=id_from("wrong_pins", person.id, str(now // WRONG_PINS.within_ms)),
        kind="wrong_pins",
        customer_id=person.customer_id,
        subject=subject,
        person_id=person.id,
        people=tuple(on_call(engine)),
        params={**told, "since_ms": now},
        private=told,
    )
    try:
        engine.commit(Change(open_case(opening, now)), actor=Actor("system", "pins"), at_ms=now)
    except ConditionFailed:
        return  # it is a case already
