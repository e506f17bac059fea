"""Signals over HTTPS and by hand, and a panel on test, through the doors."""

import json
from typing import Any

import pytest

from chalicelib.alarms.routes import ROUTES
from chalicelib.alarms.signed import PANEL, SIGNATURE, TIMESTAMP, key_of, sign, signer
from chalicelib.platform.access import Role
from chalicelib.platform.http import Incoming
from tests.support.desk_doors import token_in
from tests.support.doors import Answered, Doors
from tests.support.panels import Panels
from tests.support.world import World

MINUTE_MS = 60_000


@pytest.fixture
def send(world: World) -> Doors:
    def genuine(incoming: Incoming) -> bool:
        return signer(world.engine, world.config, incoming.headers, incoming.raw_body, world.now_ms) is not None

    return Doors(ROUTES, world.engine, world.config, lambda: world.now_ms, genuine)


class Desk:
    """An operator at the doors."""

    def __init__(self, world: World, send: Doors) -> None:
        self._world, self._send = world, send

    def __call__(self, path: str, body: object = None, *, role: Role = "operator", **more: Any) -> Answered:
        token = token_in(self._world, self._send, role)
        method = "GET" if path.endswith("/state") else "POST"
        return self._send(method, path, body, token=token, **more)


@pytest.fixture
def desk(world: World, send: Doors) -> Desk:
    return Desk(world, send)


BURGLARY = {"sequence": "17", "events": [{"category": "burglary", "zone": "1"}]}


class TestSigned:
    def sent(
        self, world: World, send: Doors, panel_id: str, key: str, said: object = BURGLARY, *, ago_ms: int = 0
    ) -> Answered:
        raw = json.dumps(said).encode()
        stamp = str(world.now_ms - ago_ms)
        headers = {
            PANEL: panel_id,
            TIMESTAMP: stamp,
            SIGNATURE: sign(key, stamp, raw),
            "content-type": "application/json",
        }
        return send("POST", "signals", raw, headers=headers)

    def key(self, desk: Desk, panel_id: str) -> str:
        answer = desk(f"panels/{panel_id}/signing-key", role="duty_manager")
        assert answer.status == 200, answer.json
        return str(answer.json["key"])

    def test_it_is_judged_like_any_other_and_a_repeat_is_one(
        self, world: World, send: Doors, desk: Desk, panels: Panels
    ) -> None:
        panel = panels.add()
        key = self.key(desk, panel.id)
        assert [self.sent(world, send, panel.id, key).json for _ in range(2)] == [{"new": True}, {"new": False}]
        world.settle()
        case = panels.case().state
        assert (case.kind, case.text) == ("alarm_burglary", "1 Døren")
        over = {"sequence": "18", "events": [{"category": "burglary", "zone": "1", "restored": True}]}
        assert self.sent(world, send, panel.id, key, over).status == 200
        world.settle()
        assert "all_restored" in panels.told(panels.case())

    def test_a_new_key_ends_the_old_and_none_is_kept(
        self, world: World, send: Doors, desk: Desk, panels: Panels
    ) -> None:
        panel = panels.add()
        first, second = self.key(desk, panel.id), self.key(desk, panel.id)
        assert first != second
        assert self.sent(world, send, panel.id, first).status == 401
        assert self.sent(world, send, panel.id, second).status == 200
        assert second not in str(world.engine.store.get("register", [panel.key]))

    @pytest.mark.parametrize("ago_ms", [-2 * MINUTE_MS, 5 * MINUTE_MS])
    def test_a_time_that_is_not_now_is_refused(
        self, world: World, send: Doors, desk: Desk, panels: Panels, ago_ms: int
    ) -> None:
        panel = panels.add()
        key = self.key(desk, panel.id)
        assert self.sent(world, send, panel.id, key, ago_ms=ago_ms).status == 401
        assert world.open_cases() == []

    def test_nobody_elses_key_and_no_key_at_all_are_refused(
        self, world: World, send: Doors, desk: Desk, panels: Panels
    ) -> None:
        one, other = panels.add("1001"), panels.add("1002")
        key = self.key(desk, one.id)
        assert self.sent(world, send, other.id, key).status == 401
        assert self.sent(world, send, other.id, key_of(world.config, other.id, 0)).status == 401
        assert self.sent(world, send, "../x", key).status == 401
        assert send("POST", "signals", b"{}", headers={PANEL: one.id, TIMESTAMP: "x", SIGNATURE: "å"}).status in (
            400,
            401,
        )

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({**BURGLARY, "colour": "red"}, "colour"),
            ({"sequence": "1", "events": []}, "events"),
            ({"sequence": "1", "events": [{"category": "volcano"}]}, "events[0].category"),
            ({"events": [{"category": "fire"}]}, "sequence"),
        ],
    )
    def test_what_is_signed_and_makes_no_sense_is_refused_by_its_field(
        self, world: World, send: Doors, desk: Desk, panels: Panels, said: object, field: str
    ) -> None:
        panel = panels.add()
        answer = self.sent(world, send, panel.id, self.key(desk, panel.id), said)
        assert (answer.status, answer.fields) == (422, [field])


class TestByHand:
    def test_an_operator_enters_what_a_caller_says(self, world: World, desk: Desk, panels: Panels) -> None:
        panel = panels.add(lift={"number": "NO-1"}, zones=[])
        said = {"category": "lift", "text": "To personer sitter fast"}
        answer = desk(f"panels/{panel.id}/signals", said)
        assert answer.status == 200, answer.json
        case = panels.case().state
        assert answer.json == {"verdict": "case", "case_id": case.id}
        assert (case.kind, case.text) == ("alarm_lift", "To personer sitter fast")

    def test_only_at_the_desk(self, desk: Desk, panels: Panels) -> None:
        panel = panels.add()
        assert desk(f"panels/{panel.id}/signals", {"category": "fire"}, role="guard").status == 403
        assert desk("panels/nothing/signals", {"category": "fire"}).status == 404


class TestOnTest:
    def begun(self, world: World, desk: Desk, panel_id: str, minutes: int = 60, **body: Any) -> Answered:
        wanted = {"until_ms": world.now_ms + minutes * MINUTE_MS, "why": "Årskontroll"}
        return desk(f"panels/{panel_id}/test", {**wanted, **body})

    def test_signals_are_shown_and_alarm_nobody(self, world: World, desk: Desk, panels: Panels) -> None:
        panel = panels.add()
        assert self.begun(world, desk, panel.id, why="Årskontroll").json["test"]["on"] is True
        taken = panels.send("1001", "110 03")
        assert world.open_cases() == []
        assert panels.signal(taken).verdict == "test"
        state = desk(f"panels/{panel.id}/state").json
        assert [one["zone"] for one in state["test"]["open"]] == ["03"]
        panels.send("1001", "3110 03")
        assert desk(f"panels/{panel.id}/state").json["test"]["open"] == []
        assert desk(f"panels/{panel.id}/test/end").json["test"]["on"] is False
        assert world.open_cases() == []
        panels.send("1001", "110 03")
        assert panels.case().state.kind == "alarm_fire"

    def test_zones_that_are_not_on_test_alarm(self, world: World, desk: Desk, panels: Panels) -> None:
        panel = panels.add()
        self.begun(world, desk, panel.id, zones=["1"])
        panels.send("1001", "130 01")
        assert world.open_cases() == []
        panels.send("1001", "120 04")
        assert panels.case().state.kind == "alarm_hold_up"

    def test_it_always_ends_and_what_is_open_then_is_a_case(self, world: World, desk: Desk, panels: Panels) -> None:
        panel = panels.add(supervision_s=86_400)
        self.begun(world, desk, panel.id, minutes=30)
        panels.send("1001", "110 03")
        world.advance(25 * 60)
        assert "test_reminded" in world.told(f"panel/{panel.id}")
        assert world.open_cases() == []
        world.advance(6 * 60)
        case = world.the_case("test_unrestored")
        assert (case.state.priority, case.state.text) == (1, "03")
        assert desk(f"panels/{panel.id}/state").json["test"]["on"] is False
        panels.send("1001", "3110 03")
        assert "all_restored" in panels.told(case)

    def test_it_can_last_longer_and_keeps_what_is_open(self, world: World, desk: Desk, panels: Panels) -> None:
        panel = panels.add()
        self.begun(world, desk, panel.id, minutes=30)
        panels.send("1001", "110 03")
        test = self.begun(world, desk, panel.id, minutes=120).json["test"]
        assert (len(test["open"]), test["signals"]) == (1, 1)
        assert "test_extended" in world.told(f"panel/{panel.id}")

    @pytest.mark.parametrize(
        ("body", "field"), [({"until_ms": 1}, "until_ms"), ({"zones": ["77"]}, "zones[0]"), ({"colour": 5}, "colour")]
    )
    def test_a_test_that_cannot_be_is_refused(
        self, world: World, desk: Desk, panels: Panels, body: dict[str, Any], field: str
    ) -> None:
        panel = panels.add()
        answer = self.begun(world, desk, panel.id, **body)
        assert (answer.status, answer.fields) == (422, [field])

    def test_what_is_not_on_test_cannot_be_ended(self, desk: Desk, panels: Panels) -> None:
        assert desk(f"panels/{panels.add().id}/test/end").status == 409
