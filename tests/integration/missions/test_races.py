"""Races about a mission, provoked on the real database: each is settled one way or the other, and nothing is lost."""

from collections.abc import Callable

import pytest

from chalicelib.missions.states import Mission
from chalicelib.platform.ids import new_id
from chalicelib.platform.problems import Problem
from tests.integration.guards.test_races import at_once, sweepers
from tests.support.missions import MINUTE, Field
from tests.support.world import World


def refusals(*acts: Callable[[], object]) -> list[str]:
    """What was refused of what is done in the same instant."""
    raised = at_once(*acts)
    assert all(isinstance(one, Problem) for one in raised), raised
    return [one.message_id for one in raised if isinstance(one, Problem)]


@pytest.mark.parametrize("number", range(3))
def test_a_check_in_in_the_instant_of_its_deadline_is_one_or_the_other(world: World, field: Field, number: int) -> None:
    mission_id = field.register()
    world.advance(35 * MINUTE - 1)
    world.now_ms += 1000
    assert at_once(lambda: field.check_in(mission_id), *sweepers(world)) == []
    told, cases = field.told(mission_id), world.open_cases("silence")
    assert told.count("check_in") == 1
    assert told.count("missed") == len(cases) <= 1
    if cases:
        assert cases[0].state.evidence_at_ms == world.now_ms
    assert field.mission(mission_id).next_ms == world.now_ms + 30 * MINUTE * 1000
    assert world.broken(f"mission/{mission_id}") == []


def test_two_operators_who_tell_of_one_call_count_it_once(world: World, field: Field) -> None:
    mission_id = field.register(contact="centre_calls")
    world.advance(30 * MINUTE)
    refused = refusals(
        lambda: field.log(mission_id, "no_answer"),
        lambda: field.log(mission_id, "no_answer", by="oda"),
    )
    assert refused == ["mission.call_told"]
    assert field.mission(mission_id).call_attempt == 1
    assert field.told(mission_id).count("called") == 1


def test_reached_and_not_reached_in_the_same_instant_somebody_was_heard(world: World, field: Field) -> None:
    mission_id = field.register(contact="centre_calls")
    world.advance(30 * MINUTE)
    refusals(lambda: field.log(mission_id, "no_answer"), lambda: field.log(mission_id, "reached", by="oda"))
    mission = field.mission(mission_id)
    assert (mission.heard_at_ms, mission.call_attempt, mission.call_stage) == (world.now_ms, 0, "coming")
    assert mission.next_ms == world.now_ms + 30 * MINUTE * 1000


@pytest.mark.parametrize("number", range(3))
def test_a_call_dialled_in_the_instant_of_the_centres_failure_is_one_or_the_other(
    world: World, field: Field, number: int
) -> None:
    mission_id = field.register(contact="centre_calls")
    world.advance(31 * MINUTE - 1)
    world.now_ms += 1000
    assert at_once(lambda: field.dial(mission_id), *sweepers(world)) == []
    told, cases = field.told(mission_id), world.open_cases("call_missed")
    assert told.count("call_dialled") == 1
    assert told.count("call_missed") == len(cases) <= 1
    assert field.mission(mission_id).call_stage == "dialled"
    if cases:
        assert "call_dialled" in world.told(cases[0].state.key.pk)


def test_an_end_and_an_extension_in_the_same_instant(world: World, field: Field) -> None:
    mission_id = field.register()
    refused = refusals(lambda: field.end(mission_id), lambda: field.extend(mission_id, 30))
    assert refused in ([], ["mission.over"])
    mission = field.mission(mission_id)
    assert (mission.state, mission.lane) == ("ended", None)
    assert field.told(mission_id).count("extended") == 1 - len(refused)
    world.advance(10 * 3600)
    assert world.open_cases() == []


def test_the_same_registration_twice_at_once_is_one_mission(world: World, field: Field) -> None:
    command, ids = f"register/{new_id()}", list[str]()
    assert at_once(*[lambda: ids.append(field.register(command=command))] * 3) == []
    assert len(set(ids)) == 1
    assert field.told(ids[0]).count("mission_registered") == 1


def test_two_missions_begun_at_once_are_one(world: World, field: Field) -> None:
    begun: list[str] = []
    refused = refusals(*(lambda: begun.append(field.register()) for _ in range(2)))
    assert refused == ["mission.another"]
    assert len(begun) == 1


def test_begun_and_cancelled_in_the_same_instant_is_one_of_them(world: World, field: Field) -> None:
    mission_id = field.register(in_s=600)
    refused = refusals(lambda: field.start(mission_id), lambda: field.cancel(mission_id))
    assert len(refused) == 1
    assert field.mission(mission_id).state in ("under_way", "cancelled")


def test_two_of_a_party_who_cry_for_help_at_once_are_one_case(world: World, field: Field) -> None:
    mission_id = field.register(party=("filip",))
    ids: list[str] = []
    assert at_once(*(lambda name=name: ids.append(field.sos(name)) for name in ("frida", "filip"))) == []
    assert len(set(ids)) == 1
    assert len(world.open_cases("sos")) == 1
    assert field.mission(mission_id).sos_id == ids[0]


def test_four_sweepers_on_missions_decide_each_once(world: World, field: Field) -> None:
    own = field.register("finn")
    called = field.register(contact="centre_calls")
    world.advance(31 * MINUTE - 1)
    world.now_ms += 1000
    assert at_once(*sweepers(world)) == []
    assert field.told(called).count("call_missed") == 1
    world.advance(4 * MINUTE - 1)
    world.now_ms += 1000
    assert at_once(*sweepers(world)) == []
    assert field.told(own).count("missed") == 1
    assert (len(world.open_cases("silence")), len(world.open_cases("call_missed"))) == (1, 1)


def test_killed_at_any_step_the_mission_is_judged_again(world: World, field: Field) -> None:
    """What was read before the process died decides nothing: the row is still due, and found again."""
    mission_id = field.register()
    world.advance(35 * MINUTE - 1)
    world.now_ms += 1000
    stale = world.engine.get(field.mission(mission_id).key, Mission)
    world.settle()
    assert stale is not None
    world.settles()[Mission.KIND](world.engine, stale, world.now_ms)
    assert field.told(mission_id).count("missed") == 1
