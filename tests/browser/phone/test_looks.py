"""A guard's phone in every look and language: accessible on every screen and in every state of a watch."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.centre import Centre
from tests.support.desk import axe_finds
from tests.support.field_phone import a_phone, go_on_duty, sign_in
from tests.support.looks import LANGUAGES, LATER_MS, THEMES, fits, open_screen, put_on, tell, wait_for_colour


@pytest.fixture(scope="module")
def resting(browser: Browser, centre: Centre) -> Iterator[Page]:
    """The phone of somebody who is not on duty, and stays so."""
    context = a_phone(browser, width=360, height=640)
    yield sign_in(context, centre, "+4749000012")
    context.close()


@pytest.fixture(scope="module")
def told(browser: Browser, centre: Centre) -> Iterator[tuple[Page, dict[str, Any]]]:
    """The phone of somebody on duty, and what the centre tells it besides what is so: times from now, and stages."""
    context = a_phone(browser, charge=0.9)
    page = sign_in(context, centre, "+4749000011")
    go_on_duty(page, "Tilsyn hovedkontoret")
    shown = tell(page, "duty")
    yield page, shown
    page.unroute_all(behavior="ignoreErrors")
    context.close()


@pytest.mark.parametrize(
    ("theme", "language", "large"),
    [(theme, language, "no") for theme in THEMES for language in LANGUAGES]
    + [("night", "nb", "yes"), ("day", "en", "yes")],
)
def test_every_screen_is_accessible_in_every_look_and_language(
    resting: Page, theme: str, language: str, large: str
) -> None:
    put_on(resting, theme, language, large)
    for route in ("", "options", "self-test", "install", "code-words", "sessions", "keys", "sign-in"):
        open_screen(resting, route)
        assert axe_finds(resting) == [], route
        assert fits(resting), route


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_watch_is_accessible_in_every_state_look_and_language(
    told: tuple[Page, dict[str, Any]], theme: str, language: str
) -> None:
    page, shown = told
    states: dict[str | None, dict[str, Any]] = {
        None: {},
        "soon": {"next_check_in_ms": 60_000, "stage": "reminded"},
        "now": {"next_check_in_ms": -60_000, "stage": "silent", "planned_end_ms": 60_000},
    }
    for colour, state in states.items():
        shown.clear()
        shown.update(state)
        put_on(page, theme, language)
        page.locator(".ring").wait_for(timeout=LATER_MS)
        wait_for_colour(page, colour)
        assert axe_finds(page) == [], colour
    shown.clear()
    put_on(page, theme, language)
    for route in ("instruction", "off-duty", "dying"):
        open_screen(page, route)
        assert axe_finds(page) == [], route


def test_the_look_is_chosen_and_kept(browser: Browser, centre: Centre) -> None:
    context = a_phone(browser)
    page = context.new_page()
    page.goto(f"{centre.url}/#options")
    page.get_by_label("Natt").check()
    page.get_by_label("Store bokstaver").check()
    assert page.evaluate("document.documentElement.dataset.theme") == "night"
    size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    page.get_by_label("English").check()
    expect(page.get_by_role("heading", name="Options")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Options")).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.theme") == "night"
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == size > 20
    context.close()
