"""Longer, otherwise, over: what is changed of a mission is a deadline like the one before it."""

import pytest

from chalicelib.platform.problems import Problem
from chalicelib.register.earlier import Spot
from tests.support.missions import MINUTE, Field
from tests.support.world import World


def test_it_is_reminded_of_its_end_and_then_acted_on(world: World, field: Field) -> None:
    mission_id = field.register(hours=1)
    world.advance(24 * MINUTE)
    field.check_in(mission_id)
    world.advance(21 * MINUTE)
    assert "Oppdraget ditt slutter" in world.texts_to("frida")[-1]
    field.check_in(mission_id)
    world.advance(15 * MINUTE)
    assert world.open_cases() == []
    field.check_in(mission_id)
    world.advance(15 * MINUTE)
    case = world.the_case("mission_not_ended").state
    assert case.subject == f"mission/{mission_id}"
    world.advance(5 * MINUTE)
    assert "har ikke avsluttet oppdraget" in world.texts_to("dina")[-1]


def test_when_the_case_of_an_end_is_resolved_it_has_a_quarter_of_an_hour_more(world: World, field: Field) -> None:
    mission_id = field.register(hours=0.5)
    world.advance(29 * MINUTE)
    field.check_in(mission_id)
    world.advance(16 * MINUTE)
    case = world.the_case("mission_not_ended")
    world.take(case)
    world.resolve(case)
    mission = field.mission(mission_id)
    assert (mission.planned_end_ms, mission.end_stage) == (world.now_ms + 15 * MINUTE * 1000, "reminded")


def test_an_extension_is_a_new_end_with_its_own_reminder(world: World, field: Field) -> None:
    mission_id = field.register(hours=0.5)
    end_ms = field.mission(mission_id).planned_end_ms
    assert field.extend(mission_id, 60).planned_end_ms == end_ms + 60 * MINUTE * 1000
    world.advance(24 * MINUTE)
    assert world.texts_to("frida") == []


def test_an_extension_after_the_end_counts_from_now(world: World, field: Field) -> None:
    mission_id = field.register(hours=0.5)
    world.advance(29 * MINUTE)
    field.check_in(mission_id)
    world.advance(6 * MINUTE)
    assert field.extend(mission_id, 15).planned_end_ms == world.now_ms + 15 * MINUTE * 1000


def test_an_operator_ends_it_for_who_telephones(world: World, field: Field) -> None:
    mission_id = field.register()
    assert field.end(mission_id, by="olav").state == "ended"
    world.advance(3 * 3600)
    assert world.open_cases() == []


def test_an_end_while_a_silence_is_a_case_is_evidence_and_closes_nothing(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(36 * MINUTE)
    field.end(mission_id)
    case = world.the_case("silence")
    assert (case.state.state, case.state.evidence_at_ms) == ("open", world.now_ms)
    world.take(case)
    world.resolve(case)
    assert field.mission(mission_id).state == "ended"


def test_an_end_is_evidence_on_every_open_case_of_it(world: World, field: Field) -> None:
    """Silent, and not ended in time: one end is an answer to both."""
    mission_id = field.register(hours=0.5)
    world.advance(45 * MINUTE)
    assert {row.state.kind for row in world.open_cases()} == {"silence", "mission_not_ended"}
    field.end(mission_id)
    assert [row.state.evidence_at_ms for row in world.open_cases()] == [world.now_ms] * 2


def test_an_end_answers_three_cases_at_once(world: World, field: Field) -> None:
    """The centre forgot a call, the next was a wrong number, and then it was not ended in time."""
    mission_id = field.register(contact="centre_calls", hours=1)
    world.advance(31 * MINUTE)
    field.dial(mission_id)
    field.log(mission_id, "wrong_number")
    world.advance(60 * MINUTE)
    assert {row.state.kind for row in world.open_cases()} == {"call_missed", "silence", "mission_not_ended"}
    field.end(mission_id)
    assert [row.state.evidence_at_ms for row in world.open_cases()] == [world.now_ms] * 3


def test_a_mission_that_is_over_takes_no_more(field: Field) -> None:
    mission_id = field.register()
    field.end(mission_id)
    for act in (field.check_in, field.end, lambda one: field.extend(one, 15), lambda one: field.change(one, what="x")):
        with pytest.raises(Problem) as refusal:
            act(mission_id)
        assert refusal.value.message_id == "mission.over"


def test_a_shorter_interval_holds_from_now(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(5 * MINUTE)
    assert field.change(mission_id, interval_s=600).next_ms == world.now_ms + 600_000


def test_a_longer_interval_is_counted_from_when_somebody_was_heard(world: World, field: Field) -> None:
    mission_id = field.register()
    heard_ms = world.now_ms
    world.advance(5 * MINUTE)
    assert field.change(mission_id, interval_s=3600).next_ms == heard_ms + 3_600_000


def test_another_interval_does_not_excuse_what_is_overdue(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(32 * MINUTE)
    due_ms = field.mission(mission_id).next_ms
    after = field.change(mission_id, interval_s=2 * 3600)
    assert (after.next_ms, after.stage) == (due_ms, "reminded")
    world.advance(3 * MINUTE)
    assert len(world.open_cases("silence")) == 1


def test_from_own_check_in_to_calls_and_back(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(10 * MINUTE)
    after = field.change(mission_id, contact="centre_calls")
    assert (after.contact, after.next_ms) == ("centre_calls", world.now_ms + 30 * MINUTE * 1000)
    world.advance(30 * MINUTE)
    assert field.mission(mission_id).call_stage == "due"
    assert world.texts_to("frida") == []
    field.log(mission_id, "reached")
    field.change(mission_id, contact="own")
    world.advance(25 * MINUTE)
    assert "Meld deg innen" in world.texts_to("frida")[-1]


def test_a_call_that_is_due_is_not_excused_by_changing_how_contact_is_made(world: World, field: Field) -> None:
    mission_id = field.register(contact="centre_calls")
    world.advance(30 * MINUTE + 30)
    due_ms = field.mission(mission_id).next_ms
    after = field.change(mission_id, contact="own")
    assert after.next_ms == due_ms
    world.advance(5 * MINUTE)
    assert len(world.open_cases("silence")) == 1


def test_a_check_in_that_is_overdue_becomes_a_call_that_is_due(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(32 * MINUTE)
    field.change(mission_id, contact="centre_calls", by="olav")
    world.settle()
    assert field.mission(mission_id).call_stage in ("due", "failed")
    world.advance(60)
    assert len(world.open_cases("call_missed")) == 1


def test_the_start_can_be_moved_until_it_has_begun(world: World, field: Field) -> None:
    mission_id = field.register(in_s=600)
    later_ms = world.now_ms + 7200_000
    field.change(mission_id, start_ms=later_ms)
    world.advance(3600)
    assert world.texts_to("frida") == []
    world.advance(3600)
    assert "skulle begynne" in world.texts_to("frida")[-1]
    field.start(mission_id)
    with pytest.raises(Problem) as refusal:
        field.change(mission_id, start_ms=world.now_ms + 60_000)
    assert [one.field for one in refusal.value.errors] == ["start_ms"]


def test_what_is_left_out_stays_as_it_is(field: Field) -> None:
    mission_id = field.register()
    field.change(mission_id, place=Spot(latitude=60, longitude=10, name="Krokskogen"), route="Rundt Oppkuven")
    mission, details = field.mission(mission_id), field.details(mission_id)
    assert (mission.place.name, details.route, details.what) == ("Krokskogen", "Rundt Oppkuven", "Taksering av skog")
    assert details.text == ""
    assert details.vehicle == "Grønn Hilux"


def test_an_end_before_now_or_in_a_month_is_refused(world: World, field: Field) -> None:
    mission_id = field.register()
    for end_ms in (world.now_ms - 1, world.now_ms + 30 * 86_400_000):
        with pytest.raises(Problem) as refusal:
            field.change(mission_id, planned_end_ms=end_ms)
        assert [one.field for one in refusal.value.errors] == ["planned_end_ms"]


def test_nobody_stays_out_for_more_than_two_weeks(field: Field) -> None:
    mission_id = field.register()
    for _ in range(13):
        field.extend(mission_id, 1440)
    with pytest.raises(Problem) as refusal:
        field.extend(mission_id, 1440)
    assert [one.field for one in refusal.value.errors] == ["minutes"]


def test_what_was_told_is_gone_and_what_falls_due_is_acted_on_all_the_same(world: World, field: Field) -> None:
    from chalicelib.missions.states import Details, Mission, details_key
    from chalicelib.missions.views import mission_view
    from chalicelib.records.change import Change, remove
    from tests.support.world import TESTER

    mission_id = field.register()
    details = world.engine.get(details_key(mission_id), Details)
    assert details is not None
    world.engine.commit(Change((remove(details),)), actor=TESTER, at_ms=world.now_ms)
    world.advance(35 * MINUTE)
    case = world.the_case("silence")
    row = world.engine.get(field.mission(mission_id).key, Mission)
    assert row is not None
    assert mission_view(world.engine, row, world.now_ms).what == ""
    world.take(case)
    world.resolve(case)
    assert field.end(mission_id).state == "ended"


def test_a_case_resolved_after_the_mission_ended_wakes_nothing(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(36 * MINUTE)
    field.end(mission_id)
    case = world.the_case("silence")
    world.take(case)
    world.resolve(case)
    mission = field.mission(mission_id)
    assert (mission.on, mission.next_ms, mission.lane) == (False, None, None)
