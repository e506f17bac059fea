"""*Telefonen dør*: one tap while there is battery left, and a dead phone switches no watch off."""

import pytest

from chalicelib.engine.reports import Report
from chalicelib.engine.watching import LastWords
from chalicelib.guards import service as guards
from chalicelib.platform.problems import Problem
from chalicelib.records.change import Actor
from tests.support.missions import MINUTE, Field
from tests.support.world import World


def test_an_operator_is_told_at_once_where_to_and_when(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(10 * MINUTE)
    next_ms = world.now_ms + 50 * MINUTE * 1000
    after = field.dying(mission_id, going_to="Bua ved Gjøken", next_contact_ms=next_ms, companion_phone="+4749000888")
    assert after.next_ms == next_ms
    assert after.dying is not None
    assert after.dying.going_to == "Bua ved Gjøken"
    case = world.the_case("phone_dying").state
    assert (case.subject, case.priority) == (f"mission/{mission_id}", 3)
    assert world.open_cases("silence") == []


def test_what_is_agreed_as_the_next_contact_is_acted_on(world: World, field: Field) -> None:
    mission_id = field.register()
    next_ms = world.now_ms + 50 * MINUTE * 1000
    field.dying(mission_id, next_contact_ms=next_ms)
    world.advance(55 * MINUTE - 1)
    assert world.open_cases("silence") == []
    world.advance(1)
    assert len(world.open_cases("silence")) == 1


def test_a_dead_phone_switches_no_watch_off(world: World, field: Field) -> None:
    mission_id = field.register()
    with pytest.raises(Problem) as refusal:
        field.dying(mission_id, next_contact_ms=world.now_ms + 60 * MINUTE * 1000 + 1)
    assert [one.field for one in refusal.value.errors] == ["next_contact_ms"]


def test_last_words_within_the_grace_are_not_refused_for_a_contact_that_is_past(world: World, field: Field) -> None:
    """The page sends when the next contact was due: that may be over."""
    mission_id = field.register()
    due_ms = field.mission(mission_id).next_ms
    world.advance(32 * MINUTE)
    after = field.dying(mission_id, going_to="Bua", next_contact_ms=due_ms)
    assert (after.stage, after.next_ms) == ("ok", world.now_ms + 30 * MINUTE * 1000)
    assert len(world.open_cases("phone_dying")) == 1


def test_last_words_that_waited_for_a_network_are_told_and_are_no_evidence(world: World, field: Field) -> None:
    mission_id = field.register()
    due_ms = field.mission(mission_id).next_ms
    world.advance(20 * MINUTE)
    after = field.dying(mission_id, going_to="Bua", ago_s=10 * MINUTE, next_contact_ms=due_ms)
    assert after.dying is not None
    assert after.dying.at_ms == world.now_ms - 10 * MINUTE * 1000
    assert after.next_ms == due_ms
    assert len(world.open_cases("phone_dying")) == 1


def test_and_they_close_nothing_of_a_silence_that_is_a_case_already(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(36 * MINUTE)
    field.dying(mission_id, going_to="Bua", ago_s=20 * MINUTE)
    case = world.the_case("silence").state
    assert case.evidence_at_ms is None
    assert "phone_dying" in world.told(case.key.pk)
    assert field.mission(mission_id).stage == "silent"


def test_nobody_takes_it_and_the_duty_manager_hears_of_it(world: World, field: Field) -> None:
    field.dying(field.register())
    world.advance(10 * MINUTE)
    assert world.texts_to("dina")


def test_where_the_centre_calls_the_call_is_made_at_the_time_that_was_said(world: World, field: Field) -> None:
    mission_id = field.register(contact="centre_calls")
    next_ms = world.now_ms + 40 * MINUTE * 1000
    field.dying(mission_id, next_contact_ms=next_ms)
    world.advance(40 * MINUTE)
    assert field.mission(mission_id).call_stage == "due"


def test_a_call_that_was_due_does_not_stay_due_when_another_time_is_said(world: World, field: Field) -> None:
    mission_id = field.register(contact="centre_calls")
    world.advance(30 * MINUTE + 30)
    next_ms = world.now_ms + 40 * MINUTE * 1000
    after = field.dying(mission_id, next_contact_ms=next_ms)
    assert (after.call_stage, after.next_ms) == ("coming", next_ms)
    world.advance(10 * MINUTE)
    assert world.open_cases("call_missed") == []


def test_who_was_reminded_already_is_not_reminded_of_the_same_contact_again(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(26 * MINUTE)
    before = field.mission(mission_id)
    after = field.dying(mission_id, next_contact_ms=before.next_ms)
    assert (after.stage, after.next_ms) == ("reminded", before.next_ms)
    world.advance(9 * MINUTE)
    assert sum("Meld deg innen" in text for text in world.texts_to("frida")) == 1
    assert len(world.open_cases("silence")) == 1


def test_said_twice_it_is_one_case(world: World, field: Field) -> None:
    mission_id = field.register()
    field.dying(mission_id)
    world.take(world.the_case("phone_dying"))
    field.dying(mission_id, going_to="Bua ved Gjøken")
    case = world.the_case("phone_dying")
    assert case.state.evidence_at_ms == world.now_ms
    world.resolve(case)
    field.dying(mission_id)
    assert world.the_case("phone_dying").state.id != case.state.id


def test_an_end_is_an_answer_to_it(world: World, field: Field) -> None:
    mission_id = field.register()
    field.dying(mission_id)
    field.end(mission_id)
    assert world.the_case("phone_dying").state.evidence_at_ms == world.now_ms


def test_what_was_said_last_is_forgotten_with_the_watch(world: World, field: Field) -> None:
    mission_id = field.register()
    field.dying(mission_id, going_to="Bua ved Gjøken")
    assert field.end(mission_id).dying is None


def test_the_case_of_a_dying_phone_resolved_changes_nothing_of_the_watch(world: World, field: Field) -> None:
    mission_id = field.register()
    before = field.dying(mission_id)
    case = world.the_case("phone_dying")
    world.take(case)
    world.resolve(case)
    assert field.mission(mission_id).next_ms == before.next_ms


def test_while_a_silence_is_open_it_is_evidence_there(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(36 * MINUTE)
    field.dying(mission_id)
    assert world.open_cases("phone_dying") == []
    assert world.the_case("silence").state.evidence_at_ms == world.now_ms


def test_nothing_is_agreed_with_a_phone_whose_mission_has_not_begun(field: Field) -> None:
    with pytest.raises(Problem) as refusal:
        field.dying(field.register(in_s=3600))
    assert refusal.value.message_id == "mission.not_begun"


def test_a_guards_dying_phone_is_told_in_the_same_way(world: World) -> None:
    duty_id = world.on_duty("alice")
    next_ms = world.now_ms + 35 * MINUTE * 1000
    said = LastWords(going_to="Port 3", next_contact_ms=next_ms)
    report = Report(happened_at_ms=world.now_ms)
    actor = Actor("person", world.id("alice"))
    row = guards.phone_dying(world.engine, actor, "dying-00000000001", duty_id, said, report, world.now_ms)
    assert row.state.next_ms == next_ms
    assert world.the_case("phone_dying").state.subject == f"duty/{duty_id}"
    world.advance(36 * MINUTE)
    assert len(world.open_cases("silence")) == 1


def test_a_check_in_after_the_last_words_is_heard_on_their_case(world: World, field: Field) -> None:
    mission_id = field.register()
    field.dying(mission_id, going_to="Bua")
    world.advance(5 * MINUTE)
    field.check_in(mission_id)
    assert world.the_case("phone_dying").state.evidence_at_ms == world.now_ms


def test_a_forced_check_in_after_the_last_words_is_no_evidence(world: World, field: Field) -> None:
    mission_id = field.register()
    field.dying(mission_id, going_to="Bua")
    world.advance(5 * MINUTE)
    field.check_in(mission_id, duress=True)
    assert world.the_case("phone_dying").state.evidence_at_ms is None


def test_a_forced_check_in_is_no_evidence_on_a_silence(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(36 * MINUTE)
    field.check_in(mission_id, duress=True)
    assert world.the_case("silence").state.evidence_at_ms is None


def test_a_guard_who_checks_in_after_the_last_words_is_heard_on_their_case(world: World) -> None:
    duty_id = world.on_duty("alice")
    now_ms = world.now_ms
    actor = Actor("person", world.id("alice"))
    guards.phone_dying(world.engine, actor, "dying", duty_id, LastWords(), Report(happened_at_ms=now_ms), now_ms)
    world.advance(MINUTE)
    world.check_in(duty_id)
    heard_ms = world.now_ms
    assert world.the_case("phone_dying").state.evidence_at_ms == heard_ms
    world.advance(MINUTE)
    world.check_in(duty_id, duress=True)
    assert world.the_case("phone_dying").state.evidence_at_ms == heard_ms
