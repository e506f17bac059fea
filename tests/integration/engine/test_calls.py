"""Calls end to end: they ring, answered is not acknowledged, and only a pressed key has the case."""

import secrets

import msgspec
import pytest

from chalicelib.channels.sms import Refused
from chalicelib.channels.voice import Outcome
from chalicelib.engine.cases import Opening, open_case
from chalicelib.engine.people import person_of, recipient
from chalicelib.platform.config import config
from chalicelib.platform.ids import new_id
from chalicelib.records.change import Change
from chalicelib.register.policy import Rung
from tests.support.world import TESTER, World


@pytest.fixture
def world(dynamodb: str) -> World:
    return World(msgspec.structs.replace(config(), table_prefix=f"c{secrets.token_hex(4)}-"))


def rings(world: World, *, repeat_s: int | None = None) -> str:
    """A case whose ladder rings the duty manager."""
    case_id = new_id()
    opening = Opening(
        id=case_id,
        kind="silence",
        customer_id=world.id("customer"),
        person_id=world.id("alice"),
        ladder=(Rung(after_s=0, to="duty_manager", channels=("call", "sms"), repeat_s=repeat_s),),
        broadcast_s=3600,
        people=(recipient(person_of(world.engine, world.id("dina")), "duty_manager"),),
        params={"name": "Alice", "since_ms": world.now_ms},
    )
    world.engine.commit(Change(open_case(opening, world.now_ms)), actor=TESTER, at_ms=world.now_ms)
    world.settle()
    return case_id


def test_a_rung_can_ring_and_text_the_same_person(world: World) -> None:
    rings(world)
    (call,) = world.voice.calls
    assert call.to == world.phone("dina")
    assert call.text.count("har ikke meldt seg") == 2
    assert "Trykk 1" in call.text
    assert len(world.texts_to("dina")) == 1


def test_a_pressed_key_takes_the_case_in_the_name_of_whoever_pressed_it(world: World) -> None:
    case_id = rings(world)
    assert world.picked_up(world.voice.calls[0], Outcome.ACKNOWLEDGED)
    case = world.case(case_id).state
    assert (case.state, case.owner_name) == ("owned", "Dina")
    assert "call_acknowledged" in world.told(f"case/{case_id}")
    world.picked_up(world.voice.calls[0], Outcome.ACKNOWLEDGED)
    assert world.told(f"case/{case_id}").count("call_acknowledged") == 1


@pytest.mark.parametrize("outcome", [Outcome.ANSWERED, Outcome.VOICEMAIL, Outcome.NO_ANSWER, Outcome.BUSY])
def test_whatever_else_happens_to_a_call_the_case_is_nobodys_and_it_rings_again(world: World, outcome: Outcome) -> None:
    case_id = rings(world)
    world.picked_up(world.voice.calls[0], outcome)
    assert world.case(case_id).state.state == "open"
    world.advance(200)
    assert len(world.voice.calls) >= 2
    assert world.case(case_id).state.undelivered == 0


def test_a_call_is_tried_three_times_and_then_it_is_the_ladders(world: World) -> None:
    rings(world)
    for _ in range(5):
        world.picked_up(world.voice.calls[-1], Outcome.NO_ANSWER)
        world.advance(30)
    assert len(world.voice.calls) == 3


def test_the_ladder_rings_on_until_somebody_has_it(world: World) -> None:
    rings(world, repeat_s=60)
    world.advance(125)
    assert len({call.reference for call in world.voice.calls}) >= 3


def test_a_key_that_is_pressed_late_counts_and_one_for_a_case_that_is_taken_changes_nothing(world: World) -> None:
    case_id = rings(world)
    first = world.voice.calls[0]
    world.advance(400)
    world.take(world.case(case_id), "olav")
    assert world.picked_up(first, Outcome.ACKNOWLEDGED)
    assert world.case(case_id).state.owner_name == "Olav"


def test_a_call_that_no_supplier_takes_shows_on_its_case(world: World) -> None:
    world.voice.refusal = Refused("the number is barred", permanent=True)
    case_id = rings(world)
    assert world.case(case_id).state.undelivered == 1


def test_a_forged_report_touches_nothing(world: World) -> None:
    rings(world)
    forged = msgspec.structs.replace(world.voice.calls[0], reference="abc.def")
    assert not world.picked_up(forged, Outcome.ACKNOWLEDGED)
