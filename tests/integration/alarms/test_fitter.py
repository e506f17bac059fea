"""A fitter follows the test of a panel by a link: what is shown, for how long, and that it opens nothing else."""

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.alarms.fitter import ROUTES as FOLLOWING
from chalicelib.alarms.fitter_link import read_token, token_of
from chalicelib.alarms.routes import ROUTES as PANELS
from chalicelib.alarms.testing import PanelTest, panel_test_key
from chalicelib.platform.time import HOUR_MS, MINUTE_MS
from chalicelib.register.panel import Panel
from tests.support.desk_doors import token_in
from tests.support.doors import Answered, Doors
from tests.support.panels import Panels
from tests.support.world import World

FITTER = {"name": "Mona Montør", "phone": "909 00 111"}
NUMBER = "+4790900111"


class Site:
    """An operator at the doors, and a fitter with a telephone before the panel."""

    def __init__(self, world: World, panels: Panels) -> None:
        self.world, self.panels = world, panels
        self.send = Doors((*PANELS, *FOLLOWING), world.engine, world.config, lambda: world.now_ms)
        self.panel: Panel = panels.add(supervision_s=86_400)

    def desk(self, method: str, path: str, body: object = None) -> Answered:
        return self.send(method, path, body, token=token_in(self.world, self.send, "operator"))

    def on_test(self, minutes: int = 60, **more: Any) -> None:
        body = {"until_ms": self.world.now_ms + minutes * MINUTE_MS, "why": "Årskontroll", **more}
        answer = self.desk("POST", f"panels/{self.panel.id}/test", body)
        assert answer.status == 200, answer.json

    def link(self) -> str:
        """Sent by the operator, and read on the fitter's telephone."""
        answer = self.desk("POST", f"panels/{self.panel.id}/test/link", FITTER)
        assert (answer.status, answer.json) == (200, {"to": NUMBER})
        self.world.settle()
        text = self.texts()[-1]
        assert len(text) <= 160
        return text.rpartition("#")[2]

    def texts(self) -> list[str]:
        return [one.sms.text for one in self.world.sms.sent if one.sms.to == NUMBER]

    def follow(self, link: str) -> Answered:
        return self.send("GET", "fitter", headers={"varde-link": link})


@pytest.fixture
def site(world: World, panels: Panels) -> Site:
    return Site(world, panels)


def test_the_link_comes_by_sms_and_shows_the_zones_and_the_signals_as_they_come(site: Site) -> None:
    site.on_test(why="Årskontroll")
    link = site.link()
    empty = site.follow(link).json
    assert (empty["site"], empty["panel"], empty["account"]) == ("Lager 4", "Panel 1001", "1001")
    assert [(one["number"], one["name"], one["heard"]) for one in empty["zones"]][:2] == [
        ("01", "Døren", None),
        ("02", "Lageret", None),
    ]
    assert empty["signals"] == []
    site.panels.send("1001", "110 03")
    site.world.advance(1)
    site.panels.send("1001", "3110 03")
    site.panels.send("1001", "130 77")
    site.panels.send("1001", "301 000")
    view = site.follow(link).json
    kitchen = next(one for one in view["zones"] if one["number"] == "03")
    assert kitchen["known"]
    assert kitchen["heard"]["restored_ms"] > kitchen["heard"]["came_ms"]
    stray, itself = view["zones"][-2:]
    assert (itself["number"], itself["known"]) == ("000", True), "the panel itself"
    assert (stray["number"], stray["known"]) == ("77", False), (
        "a zone that the register lacks is what a fitter looks for"
    )
    assert {(one["zone"], one["matter"]) for one in view["signals"]} == {
        ("03", "fire"),
        ("03", "restore"),
        ("77", "burglary"),
        ("000", "trouble"),
    }
    assert view["count"] == 4
    assert site.world.open_cases() == []


def test_a_silent_alarm_from_a_zone_that_is_not_on_test_shows_on_no_telephone_there(site: Site) -> None:
    site.on_test(zones=["1"])
    link = site.link()
    site.panels.send("1001", "120 04")
    assert site.panels.case().state.kind == "alarm_hold_up"
    site.panels.send("1001", "130 01")
    view = site.follow(link).json
    assert [one["zone"] for one in view["signals"]] == ["01"]
    assert [one["number"] for one in view["zones"] if one["heard"]] == ["01"]
    assert [one["number"] for one in view["zones"] if one["on_test"]] == ["01"]


def test_what_came_before_the_test_and_after_it_is_not_shown(site: Site) -> None:
    site.panels.send("1001", "110 03")
    site.world.advance(1)
    site.on_test()
    link = site.link()
    assert site.follow(link).json["signals"] == []
    site.panels.send("1001", "130 01")
    site.panels.send("1001", "3130 01")
    site.world.advance(1)
    assert site.desk("POST", f"panels/{site.panel.id}/test/end").status == 200
    site.world.advance(1)
    site.panels.send("1001", "120 04")
    over = site.follow(link).json
    assert over["ended_at_ms"] is not None
    assert {one["zone"] for one in over["signals"]} == {"01"}


def test_nothing_of_the_centre_is_in_it(site: Site) -> None:
    site.on_test(why="Hemmelig grunn")
    link = site.link()
    told = msgspec.json.encode(site.follow(link).json).decode()
    for secret in ("Hemmelig", "Mona", NUMBER, "case", "operator", site.world.id("customer")):
        assert secret not in told


def test_the_link_closes_an_hour_after_the_test_and_never_opens_the_next(site: Site) -> None:
    site.on_test(minutes=30)
    link = site.link()
    site.on_test(minutes=120)
    site.world.advance(119 * 60)
    assert site.follow(link).status == 200, "a test that lasts longer is the same test"
    site.world.advance(60 + 59 * 60)
    assert site.follow(link).json["ended_at_ms"] is not None
    site.world.advance(120)
    refused = site.follow(link)
    assert (refused.status, "Ring sentralen" in refused.json["detail"]) == (404, True)
    site.on_test()
    assert site.follow(link).status == 404
    assert site.follow(site.link()).status == 200


@pytest.mark.parametrize("wrong", ["", "x", "..", "a.b.c", "é.1.x", "." * 60, "x" * 10_000, "' or 1=1"])
def test_a_link_that_is_not_ours_is_answered_like_one_that_is_over(site: Site, wrong: str) -> None:
    assert site.follow(wrong).status == 404


def test_no_letter_of_a_link_can_be_changed(site: Site) -> None:
    site.on_test()
    link = site.link()
    for at, letter in enumerate(link):
        other = "b" if letter == "a" else "a"
        assert site.follow(link[:at] + other + link[at + 1 :]).status == 404
    assert site.follow(link + "=").status == 404
    other_secret = msgspec.structs.replace(site.world.config, secret="another-secret-of-another-centre")
    row = site.world.engine.get(panel_test_key(site.panel.id), PanelTest)
    assert row is not None
    assert site.follow(token_of(other_secret, row.state)).status == 404


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(token=st.text(max_size=100))
def test_whatever_is_sent_as_a_link_is_read_or_refused(world: World, token: str) -> None:
    assert read_token(world.config, token) is None


def test_the_fitter_is_told_before_it_ends(site: Site) -> None:
    site.on_test(minutes=30)
    site.link()
    site.world.advance(21 * 60)
    assert "Alarmtesten slutter" in site.texts()[-1]
    assert "Ring sentralen" in site.texts()[-1]


def test_without_a_fitter_nobody_is_told(site: Site) -> None:
    site.on_test(minutes=30)
    sent = len(site.world.sms.sent)
    site.world.advance(21 * 60)
    assert len(site.world.sms.sent) == sent


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**FITTER, "phone": "112"}, "phone"),
        ({**FITTER, "phone": "nummer"}, "phone"),
        ({**FITTER, "name": ""}, "name"),
        ({"phone": NUMBER}, "name"),
        ({**FITTER, "link": "x"}, "link"),
    ],
)
def test_a_link_that_cannot_be_sent_is_refused_by_its_field(site: Site, body: dict[str, Any], field: str) -> None:
    site.on_test()
    answer = site.desk("POST", f"panels/{site.panel.id}/test/link", body)
    assert (answer.status, answer.fields) == (422, [field])
    assert site.texts() == []


def test_without_a_test_there_is_no_link(site: Site) -> None:
    answer = site.desk("POST", f"panels/{site.panel.id}/test/link", FITTER)
    assert answer.status == 409
    assert site.texts() == []


def test_the_desk_lists_what_is_on_test_and_until_when(site: Site) -> None:
    assert site.desk("GET", "panel-tests").json["tests"] == []
    later = site.panels.add("2002", site="site")
    site.on_test(minutes=90, zones=["1"], why="Ny detektor")
    until_ms = site.world.now_ms + 30 * MINUTE_MS
    assert site.desk("POST", f"panels/{later.id}/test", {"until_ms": until_ms, "why": "Bytte"}).status == 200
    site.panels.send("1001", "130 01")
    first, second = site.desk("GET", "panel-tests").json["tests"]
    assert (first["panel"], first["until_ms"], first["zones"]) == ("Panel 2002", until_ms, [])
    assert (second["panel"], second["site"], second["signals"], second["open"]) == ("Panel 1001", "Lager 4", 1, 1)
    assert (second["why"], second["zones"], second["by_name"]) == ("Ny detektor", ["1"], "Kari Nordmann")
    site.world.advance(2 * HOUR_MS // 1000)
    assert site.desk("GET", "panel-tests").json["tests"] == []
