"""How soon cases are taken, as the desk asks it while they come."""

from typing import Any

import pytest

from chalicelib.engine.cases import Opening, Plan, open_case, plan_key
from chalicelib.engine.joining import alert_anew
from chalicelib.platform.ids import new_id
from chalicelib.records.change import Change
from tests.integration.doors.conftest import Centre
from tests.support.world import TESTER


class Watching:
    """Cases of a kind that no other test of the module has, so that its figures are this test's own."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.kind = f"alarm_{new_id()}"
        self.token = centre.token("olav", "operator")

    def opening(self, case_id: str, kind: str, priority: int) -> Opening:
        return Opening(id=case_id, kind=kind, customer_id=self.centre.world.id("customer"), priority=priority)

    def comes(self, *, kind: str = "", priority: int = 1) -> str:
        case_id, world = new_id(), self.centre.world
        opening = self.opening(case_id, kind or self.kind, priority)
        world.engine.commit(Change(open_case(opening, world.now_ms)), actor=TESTER, at_ms=world.now_ms)
        return case_id

    def at(self, case_id: str, what: str, **body: Any) -> None:
        answer = self.centre.send("POST", f"cases/{case_id}/{what}", body, token=self.token)
        assert answer.status == 200, answer.json

    def after(self, seconds: int) -> None:
        self.centre.world.now_ms += seconds * 1_000
        self.token = self.centre.token("olav", "operator")

    def figures(self, hours: int = 12, kind: str = "") -> dict[str, Any] | None:
        told = self.centre.send("GET", f"response-times?hours={hours}", token=self.token).json
        return next((one["figures"] for one in told["kinds"] if one["kind"] == (kind or self.kind)), None)


@pytest.fixture
def watching(centre: Centre) -> Watching:
    return Watching(centre)


def test_it_is_counted_from_the_alarm_to_the_first_who_takes_it_and_only_once(watching: Watching) -> None:
    case = watching.comes()
    watching.after(20)
    watching.at(case, "take")
    watching.at(case, "release")
    watching.after(100)
    watching.at(case, "take")
    found = watching.figures()
    assert found is not None
    assert (found["count"], found["waiting"], found["first_ms"], found["late"]) == (1, 0, 20_000, False)
    assert (found["first_limit_ms"], found["second_limit_ms"]) == (30_000, 60_000)
    watching.at(case, "resolve", disposition="false_alarm")
    assert watching.figures() == found


def test_while_it_waits_it_is_late_already(watching: Watching) -> None:
    case = watching.comes()
    watching.after(90)
    found = watching.figures()
    assert found is not None
    assert (found["count"], found["waiting"], found["second_ms"], found["late"]) == (1, 1, 90_000, True)
    watching.at(case, "take")


def test_what_something_graver_has_joined_is_taken_anew(watching: Watching) -> None:
    world = watching.centre.world
    case = watching.comes(priority=3)
    watching.at(case, "take")
    watching.after(600)
    plan = world.engine.get(plan_key(case), Plan)
    assert plan is not None
    graver = watching.opening(case, watching.kind, 1)
    raised = alert_anew(world.case(case), plan, graver, 1, world.now_ms)
    world.engine.commit(Change(raised), actor=TESTER, at_ms=world.now_ms)
    watching.after(10)
    watching.at(case, "take")
    told = watching.centre.send("GET", "response-times", token=watching.token).json["kinds"]
    assert [(one["grave"], one["figures"]["first_ms"]) for one in told if one["kind"] == watching.kind] == [
        (True, 10_000),
        (False, 0),
    ]


def test_what_was_taken_long_ago_is_not_in_the_last_hour(watching: Watching) -> None:
    watching.at(watching.comes(), "take")
    watching.after(2 * 3_600)
    assert watching.figures(hours=1) is None
    assert watching.figures(hours=12) is not None


def test_nobody_asks_for_more_than_a_week(watching: Watching) -> None:
    refused = watching.centre.send("GET", "response-times?hours=169", token=watching.token)
    assert (refused.status, refused.fields) == (422, ["hours"])
