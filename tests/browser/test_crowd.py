"""The board when it is full: 500 open cases and 5,000 people who are watched, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.crowd import paint, stage
from chalicelib.platform.time import now_ms
from tests.support.desk import axe_finds, operator_page

WATCHED, CASES = 5_000, 500
LONG_MS = 90_000
MOST_DRAWN = 200
"""So many rows are in the page at most, however many there are."""

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[stage.Crowd]:
    with stage.crowd(Path(tmp_path_factory.mktemp("crowd")), WATCHED, CASES) as started:
        yield started


@pytest.fixture(scope="module", autouse=True)
def patient(browser: Browser) -> None:
    expect.set_options(timeout=LONG_MS)


@pytest.fixture(scope="module")
def page(browser: Browser, centre: stage.Crowd) -> Page:
    opened = operator_page(browser, centre, stage.LOOKS)
    expect(opened.locator(".queue li").first).to_be_visible()
    expect(opened.locator(".watches li").first).to_be_visible()
    return opened


def last_of(page: Page, where: str, count: int) -> Any:
    return page.locator(f'{where} li[aria-posinset="{count}"] button')


def test_only_what_is_seen_is_in_the_page_and_every_row_knows_its_place(page: Page) -> None:
    assert page.locator(".queue li, .watches li").count() < MOST_DRAWN
    for where, count in ((".queue", CASES), (".watches", WATCHED)):
        assert page.locator(f"{where} li").first.get_attribute("aria-setsize") == str(count)
        assert page.locator(f'{where} [tabindex="0"]').count() == 1, "one stop of the tab key"
    assert axe_finds(page) == []


@pytest.mark.parametrize(("key", "where", "count"), [("j", ".queue", CASES), ("f", ".watches", WATCHED)])
def test_a_list_of_thousands_is_walked_by_keyboard(page: Page, key: str, where: str, count: int) -> None:
    page.keyboard.press(key)
    page.keyboard.press("End")
    expect(last_of(page, where, count)).to_be_focused()
    page.keyboard.press("PageUp")
    page.keyboard.press("Home")
    expect(page.locator(f'{where} li[aria-posinset="1"] button')).to_be_focused()


def test_no_key_is_lost_between_the_one_that_opens_the_search_and_the_words(page: Page) -> None:
    """The next key may already wait in the browser's queue: the field has the focus before it is taken from there."""
    has_focus = page.evaluate("""async () => {
        dispatchEvent(new KeyboardEvent("keydown", { key: "/" }));
        await Promise.resolve();
        return document.activeElement.matches(".palette input");
    }""")
    page.keyboard.press("Escape")
    assert has_focus


def test_somebody_far_down_is_found_by_name(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("Vekter 4321")
    expect(page.locator(".palette [role=option]").first).to_contain_text("Vekter 4321")
    page.keyboard.press("Enter")
    expect(page.locator("#watch-heading")).to_have_text("Vekter 4321")
    page.keyboard.press("Escape")


def test_what_happens_is_shown_where_it_happens(centre: stage.Crowd, page: Page) -> None:
    session = centre.sign_in_by_passkey(stage.ACTS)
    row = str(page.locator(".watches [data-id]").first.get_attribute("data-id"))
    case = str(page.locator(".queue [data-id]").first.get_attribute("data-id"))
    page.locator(".watches [data-id]").nth(1).focus()
    stays = page.evaluate("document.activeElement.dataset.id")
    centre.posted(f"cases/{case}/take", {}, session)
    expect(page.locator('.queue li[aria-posinset="1"] button')).not_to_have_attribute("data-id", case)
    body = {"happened_at_ms": now_ms(), "on_behalf": {"identified_by": "known_voice", "note": ""}}
    centre.posted(f"duties/{row.partition('/')[2]}/check-ins", body, session)
    expect(page.locator('.watches li[aria-posinset="1"] button')).not_to_have_attribute("data-id", row)
    assert page.evaluate("document.activeElement.dataset.id") == stays


def test_the_time_from_commit_to_paint_is_measured(browser: Browser, centre: stage.Crowd) -> None:
    results = list(paint.measure(centre, browser, WATCHED, CASES, 4))
    assert [one.goal for one in results] == [None, None, paint.GOAL_MS]
    assert all(one.value > 0 for one in results)
