"""What nobody else gets to see or do of a mission, and what is wrong with what was sent."""

import pytest

from chalicelib.missions.service import find_mission
from tests.integration.doors.conftest import Centre
from tests.integration.doors.missions.doing import HOUR_MS, OSLO, body, do, register


@pytest.mark.parametrize("who", ["a stranger", "a colleague", "a guard"])
def test_nobody_elses_mission_is_there_at_all(centre: Centre, frida: str, made: list[str], who: str) -> None:
    mission = register(centre, frida, made)
    tokens = {
        "a stranger": lambda: centre.token("sven", "field_worker", customer_id="others"),
        "a colleague": lambda: centre.token("finn", "field_worker", customer_id=centre.world.id("customer")),
        "a guard": lambda: centre.token("alice", "guard"),
    }
    token = tokens[who]()
    wanted = 403 if who == "a guard" else 404
    assert centre.send("GET", f"missions/{mission['id']}", token=token).status == wanted
    for what, more in (
        ("start", {}),
        ("check-ins", {}),
        ("extension", {"minutes": 5}),
        ("change", {"what": "Noe annet"}),
        ("end", {}),
        ("cancel", {}),
        ("dying", {}),
    ):
        assert do(centre, token, mission, what, **more).status == wanted, what
    for what, more in (("calls/dialled", {}), ("calls", {"outcome": "reached"})):
        assert do(centre, token, mission, what, **more).status == 403, what
    assert find_mission(centre.world.engine, mission["id"]).state.on


def test_a_field_worker_registers_for_nobody_else(centre: Centre, frida: str) -> None:
    answer = centre.send("POST", "missions", body(centre, worker_id=centre.world.id("finn")), token=frida)
    assert answer.status == 403


def test_a_companion_sees_it_and_checks_in_and_ends_nothing(
    centre: Centre, frida: str, filip: str, made: list[str]
) -> None:
    mission = register(centre, frida, made, party=[centre.world.id("filip")])
    shown = centre.send("GET", "me/mission", token=filip).json["mission"]
    assert (shown["id"], shown["worker"]["name"]) == (mission["id"], "Frida")
    assert do(centre, filip, mission, "check-ins").status == 200
    for what in ("end", "cancel"):
        assert do(centre, filip, mission, what).status == 404
    assert do(centre, frida, mission, "end").status == 200


@pytest.mark.parametrize(
    ("field_name", "wrong"),
    [
        ("place", {**OSLO, "latitude": 91}),
        ("place.name", {**OSLO, "name": ""}),
        ("what", "x" * 201),
        ("kind_id", "no-such-kind"),
        ("start_ms", 1),
        ("planned_end_ms", 1),
        ("interval_s", 9),
        ("interval_s", 86_400),
        ("contact", "carrier pigeon"),
        ("next_of_kin.phone", {"name": "Sigrid", "phone": "123"}),
        ("companions[0].phone", [{"name": "Siri", "phone": "abc"}]),
        ("party[0]", ["nobody-at-all"]),
        ("position.measured_at_ms", {"latitude": 59, "longitude": 10, "accuracy_m": 5, "measured_at_ms": 5}),
        ("nonsense", True),
    ],
)
def test_what_is_wrong_is_named_and_changes_nothing(centre: Centre, frida: str, field_name: str, wrong: object) -> None:
    sent = body(centre, start_now=field_name != "start_ms")
    name = field_name.split(".")[0].split("[")[0]
    answer = centre.send("POST", "missions", {**sent, name: wrong}, token=frida)
    assert answer.status == 422, answer.json
    assert answer.fields[0].startswith(name)
    assert centre.send("GET", "me/mission", token=frida).json["mission"] is None


def test_a_report_from_the_future_or_from_yesterday_is_refused(centre: Centre, frida: str, made: list[str]) -> None:
    mission = register(centre, frida, made)
    for at_ms in (centre.world.now_ms + HOUR_MS, centre.world.now_ms - 24 * HOUR_MS):
        answer = do(centre, frida, mission, "check-ins", happened_at_ms=at_ms)
        assert (answer.status, answer.fields) == (422, ["happened_at_ms"])
