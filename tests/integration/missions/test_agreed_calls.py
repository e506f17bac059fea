"""The centre calls at each interval; a call that it does not make is its own failure, not the worker's silence."""

import pytest

from chalicelib.desk.mission_views import call_rows
from chalicelib.missions.states import Mission, mission_key
from chalicelib.platform.problems import Problem
from chalicelib.records.rows import Row
from chalicelib.register.policy import Rung
from tests.support.missions import MINUTE, Field
from tests.support.world import World

HALF_HOUR = 30 * MINUTE


@pytest.fixture
def called(field: Field) -> str:
    """Frida is out, and the centre calls each half hour."""
    return field.register(contact="centre_calls")


def listed(world: World, mission_id: str) -> list[str]:
    """The calls on the operators' list: number and script."""
    row = world.engine.get(mission_key(mission_id), Mission)
    assert row is not None
    return [f"{call.phone} {call.script[:3]}" for call in call_rows(world.engine, [row], world.now_ms)]


def test_each_interval_puts_a_due_call_on_the_list_with_number_place_and_script(
    world: World, field: Field, called: str
) -> None:
    world.advance(HALF_HOUR)
    assert field.mission(called).call_stage == "due"
    row = world.engine.get(mission_key(called), Mission)
    assert row is not None
    (call,) = call_rows(world.engine, [row], world.now_ms)
    assert (call.phone, call.place, call.due_at_ms) == (world.phone("frida"), "Takseringsflate 214", world.now_ms)
    assert call.script.startswith("Hei, det er sentralen")
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


def test_a_call_that_nobody_has_dialled_in_a_minute_is_the_centres_failure(
    world: World, field: Field, called: str
) -> None:
    world.advance(HALF_HOUR + 60 - 1)
    assert world.open_cases() == []
    world.advance(1)
    case = world.the_case("call_missed").state
    assert (case.desk, case.priority) == ("all", 2)  # red on every desk
    assert world.open_cases("silence") == []
    mission = field.mission(called)
    assert (mission.stage, mission.call_stage) == ("ok", "failed")
    assert listed(world, called)  # it is still to be made


def test_then_everybody_who_can_ring_is_told_and_then_the_duty_manager_again_and_again(
    world: World, field: Field, called: str
) -> None:
    world.advance(HALF_HOUR + 60)
    assert world.texts_to("olav") == []
    world.advance(30)
    assert "SENTRALEN HAR IKKE RINGT Frida" in world.texts_to("olav")[-1]
    assert world.texts_to("dina") == []
    world.advance(30)
    assert "SENTRALEN HAR IKKE RINGT Frida" in world.texts_to("dina")[-1]
    (first, *_) = world.voice.calls
    assert first.to == world.phone("dina")
    world.advance(3 * MINUTE)
    assert len(world.texts_to("dina")) >= 3
    for name in ("kari", "kjell", "frida"):
        assert world.texts_to(name) == []  # nobody outside is alarmed by what the centre forgot


def test_a_dialled_call_whose_outcome_nobody_tells_is_the_centres_failure_too(
    world: World, field: Field, called: str
) -> None:
    world.advance(HALF_HOUR + 30)
    field.dial(called)
    world.advance(3 * MINUTE - 1)
    assert world.open_cases() == []
    world.advance(1)
    assert len(world.open_cases("call_missed")) == 1


def test_a_second_failure_before_the_first_is_resolved_alerts_anew_in_the_same_case(
    world: World, field: Field, called: str
) -> None:
    world.advance(HALF_HOUR + 60)
    case = world.the_case("call_missed")
    world.take(case)
    field.dial(called)
    world.advance(60)
    assert world.the_case("call_missed").state.state == "owned"
    world.advance(2 * MINUTE)
    again = world.the_case("call_missed").state
    assert (again.id, again.state) == (case.state.id, "open")


def test_the_call_that_was_made_after_all_is_evidence_on_the_case(world: World, field: Field, called: str) -> None:
    world.advance(HALF_HOUR + 90)
    case = world.the_case("call_missed")
    field.dial(called, by="dina")
    field.log(called, "reached", by="dina")
    after = world.case(case.state.id).state
    assert (after.state, after.evidence_at_ms) == ("open", world.now_ms)
    world.take(case)
    world.resolve(case)
    mission = field.mission(called)
    assert (mission.call_case_id, mission.call_stage) == ("", "coming")
    assert mission.next_ms is not None
    assert mission.next_ms > world.now_ms


def test_a_failure_that_is_resolved_without_a_call_falls_due_at_once(world: World, field: Field, called: str) -> None:
    world.advance(HALF_HOUR + 60)
    case = world.the_case("call_missed")
    world.take(case)
    world.resolve(case)
    world.settle()
    assert field.mission(called).call_stage == "due"
    world.advance(60)
    assert world.the_case("call_missed").state.id != case.state.id


def test_a_check_in_stands_for_the_call(world: World, field: Field, called: str) -> None:
    world.advance(HALF_HOUR + 10)
    after = field.check_in(called)
    assert (after.call_stage, after.next_ms) == ("coming", world.now_ms + HALF_HOUR * 1000)
    world.text("frida", "ok")
    assert "Vi ringer deg" in world.texts_to("frida")[-1]


def test_a_deadline_that_comes_again_is_judged_again(world: World, field: Field, called: str) -> None:
    """Called, own, called: what was overdue stays overdue, and each failure is a case of its own."""
    world.advance(HALF_HOUR + 60)
    first = world.the_case("call_missed")
    field.change(called, contact="own")
    world.take(first)
    world.resolve(first)
    field.change(called, contact="centre_calls")
    world.advance(60)
    assert world.the_case("call_missed").state.id != first.state.id
    assert world.open_cases("system") == []


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
    import msgspec

    from chalicelib.records.change import Change, create
    from chalicelib.register.place_kind import DEFAULT_KINDS, PlaceKind
    from tests.support.world import TESTER

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
    import msgspec

    from chalicelib.records.change import Change, create
    from chalicelib.register.place_kind import DEFAULT_KINDS
    from tests.support.world import TESTER

    theirs = msgspec.structs.replace(DEFAULT_KINDS["system-sea"], id=world.id("their"), customer_id=world.id("others"))
    world.engine.commit(Change((create(theirs),)), actor=TESTER, at_ms=world.now_ms)
    with pytest.raises(Problem) as refusal:
        field.register(kind_id=theirs.id)
    assert [one.field for one in refusal.value.errors] == ["kind_id"]
