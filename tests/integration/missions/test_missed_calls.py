"""An agreed call that the centre does not make is its own failure: everybody there is told, nobody outside."""

from chalicelib.desk.mission_views import call_rows
from chalicelib.missions.states import Mission, mission_key
from tests.support.missions import HALF_HOUR, MINUTE, Field
from tests.support.world import World


def listed(world: World, mission_id: str) -> list[str]:
    """The numbers of the calls on the operators' list."""
    row = world.engine.get(mission_key(mission_id), Mission)
    assert row is not None
    return [call.phone for call in call_rows(world.engine, [row], world.now_ms)]


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
