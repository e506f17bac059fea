"""Somebody may be stuck in a lift: from the alarm to its end, on the real store and through the doors."""

from typing import Any

import pytest

from chalicelib.alarms.lift import CALL_AGAIN_MS, CALL_EVERY_MS, GRACE_MS, LiftAlarm, lift_key
from chalicelib.alarms.lifts import ROUTES
from chalicelib.desk.routes import ROUTES as DESK_ROUTES
from chalicelib.engine.cases import NotAllowed
from tests.support.desk_doors import token_in
from tests.support.doors import Answered, Doors
from tests.support.panels import Panels
from tests.support.world import World

EVERY_S, AGAIN_S, GRACE_S = CALL_EVERY_MS // 1000, CALL_AGAIN_MS // 1000, GRACE_MS // 1000


def a_lift(panels: Panels, *, ended_by: str = "lift") -> str:
    """A lift that has just raised its alarm: its panel."""
    lift = {"number": "NO-5013-17", "voice_phone": "49000292", "test_hours": 72, "ended_by": ended_by}
    panel = panels.add(codes=[{"code": "150", "category": "lift"}], zones=[], lift=lift)
    panels.send("1001", "150 00")
    return panel.id


def lift_of(world: World, panels: Panels) -> LiftAlarm:
    case = panels.case().state
    row = world.engine.get(lift_key(case.id, panels.accounts["1001"].id), LiftAlarm)
    assert row is not None
    return row.state


class Desk:
    """An operator with an open case."""

    def __init__(self, world: World) -> None:
        self._send = Doors((*ROUTES, *DESK_ROUTES), world.engine, world.config, lambda: world.now_ms)
        self._world = world

    def __call__(self, path: str, body: object) -> Answered:
        return self._send("POST", path, body, token=token_in(self._world, self._send))

    def tell(self, panels: Panels, what: str, **more: Any) -> Answered:
        """Something about the one lift there is."""
        panel = panels.accounts["1001"]
        return self(f"cases/{panels.case().state.id}/lifts/{panel.id}", {"what": what, **more})


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


def test_the_alarm_goes_from_received_to_ended_step_by_step(world: World, panels: Panels, desk: Desk) -> None:
    a_lift(panels)
    assert lift_of(world, panels).stage == "alarm"
    assert desk(f"cases/{panels.case().state.id}/take", {}).status == 200
    assert lift_of(world, panels).stage == "acknowledged"
    answer = desk.tell(panels, "voice_contact")
    assert (answer.status, answer.json["lifts"][0]["stage"]) == (200, "voice_contact")
    assert answer.json["lifts"][0]["voice_phone"] == "+4749000292"
    assert desk.tell(panels, "rescue_dispatched", name="Heisvakten, Per").status == 200
    assert lift_of(world, panels).stage == "rescue_dispatched"
    assert desk.tell(panels, "ended_by_fitter", name="Per").status == 200
    assert (lift_of(world, panels).stage, lift_of(world, panels).ended_by) == ("ended", "fitter")
    assert desk.tell(panels, "voice_contact").status == 409


def test_the_lifts_own_signal_ends_it_where_its_word_is_enough(world: World, panels: Panels) -> None:
    a_lift(panels)
    panels.send("1001", "3150 00")
    assert lift_of(world, panels).ended_by == "lift"
    assert "lift_ended" in panels.told(panels.case())
    panels.send("1001", "150 00")
    assert lift_of(world, panels).stage == "alarm", "whoever was free may be stuck again"


def test_a_press_after_it_was_free_takes_the_case_from_its_owner_and_alerts_anew(world: World, panels: Panels) -> None:
    a_lift(panels)
    panels.send("1001", "3150 00")
    world.take(panels.case())
    round_before = panels.case().state.round
    panels.send("1001", "150 00")
    assert (panels.case().state.state, panels.case().state.round > round_before) == ("open", True)
    assert "lift_stuck_again" in panels.told(panels.case())


def test_one_more_press_while_it_stands_leaves_the_case_with_its_owner(world: World, panels: Panels) -> None:
    a_lift(panels)
    world.take(panels.case())
    panels.send("1001", "150 00")
    assert panels.case().state.state != "open"


def test_an_older_lift_is_ended_by_a_named_fitter_alone(world: World, panels: Panels) -> None:
    a_lift(panels, ended_by="fitter")
    panels.send("1001", "3150 00")
    assert lift_of(world, panels).stage == "alarm"


def test_those_inside_are_called_each_ten_minutes_and_a_missed_call_alerts_anew(
    world: World, panels: Panels, desk: Desk
) -> None:
    a_lift(panels)
    desk.tell(panels, "voice_contact")
    world.advance(EVERY_S - 1)
    assert not lift_of(world, panels).is_due
    world.advance(2)
    assert lift_of(world, panels).is_due
    world.take(panels.case())
    round_before = panels.case().state.round
    world.advance(GRACE_S)
    assert "lift_call_missed" in panels.told(panels.case())
    assert (panels.case().state.state, panels.case().state.round > round_before) == ("open", True)


def test_a_call_in_time_is_not_missed_and_one_without_an_answer_comes_again_soon(
    world: World, panels: Panels, desk: Desk
) -> None:
    a_lift(panels)
    world.advance(EVERY_S + GRACE_S // 2)
    assert lift_of(world, panels).is_due
    assert desk.tell(panels, "no_answer").status == 200
    assert lift_of(world, panels).call_ms == world.now_ms + CALL_AGAIN_MS
    world.advance(GRACE_S)
    assert lift_of(world, panels).missed == 0
    world.advance(AGAIN_S)
    assert lift_of(world, panels).missed == 1


def test_a_case_does_not_end_while_somebody_may_be_stuck(world: World, panels: Panels, desk: Desk) -> None:
    a_lift(panels)
    case = panels.case().state
    world.advance(10)
    world.take(panels.case())
    with pytest.raises(NotAllowed) as refused:
        world.resolve(panels.case())
    assert (refused.value.reason, refused.value.params) == ("case.lift_not_free", {"lift": "NO-5013-17"})
    assert panels.case().state.key == case.key, "it is open still"
    assert desk.tell(panels, "ended_by_person").json["errors"][0]["field"] == "name"
    assert desk.tell(panels, "ended_by_person", name="Kari").json["errors"][0]["field"] == "reason"
    assert desk.tell(panels, "ended_by_person", name="Kari", reason="Står selv i den tomme heisen.").status == 200
    world.resolve(panels.case())
    assert world.open_cases() == []
