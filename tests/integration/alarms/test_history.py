"""What a panel has sent, as the desk reads it: each signal, what became of it, what was odd about it, and its bytes."""

from typing import Any

import pytest

from chalicelib.desk.panel_history import ROUTES, printed
from chalicelib.platform.time import HOUR_MS
from receiver.dc09 import Oddity, Wrong
from tests.support.desk_doors import token_in
from tests.support.doors import Answered, Doors
from tests.support.panels import Panels
from tests.support.world import World


@pytest.fixture
def send(world: World) -> Doors:
    return Doors(ROUTES, world.engine, world.config, lambda: world.now_ms)


class History:
    def __init__(self, world: World, send: Doors, panels: Panels) -> None:
        self.world, self.send = world, send
        self.panel = panels.add()

    def asked(self, query: str = "", panel: str = "") -> Answered:
        token = token_in(self.world, self.send)
        return self.send("GET", f"panels/{panel or self.panel.id}/history{query}", token=token)

    def signals(self, query: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.asked(query).json["signals"]
        return found


@pytest.fixture
def history(world: World, send: Doors, panels: Panels) -> History:
    return History(world, send, panels)


def test_each_signal_is_told_with_what_became_of_it_the_newest_first(history: History, panels: Panels) -> None:
    panels.send("1001", "130 01", sequence="0001")
    history.world.advance(60)
    panels.send("1001", "3130 01", sequence="0002")
    newest, oldest = history.signals()
    assert [one["verdict"] for one in (oldest, newest)] == ["case", "joined"]
    assert oldest["case_id"] == newest["case_id"] != ""
    (event,) = oldest["events"]
    assert (event["category"], event["code"], event["zone"]) == ("burglary", "130", "01")
    assert newest["received_at_ms"] - oldest["received_at_ms"] == 60_000


def test_its_bytes_are_shown_each_of_them(history: History, panels: Panels) -> None:
    panels.send("1001", "130 01", body=b'"ADM-CID"0001#1001[#1001|1130 01 001]\x00\xf8\\')
    (signal,) = history.signals()
    assert signal["raw"] == '\\n"ADM-CID"0001#1001[#1001|1130 01 001]\\x00\\xf8\\\\\\r'
    assert printed(b"a\tb") == "a\\tb"


def test_what_was_odd_or_cannot_be_read_is_named_and_never_silent(history: History, panels: Panels) -> None:
    panels.send("1001", "130 01", oddities=(Oddity.CRC_LOWER_CASE, Oddity.CLOCK_OFF))
    panels.send("1001", fault=Wrong.KEY, sequence="0009")
    told = {one["fault"]: one["oddities"] for one in history.signals()}
    assert told == {"": ["crc lower case", "clock off"], "key does not fit": []}


def test_another_panel_at_the_same_site_has_its_own(history: History, panels: Panels) -> None:
    other = panels.add("1002")
    panels.send("1001", "130 01")
    panels.send("1002", "130 02")
    assert len(history.signals()) == 1
    assert history.asked(panel=other.id).json["signals"][0]["events"][0]["zone"] == "02"


def test_it_reaches_as_far_back_as_is_asked(history: History, panels: Panels) -> None:
    panels.send("1001", "130 01")
    history.world.now_ms += 30 * HOUR_MS
    assert history.signals() == []
    assert len(history.signals("?hours=48")) == 1
    assert history.signals(f"?hours=48&until_ms={history.world.now_ms - 31 * HOUR_MS}") == []


@pytest.mark.parametrize(("query", "field"), [("?hours=0", "hours"), ("?hours=745", "hours"), ("?days=1", "days")])
def test_an_impossible_time_is_refused_by_name(history: History, query: str, field: str) -> None:
    refused = history.asked(query)
    assert (refused.status, refused.fields) == (422, [field])


def test_a_panel_that_is_not_there_has_none(history: History) -> None:
    assert history.asked(panel="nothing").status == 404
