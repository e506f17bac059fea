"""The centre calls at each interval, and tells how it went; whoever is not reached is silent."""

import msgspec
import pytest

from chalicelib.desk.mission_views import call_rows
from chalicelib.missions.states import Mission, mission_key
from chalicelib.platform.problems import Problem
from chalicelib.records.change import Change, create
from chalicelib.records.rows import Row
from chalicelib.register.place_kind import DEFAULT_KINDS, PlaceKind
from chalicelib.register.policy import Rung
from tests.support.missions import HALF_HOUR, MINUTE, Field
from tests.support.world import TESTER, World


def test_each_interval_puts_a_due_call_on_the_list_with_number_and_place(
    world: World, field: Field, called: str
) -> None:
    world.advance(HALF_HOUR)
    assert field.mission(called).call_stage == "due"
    row = world.engine.get(mission_key(called), Mission)
    assert row is not None
    (call,) = call_rows(world.engine, [row], world.now_ms)
    assert (call.phone, call.place, call.due_at_ms) == (world.phone("frida"), "Takseringsflate 214", world.now_ms)
    assert call.script == "", "the usual, which the desk has in each language"
    assert (call.attempt, call.failed) == (1, False)
    assert world.texts_to("frida") == []  # nobody is asked to check in whom the centre calls


def test_calls_to_come_are_listed_before_they_are_due(world: World, field: Field, called: str) -> None:
    row = world.engine.get(mission_key(called), Mission)
    assert row is not None
    (call,) = call_rows(world.engine, [row], world.now_ms)
    assert call.due_at_ms == world.now_ms + HALF_HOUR * 1000


def test_reached_in_time_the_next_call_is_counted_from_the_agreed_one(world: World, field: Field, called: str) -> None:
    agreed_ms = world.now_ms + HALF_HOUR * 1000
    world.advance(HALF_HOUR + 40)
    field.dial(called)
    world.advance(50)
    after = field.log(called, "reached")
    assert (after.call_stage, after.next_ms) == ("coming", agreed_ms + HALF_HOUR * 1000)
    assert after.heard_at_ms == world.now_ms
    world.advance(20 * MINUTE)
    assert world.open_cases() == []


def test_called_early_nobody_is_left_longer_than_was_agreed(world: World, field: Field, called: str) -> None:
    world.advance(20 * MINUTE)
    field.dial(called)
    assert field.log(called, "reached").next_ms == world.now_ms + HALF_HOUR * 1000


def test_how_a_call_went_is_told_once(world: World, field: Field, called: str) -> None:
    world.advance(HALF_HOUR)
    field.log(called, "no_answer")
    with pytest.raises(Problem) as refusal:
        field.log(called, "no_answer", by="oda")
    assert refusal.value.message_id == "mission.call_told"
    assert field.mission(called).call_attempt == 1


def test_no_answer_is_tried_again_soon_and_then_it_is_a_silence(world: World, field: Field, called: str) -> None:
    world.advance(HALF_HOUR)
    for attempt in (1, 2):
        field.dial(called)
        world.advance(30)
        after = field.log(called, "no_answer")
        assert (after.call_attempt, after.next_ms) == (attempt, world.now_ms + 5 * MINUTE * 1000)
        assert world.open_cases() == []
        world.advance(5 * MINUTE)
        assert field.mission(called).call_stage == "due"
    field.dial(called)
    after = field.log(called, "no_answer")
    assert after.stage == "silent"
    case = world.the_case("silence").state
    assert case.subject == f"mission/{called}"
    assert "Sentralen har ringt deg uten å få svar" in world.texts_to("frida")[-1]
    world.advance(5 * MINUTE)
    assert "svarer ikke når sentralen ringer" in world.texts_to("dina")[-1]


def test_the_operator_chooses_when_to_try_again_within_what_the_place_allows(
    world: World, field: Field, called: str
) -> None:
    world.advance(HALF_HOUR)
    assert field.log(called, "busy", again_min=2).next_ms == world.now_ms + 2 * MINUTE * 1000
    world.advance(2 * MINUTE)
    with pytest.raises(Problem) as refusal:
        field.log(called, "busy", again_min=6)
    assert [one.field for one in refusal.value.errors] == ["again_min"]


def test_answered_by_a_machine_is_not_reached(world: World, field: Field, called: str) -> None:
    world.advance(HALF_HOUR)
    after = field.log(called, "voicemail")
    assert (after.call_attempt, after.heard_at_ms) == (1, world.now_ms - HALF_HOUR * 1000)


def test_a_wrong_number_is_a_silence_at_once(world: World, field: Field, called: str) -> None:
    world.advance(HALF_HOUR)
    field.log(called, "wrong_number")
    assert len(world.open_cases("silence")) == 1


def test_a_check_in_stands_for_the_call(world: World, field: Field, called: str) -> None:
    world.advance(HALF_HOUR + 10)
    after = field.check_in(called)
    assert (after.call_stage, after.next_ms) == ("coming", world.now_ms + HALF_HOUR * 1000)
    world.text("frida", "ok")
    assert "Vi ringer deg" in world.texts_to("frida")[-1]


def test_nobody_is_called_who_checks_in(field: Field) -> None:
    mission_id = field.register()
    with pytest.raises(Problem) as refusal:
        field.dial(mission_id)
    assert refusal.value.message_id == "mission.no_calls"


def test_after_the_silence_is_resolved_the_calls_go_on(world: World, field: Field, called: str) -> None:
    world.advance(HALF_HOUR)
    field.log(called, "wrong_number")
    case = world.the_case("silence")
    world.take(case)
    world.resolve(case)
    mission = field.mission(called)
    assert (mission.stage, mission.call_stage, mission.call_attempt) == ("ok", "coming", 0)
    assert mission.next_ms == world.now_ms + HALF_HOUR * 1000


def test_reached_while_the_silence_is_a_case_is_evidence(world: World, field: Field, called: str) -> None:
    world.advance(HALF_HOUR)
    field.log(called, "wrong_number")
    world.advance(60)
    after = field.log(called, "reached")
    # Each half hour stays each half hour.
    assert (after.stage, after.next_ms) == ("ok", world.now_ms - 60_000 + HALF_HOUR * 1000)
    assert world.the_case("silence").state.evidence_at_ms == world.now_ms


def test_another_operator_takes_the_dialling_over(world: World, field: Field, called: str) -> None:
    world.advance(HALF_HOUR)
    field.dial(called)
    world.advance(60)
    after = field.dial(called, by="oda")
    assert (after.dialled_by, after.dialled_at_ms) == (world.id("oda"), world.now_ms)


def test_dialling_twice_gives_nobody_more_time(world: World, field: Field, called: str) -> None:
    world.advance(HALF_HOUR)
    field.dial(called)
    world.advance(60)
    assert field.dial(called).dialled_at_ms == world.now_ms - 60_000


def test_a_customers_own_kind_of_place_holds_for_its_missions(world: World, field: Field) -> None:
    usual = DEFAULT_KINDS["system-sea"]
    own: PlaceKind = msgspec.structs.replace(
        usual,
        id=world.id("fjord"),
        customer_id=world.id("customer"),
        name="Fjord",
        interval_s=600,
        call_tries=1,
        call_again_s=60,
        script="Er du i båten?",
        ladder=(Rung(after_s=0, to="duty_manager", channels=("sms",)),),
    )
    world.engine.commit(Change((create(own),)), actor=TESTER, at_ms=world.now_ms)
    mission_id = field.register(kind_id=own.id, contact="centre_calls")
    assert field.mission(mission_id).interval_s == 600
    world.advance(600)
    row = world.engine.get(mission_key(mission_id), Mission)
    assert isinstance(row, Row)
    assert call_rows(world.engine, [row], world.now_ms)[0].script == "Er du i båten?"
    field.log(mission_id, "no_answer")
    assert "svarer ikke" in world.texts_to("dina")[-1]  # its one try, and its own ladder


def test_another_customers_kind_of_place_is_not_to_be_chosen(world: World, field: Field) -> None:
    theirs = msgspec.structs.replace(DEFAULT_KINDS["system-sea"], id=world.id("their"), customer_id=world.id("others"))
    world.engine.commit(Change((create(theirs),)), actor=TESTER, at_ms=world.now_ms)
    with pytest.raises(Problem) as refusal:
        field.register(kind_id=theirs.id)
    assert [one.field for one in refusal.value.errors] == ["kind_id"]
