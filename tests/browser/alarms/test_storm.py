"""The mains fail in a whole town: one line of the queue, and the fire on a line of its own; and how soon all goes."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.stage_alarms import HOMES, HOTEL, build
from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page
from tests.support.field_phone import client_of
from tests.support.looks import LANGUAGES, fits, put_on
from tests.support.receiving import one_signal
from tests.support.wait import until


@pytest.fixture(scope="module")
def town(centre: Centre, operator: Any) -> int:
    """Every home says that its mains have failed, and a hotel that it burns. How many homes there are."""
    with client_of(centre, "Eva Holm") as admin:
        customer = admin.get("customers")["items"][0]["id"]
        build(admin, customer)
    for account in HOMES:
        assert "ACK" in (one_signal(centre.panel_port, account, "1301 00 000") or "")
    assert "ACK" in (one_signal(centre.panel_port, HOTEL, "1110 01 003") or "")
    until(lambda: len(operator.get("board")["cases"]) == len(HOMES) + 1, 60)
    return len(HOMES)


@pytest.fixture
def desk(browser: Browser, centre: Centre, town: int) -> Iterator[Page]:
    page = operator_page(browser, centre, "Henrik Vik")
    yield page
    page.context.close()


def rows(desk: Page) -> list[str]:
    """What the queue's lines are, from the top."""
    return [text.split("\n")[0] for text in desk.locator(".queue .case-row").all_inner_texts()]


def test_the_fire_stands_above_one_line_for_all_the_rest(desk: Page, town: int) -> None:
    storm = desk.get_by_role("button", name=f"{town} tekniske alarmer på rad")
    expect(storm).to_be_visible()
    expect(desk.locator(".queue .case-row")).to_have_count(2)
    assert rows(desk)[0].startswith("Brann")
    expect(desk.get_by_text(f"{town + 1} saker")).to_be_visible()
    assert axe_finds(desk) == []


def test_it_unfolds_by_keyboard_and_what_is_taken_leaves_it(desk: Page, town: int) -> None:
    expect(desk.locator(".queue .case-row")).to_have_count(2)
    desk.keyboard.press("j")
    expect(desk.locator(".queue .case-row").first).to_be_focused()
    desk.keyboard.press("j")
    expect(desk.locator(".storm-row")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="tekniske alarmer på rad")).to_have_attribute("aria-expanded", "true")
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk.locator("#case-heading")).to_be_visible()
    desk.keyboard.press("t")
    expect(desk.get_by_role("button", name=f"{town - 1} tekniske alarmer på rad")).to_be_visible()
    expect(desk.locator(".queue").get_by_text("din", exact=True).first).to_be_visible()


def test_how_soon_they_are_taken_stands_above_the_queue_and_behind_it_by_class(desk: Page) -> None:
    line = desk.locator(".response-line")
    expect(line).to_contain_text("80 % tatt innen")
    line.click()
    window = desk.get_by_role("dialog", name="Svartider")
    expect(window.get_by_role("row", name="Brann", exact=False).first).to_be_visible()
    expect(window.get_by_role("row", name="Feil på anlegg")).to_contain_text("venter")
    expect(window).to_contain_text("krav 00:30")
    window.get_by_label("Så langt tilbake").select_option("168")
    expect(window.get_by_role("row", name="Feil på anlegg")).to_be_visible()


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_are_read_in_every_look(desk: Page, theme: str, language: str) -> None:
    put_on(desk, theme, language, of="desk")
    expect(desk.locator(".storm-row")).to_be_visible()
    desk.locator(".response-line").click()
    expect(desk.get_by_role("dialog").get_by_role("table")).to_be_visible()
    for width in (1440, 390):
        desk.set_viewport_size({"width": width, "height": 844})
        assert fits(desk)
        assert axe_finds(desk) == []
