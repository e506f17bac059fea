"""The rota under a finger, on a tablet: what moves at once scrolls, and a shift that is held is moved."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from chalicelib.platform.time import NORWAY
from tests.support.admin_pages import EVA, at
from tests.support.centre import Centre
from tests.support.desk import axe_finds, signed_in

HOUR_MS = 3_600_000


class Finger:
    """One finger on the glass."""

    def __init__(self, line: CDPSession) -> None:
        self._line = line

    def down(self, x: float, y: float) -> None:
        self._send("touchStart", x, y)

    def to(self, x: float, y: float) -> None:
        self._send("touchMove", x, y)

    def up(self) -> None:
        self._line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _send(self, what: str, x: float, y: float) -> None:
        self._line.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": [{"x": x, "y": y}]})


@pytest.fixture(scope="module")
def tablet(browser: Browser, centre: Centre) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1100, "height": 520}, has_touch=True, locale="nb-NO")
    yield signed_in(context, centre, EVA)
    context.close()


@pytest.fixture(scope="module")
def finger(tablet: Page) -> Finger:
    return Finger(tablet.context.new_cdp_session(tablet))


@pytest.fixture(scope="module")
def session(centre: Centre) -> dict[str, Any]:
    return centre.sign_in_by_passkey("Tor Hagen")


@pytest.fixture
def planned(centre: Centre, session: dict[str, Any]) -> dict[str, Any]:
    """A shift on the Wednesday in four weeks, from 10 to 14; nobody else has any in that week."""
    now = datetime.now(NORWAY)
    monday = (now + timedelta(days=28 - now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    start_ms = int((monday + timedelta(days=2, hours=10)).timestamp() * 1000)
    people = {one["name"]: one["id"] for one in centre.got("people", session)["items"]}
    places = {one["name"]: one["id"] for one in centre.got("assignments", session)["items"]}
    body = {
        "guard_id": people["Kari Lund"],
        "assignment_id": places["Nattvakt hotellet"],
        "start_ms": start_ms,
        "end_ms": start_ms + 4 * HOUR_MS,
    }
    made = dict(centre.posted("shifts", body, session))
    return {**made, "monday": monday.date().isoformat(), "monday_ms": int(monday.timestamp() * 1000)}


def now_of(centre: Centre, session: dict[str, Any], planned: dict[str, Any]) -> dict[str, Any]:
    span = f"from_ms={planned['monday_ms']}&until_ms={planned['monday_ms'] + 7 * 24 * HOUR_MS}"
    (found,) = [one for one in centre.got(f"rota?{span}", session)["shifts"] if one["id"] == planned["id"]]
    return dict(found)


def test_a_finger_that_moves_at_once_scrolls_and_one_that_rests_takes_the_shift(
    centre: Centre, tablet: Page, finger: Finger, session: dict[str, Any], planned: dict[str, Any]
) -> None:
    at(tablet, centre, f"rota/{planned['monday']}")
    bar = tablet.locator(f"[data-shift='{planned['id']}']")
    expect(bar).to_be_visible()
    bar.scroll_into_view_if_needed()
    box, track = bar.bounding_box(), bar.locator("xpath=ancestor::ul").bounding_box()
    assert box
    assert track
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    before = tablet.evaluate("scrollY")
    direction = -1 if before == 0 else 1
    finger.down(x, y)
    for step in range(1, 9):
        finger.to(x, y + direction * 20 * step)
    finger.up()
    tablet.wait_for_function("before => scrollY !== before", arg=before)
    expect(bar).to_have_attribute("aria-pressed", "false")
    assert now_of(centre, session, planned)["start_ms"] == planned["start_ms"]

    bar.scroll_into_view_if_needed()
    again = bar.bounding_box()
    assert again
    y = again["y"] + again["height"] / 2
    stood = tablet.evaluate("scrollY")
    finger.down(x, y)
    expect(bar).to_have_attribute("aria-pressed", "true")
    assert axe_finds(tablet) == []
    day = track["width"] / 7
    for step in range(1, 6):
        finger.to(x + day * step / 5, y + step)
    finger.up()
    expect(tablet.locator(".told")).to_contain_text("Vakten er flyttet")
    expect(tablet.get_by_role("dialog")).to_have_count(0)
    moved = now_of(centre, session, planned)
    assert moved["start_ms"] == planned["start_ms"] + 24 * HOUR_MS
    assert moved["end_ms"] - moved["start_ms"] == 4 * HOUR_MS
    assert tablet.evaluate("scrollY") == stood
