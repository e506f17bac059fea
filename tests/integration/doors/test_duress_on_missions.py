"""Whoever looks over a forced field worker's shoulder sees what any other would: the same bytes, also afterwards.

Each situation is lived twice, once freely and once under duress, and everything the phone is answered is compared.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec
import pytest

from chalicelib.missions.service import find_mission
from chalicelib.records.change import Change, update
from chalicelib.register.pins import hash_pin
from chalicelib.register.repository import everything, get_person
from tests.integration.doors.conftest import Centre
from tests.support.doors import Answered, shape
from tests.support.missions import MINUTE, Field
from tests.support.register import good
from tests.support.world import TESTER

HOUR_MS = 3_600_000
RIGHT, FORCED = "1234", "4321"
PLACE = {"latitude": 59.99, "longitude": 10.66, "name": "Tryvann", "text": "Fra parkeringen mot nord."}
BEHALF = {"identified_by": "known_voice", "note": "Ringte fra egen telefon."}


class Out:
    """Frida on a mission where a PIN is asked for, and what her phone and Filip's are answered."""

    def __init__(self, centre: Centre, kind_id: str) -> None:
        self.centre, self.kind_id = centre, kind_id
        self.mission_id = ""

    def ask(self, method: str, path: str, body: object = None, *, by: str = "frida") -> Answered:
        token = self.centre.token(by, "field_worker", customer_id=self.centre.world.id("customer"))
        return self.centre.send(method, path, body, token=token)

    def registered(self, **more: Any) -> Answered:
        now_ms = self.centre.world.now_ms
        body = {"place": PLACE, "what": "Måle snø", "kind_id": self.kind_id, "start_ms": now_ms, "start_now": True}
        return self.ask("POST", "missions", {**body, "planned_end_ms": now_ms + 4 * HOUR_MS, **more})

    def sets_out(self, **more: Any) -> None:
        answer = self.registered(**more)
        assert answer.status == 201, answer.json
        self.mission_id = answer.json["id"]

    def do(self, what: str, /, by: str = "frida", **more: Any) -> Answered:
        happened = {"happened_at_ms": self.centre.world.now_ms} if what in ("check-ins", "end", "start") else {}
        return self.ask("POST", f"missions/{self.mission_id}/{what}", {**happened, **more}, by=by)

    def spot(self) -> dict[str, Any]:
        return {"latitude": 59.99, "longitude": 10.66, "accuracy_m": 12, "measured_at_ms": self.centre.world.now_ms}

    def later(self, minutes: float) -> None:
        self.centre.world.advance(minutes * MINUTE)

    def clear(self) -> None:
        """All cases resolved, and nobody out any more."""
        world = self.centre.world
        for case in world.open_cases():
            if case.state.state == "open":
                world.take(case)
            world.resolve(world.case(case.state.id), note="Prøvd.")
        olav = self.centre.token("olav", "operator")
        found = self.centre.send("GET", f"people/{world.id('frida')}/missions", token=olav).json
        for mission in [found["mission"], *found["planned"]]:
            if mission is None:
                continue
            on = find_mission(world.engine, mission["id"]).state.on
            body = {"on_behalf": BEHALF, **({"happened_at_ms": world.now_ms} if on else {})}
            path = f"missions/{mission['id']}/{'end' if on else 'cancel'}"
            assert self.centre.send("POST", path, body, token=olav).status == 200


@pytest.fixture(scope="module")
def kind_id(centre: Centre) -> str:
    """A kind of place where the PIN is asked for; 4321 says that Frida is forced."""
    Field(centre.world)
    world, secret = centre.world, centre.world.config.secret
    row = get_person(world.engine, everything, world.id("frida"))
    assert row is not None
    pins = {"pin_hash": hash_pin(RIGHT, secret), "duress_pin_hash": hash_pin(FORCED, secret)}
    world.engine.commit(Change((update(row, msgspec.structs.replace(row.state, **pins)),)), actor=TESTER)
    graces = dict.fromkeys(("reminder_s", "grace_s", "end_reminder_s", "end_grace_s"), 300)
    fields = good("place-kinds", customer_id=world.id("customer"), name="Ved grensen", pin_required=True, **graces)
    made = centre.send("POST", "place-kinds", fields, token=centre.token("ada", "system_administrator"))
    assert made.status == 201, made.json
    return str(made.json["id"])


@pytest.fixture
def out(centre: Centre, kind_id: str) -> Iterator[Out]:
    made = Out(centre, kind_id)
    yield made
    made.clear()


# -- in what it may happen -----------------------------------------------------------------------------------------


def own_check_ins(out: Out) -> None:
    out.sets_out()
    out.later(1)


def nothing_but_registered(out: Out) -> None:
    out.sets_out()


def with_a_party(out: Out) -> None:
    out.sets_out(party=[out.centre.world.id("filip")], companions=[{"name": "Siri", "phone": "90001123"}])
    out.later(1)


def with_a_position_and_a_battery(out: Out) -> None:
    out.sets_out(position=out.spot(), battery_percent=80)
    out.later(1)
    assert out.do("check-ins", pin=RIGHT, position=out.spot(), battery_percent=70).status == 200


def reminded(out: Out) -> None:
    out.sets_out(interval_s=1800)
    out.later(29)


def silent(out: Out) -> None:
    out.sets_out(interval_s=1800)
    out.later(40)
    assert out.centre.world.open_cases("silence")


def reminded_of_the_end(out: Out) -> None:
    out.sets_out(planned_end_ms=out.centre.world.now_ms + HOUR_MS, interval_s=3600)
    out.later(30)
    assert out.do("check-ins", pin=RIGHT).status == 200
    out.later(29)


def over_time(out: Out) -> None:
    out.sets_out(planned_end_ms=out.centre.world.now_ms + HOUR_MS, interval_s=3600)
    out.later(30)
    assert out.do("check-ins", pin=RIGHT).status == 200
    out.later(55)
    assert out.centre.world.open_cases("mission_not_ended")


def the_centre_calls(out: Out) -> None:
    out.sets_out(contact="centre_calls")
    out.later(1)


def a_call_is_due(out: Out) -> None:
    out.sets_out(contact="centre_calls", interval_s=1800)
    out.later(30.5)
    assert find_mission(out.centre.world.engine, out.mission_id).state.call_stage == "due"


def a_call_was_forgotten(out: Out) -> None:
    out.sets_out(contact="centre_calls", interval_s=1800)
    out.later(32)
    assert out.centre.world.open_cases("call_missed")


def the_phone_is_dying(out: Out) -> None:
    out.sets_out()
    assert out.do("dying", going_to="Bua", battery_percent=2, companion_phone="90001122").status == 200


def an_sos_is_open(out: Out) -> None:
    out.sets_out()
    assert out.ask("POST", "sos", {"happened_at_ms": out.centre.world.now_ms}).status == 201
    out.later(1)


SITUATIONS: tuple[Callable[[Out], None], ...] = (
    own_check_ins,
    nothing_but_registered,
    with_a_party,
    with_a_position_and_a_battery,
    reminded,
    silent,
    reminded_of_the_end,
    over_time,
    the_centre_calls,
    a_call_is_due,
    a_call_was_forgotten,
    the_phone_is_dying,
    an_sos_is_open,
)


class Seen(NamedTuple):
    """What is seen of one answer: everything but what is in no two answers the same."""

    status: int
    headers: tuple[str, ...]
    shape: str


def seen(answer: Answered) -> Seen:
    """Identifiers are all of one length: they are one word here. So are a time's figures, by ``shape``."""
    told = re.sub(r'"[0-9a-hjkmnp-tv-z]{12}"', '"id"', shape(answer.json).replace("\\\\", ""))
    return Seen(answer.status, tuple(sorted(answer.headers)), told)


def lived_twice(out: Out, situation: Callable[[Out], None], act: Callable[[str], list[Answered]]) -> None:
    """Freely and under duress: the same is seen, and the same arrives at her phone and at her companion's."""
    told, arrived = [], []
    for pin in (RIGHT, FORCED):
        situation(out)
        before = texts(out)
        told.append([seen(answer) for answer in act(pin)])
        out.centre.world.settle()
        arrived.append([after[len(had) :] for had, after in zip(before, texts(out), strict=True)])
        assert bool(out.centre.world.open_cases("duress")) is (pin == FORCED)
        out.clear()
    free, forced = told
    assert arrived[0] == arrived[1]
    for number, (one, other) in enumerate(zip(free, forced, strict=True)):
        assert other == one, number


def texts(out: Out) -> list[list[str]]:
    """What the two have got so far; a time's figures are one word."""
    return [
        [re.sub(r"\d\d:\d\d", "00:00", text) for text in out.centre.world.texts_to(who)] for who in ("frida", "filip")
    ]


def looks_around(out: Out) -> list[Answered]:
    """All that a phone asks for by itself, hers and her companion's."""
    return [
        out.ask("GET", "me/mission"),
        out.ask("GET", f"missions/{out.mission_id}"),
        out.ask("GET", "me/mission", by="filip"),
        out.ask("GET", f"missions/{out.mission_id}", by="filip"),
    ]


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.__name__)
def test_a_forced_check_in_is_answered_as_a_free_one_and_so_is_all_that_follows(
    out: Out, situation: Callable[[Out], None]
) -> None:
    def act(pin: str) -> list[Answered]:
        return [
            out.do("check-ins", pin=pin, position=out.spot(), battery_percent=60),
            *looks_around(out),
            out.do("extension", minutes=15),
            out.do("change", what="Måle is"),
            out.do("check-ins", pin=RIGHT),
            out.do("end", pin=RIGHT),
            *looks_around(out),
        ]

    lived_twice(out, situation, act)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.__name__)
def test_a_forced_end_is_answered_as_a_free_one_and_so_is_all_that_follows(
    out: Out, situation: Callable[[Out], None]
) -> None:
    def act(pin: str) -> list[Answered]:
        return [
            out.do("end", pin=pin, position=out.spot(), battery_percent=60),
            *looks_around(out),
            out.do("check-ins", pin=RIGHT),
            out.do("check-ins", by="filip"),
            out.do("extension", minutes=15),
            out.do("change", what="Måle is"),
            out.do("dying"),
            out.do("start"),
            out.do("cancel"),
            out.do("end", pin=RIGHT),
        ]

    lived_twice(out, situation, act)


def test_the_next_mission_after_a_forced_end_is_registered_and_begun_as_after_a_free_one(out: Out) -> None:
    def act(pin: str) -> list[Answered]:
        ended = out.do("end", pin=pin)
        planned = out.registered(start_now=False, start_ms=out.centre.world.now_ms + HOUR_MS)
        out.mission_id = planned.json["id"]
        begun = out.do("start")
        looked = looks_around(out)
        return [ended, planned, begun, *looked, out.do("check-ins", pin=RIGHT), out.do("end", pin=RIGHT)]

    lived_twice(out, own_check_ins, act)


def test_those_who_came_along_are_told_in_the_same_words_of_a_forced_end_and_of_what_follows_it(out: Out) -> None:
    def act(pin: str) -> list[Answered]:
        ended = out.do("end", pin=pin)
        out.centre.world.settle()
        again = out.registered(party=[out.centre.world.id("filip")])
        out.centre.world.settle()
        out.mission_id = again.json["id"]
        return [ended, again, out.do("change", place={**PLACE, "name": "Bjørnsjøen"})]

    had = len(texts(out)[1])
    lived_twice(out, with_a_party, act)
    told = [text.split()[:3] for text in texts(out)[1][had:]]
    once = [["Oppdraget", "er", "avsluttet"], ["Frida", "har", "tatt"], ["Frida", "har", "tatt"]]
    assert told[1:4] == once, "of the end, of the next one, and of its other place"


def test_what_the_centre_changes_while_her_phone_must_be_silent_is_told_to_nobody_beside_her(out: Out) -> None:
    with_a_party(out)
    assert out.do("check-ins", pin=FORCED).status == 200
    had = texts(out)
    olav = out.centre.token("olav", "operator")
    body = {"place": {**PLACE, "name": "Bjørnsjøen"}, "on_behalf": BEHALF}
    changed = out.centre.send("POST", f"missions/{out.mission_id}/change", body, token=olav)
    assert changed.status == 200, changed.json
    out.centre.world.settle()
    assert texts(out) == had


def test_a_forced_end_that_is_sent_again_is_answered_as_it_was(out: Out) -> None:
    def act(pin: str) -> list[Answered]:
        key = out.centre.send.new_key()
        token = out.centre.token("frida", "field_worker", customer_id=out.centre.world.id("customer"))
        body = {"happened_at_ms": out.centre.world.now_ms, "pin": pin}
        path = f"missions/{out.mission_id}/end"
        return [out.centre.send("POST", path, body, token=token, key=key) for _ in range(2)]

    lived_twice(out, own_check_ins, act)
