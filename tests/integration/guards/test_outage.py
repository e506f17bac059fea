"""After an outage of ours nobody is called missing before being asked: starts and ends of shifts, as silences."""

import pytest

from chalicelib.guards.states import Shift, shift_key
from chalicelib.platform.time import MINUTE_MS, SECOND_MS
from tests.support.world import World

OUTAGE_MS = 90 * MINUTE_MS
GRACE_MS = 5 * MINUTE_MS


def cut_off(world: World, for_ms: int = OUTAGE_MS) -> None:
    """The centre is down for so long, and then finds what fell due meanwhile."""
    world.now_ms += for_ms
    world.settle()


def to(world: World, at_ms: int) -> None:
    world.advance((at_ms - world.now_ms) / SECOND_MS)


def shift_of(world: World, shift_id: str) -> Shift:
    row = world.engine.get(shift_key(shift_id), Shift)
    assert row is not None
    return row.state


def kinds(world: World) -> list[str]:
    """The open cases but for the outage itself."""
    return [row.state.kind for row in world.open_cases() if row.state.kind != "system"]


def test_whose_shift_began_meanwhile_is_asked_and_has_the_grace_from_now(world: World) -> None:
    shift_id = world.plan("bob", in_s=600)
    cut_off(world)
    assert kinds(world) == []
    (text,) = world.texts_to("bob")
    assert "Svar PÅ" in text
    back_ms = world.now_ms
    to(world, back_ms + GRACE_MS - 1)
    assert kinds(world) == []
    to(world, back_ms + GRACE_MS)
    assert kinds(world) == ["not_on_duty"]
    told = [kind for kind in world.told(f"shift/{shift_id}") if not kind.startswith("sms")]
    assert told == ["shift_planned", "reminded_of_start", "start_missed"]


def test_who_was_reminded_before_and_came_in_vain_is_asked_again_once(world: World) -> None:
    shift_id = world.plan("bob", in_s=600)
    world.advance(601)
    assert len(world.texts_to("bob")) == 1
    cut_off(world)
    assert kinds(world) == []
    assert len(world.texts_to("bob")) == 2
    assert "late_detected" in world.told(f"shift/{shift_id}")
    back_ms = world.now_ms
    to(world, back_ms + GRACE_MS)
    assert kinds(world) == ["not_on_duty"]
    assert len(world.texts_to("bob")) >= 2


def test_who_goes_on_duty_when_asked_makes_no_case(world: World) -> None:
    shift_id = world.plan("bob", in_s=600)
    cut_off(world)
    world.text("bob", "PÅ")
    assert shift_of(world, shift_id).state == "met"
    world.advance(6 * 60)
    assert kinds(world) == []


def test_a_shift_that_is_over_by_then_is_a_case_at_once(world: World) -> None:
    """Nobody is asked to come to what has ended; whether anybody was there is for a person to find out."""
    shift_id = world.plan("bob", in_s=600, hours=1)
    world.advance(601)
    cut_off(world)
    assert kinds(world) == ["not_on_duty"]
    assert "late_detected" not in world.told(f"shift/{shift_id}")


def test_one_who_was_to_end_meanwhile_is_asked_and_has_the_grace_from_now(world: World) -> None:
    world.on_duty("alice", hours=1)
    duty_id = world.on_duty("bob", hours=1)
    cut_off(world)
    assert "not_off_duty" not in kinds(world)
    assert any("SLUTT" in text for text in world.texts_to("bob"))
    back_ms = world.now_ms
    world.check_in(duty_id)
    to(world, back_ms + GRACE_MS - 1)
    assert "not_off_duty" not in kinds(world)
    to(world, back_ms + GRACE_MS)
    assert "not_off_duty" in kinds(world)


def test_who_was_reminded_of_the_end_before_the_outage_is_asked_again_once(world: World) -> None:
    duty_id = world.on_duty("alice", hours=1)
    for _ in range(3):
        world.advance(17 * 60)
        world.check_in(duty_id)
    reminders = [text for text in world.texts_to("alice") if "SLUTT" in text]
    assert len(reminders) == 1
    cut_off(world)
    assert "not_off_duty" not in kinds(world)
    assert len([text for text in world.texts_to("alice") if "SLUTT" in text]) == 2
    assert "late_detected" in world.told(f"duty/{duty_id}")
    world.check_in(duty_id)
    world.advance(GRACE_MS / SECOND_MS)
    assert kinds(world).count("not_off_duty") == 1


def test_who_answers_the_question_about_the_end_makes_no_case(world: World) -> None:
    duty_id = world.on_duty("alice", hours=1)
    cut_off(world)
    world.text("alice", "SLUTT")
    assert not world.duty(duty_id).on
    world.advance(6 * 60)
    assert kinds(world) == []


def test_a_longer_duty_is_reminded_of_its_new_end_as_ever(world: World) -> None:
    duty_id = world.on_duty("alice", hours=1)
    cut_off(world)
    world.check_in(duty_id)
    world.text("alice", "+30")
    end_ms = world.duty(duty_id).planned_end_ms
    while world.now_ms < end_ms + GRACE_MS - MINUTE_MS:
        to(world, min(world.now_ms + 17 * MINUTE_MS, end_ms + GRACE_MS - MINUTE_MS))
        world.check_in(duty_id)
    assert kinds(world) == []
    to(world, end_ms + GRACE_MS)
    assert kinds(world) == ["not_off_duty"]


def test_a_clock_that_is_late_time_after_time_puts_nothing_off_for_ever(world: World) -> None:
    world.plan("bob", in_s=600)
    duty_id = world.on_duty("alice", hours=1)
    for _ in range(4):
        cut_off(world, 10 * MINUTE_MS)
        world.check_in(duty_id)
    for _ in range(4):
        cut_off(world, 10 * MINUTE_MS)
    assert {"not_on_duty", "not_off_duty", "silence"} <= set(kinds(world))


def test_a_hundred_that_were_in_vain_become_no_hundred_cases(world: World) -> None:
    names = [f"guard{number}" for number in range(12)]
    world.hire(*names)
    for name in names:
        world.plan(name, in_s=600)
    cut_off(world)
    assert kinds(world) == []
    assert all(len(world.texts_to(name)) == 1 for name in names)


@pytest.mark.parametrize("late_ms", [0, 30 * SECOND_MS])
def test_what_is_found_in_time_is_a_case_as_ever(world: World, late_ms: int) -> None:
    world.plan("bob", in_s=600)
    world.advance(600)
    world.now_ms += GRACE_MS + late_ms
    world.settle()
    assert kinds(world) == ["not_on_duty"]
