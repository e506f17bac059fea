"""A fitter follows a panel's test on a phone: real frames come, zones are ticked off, nothing is claimed too soon."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.platform.time import HOUR_MS, now_ms
from tests.support.centre import Centre
from tests.support.desk import axe_finds
from tests.support.looks import LANGUAGES, fits, put_on
from tests.support.receiving import one_signal

HOTEL = "4101"
FITTER = "+4790900111"


@pytest.fixture
def link(centre: Centre, operator: Any, panel: str) -> Iterator[str]:
    """The hotel's panel is on test, and the fitter has got the SMS."""
    operator.post(f"panels/{panel}/test", {"until_ms": now_ms() + HOUR_MS, "why": "Årskontroll"})
    before = len(centre.sms_to(FITTER))
    operator.post(f"panels/{panel}/test/link", {"name": "Mona Montør", "phone": FITTER})
    text = centre.wait_for_sms(FITTER, "fitter#", after=before)
    yield re.findall(r"https?://\S+", text)[-1]
    if operator.get(f"panels/{panel}/state")["test"]["on"]:
        operator.post(f"panels/{panel}/test/end", {})


@pytest.fixture
def phone(browser: Browser, link: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="nb-NO", color_scheme="dark")
    page = context.new_page()
    page.goto(link)
    expect(page.get_by_text("I TEST", exact=True)).to_be_visible()
    yield page
    context.close()


def zone(page: Page, name: str) -> Any:
    return page.locator(".zone").filter(has_text=name)


def test_zones_are_ticked_off_as_their_detectors_are_set_off(centre: Centre, phone: Page) -> None:
    expect(phone.get_by_role("heading", name="Soner 0 av 4 prøvd")).to_be_visible()
    expect(phone.get_by_text("Ingen signaler ennå")).to_be_visible()
    assert axe_finds(phone) == []
    assert one_signal(centre.panel_port, HOTEL, "1110 01 002") is not None
    expect(zone(phone, "Kjøkkenet")).to_contain_text(re.compile(r"Brann \d\d:\d\d:\d\d"))
    expect(phone.get_by_role("heading", name="Soner 1 av 4 prøvd")).to_be_visible()
    expect(phone.get_by_role("status")).to_contain_text("Sone 002 Kjøkkenet: Brann")
    assert one_signal(centre.panel_port, HOTEL, "3110 01 002") is not None
    expect(zone(phone, "Kjøkkenet")).to_contain_text(re.compile(r"tilbake \d\d:\d\d:\d\d"))
    expect(zone(phone, "Kjøkkenet")).to_contain_text("2 signaler")
    assert one_signal(centre.panel_port, HOTEL, "1110 01 077") is not None
    expect(zone(phone, "077")).to_contain_text("Sentralen kjenner ikke sonen")
    expect(phone.locator(".signals li")).to_have_count(3)
    expect(phone.get_by_role("link", name="Ring sentralen")).to_have_attribute("href", re.compile(r"^tel:\+47"))
    assert axe_finds(phone) == []
    assert fits(phone)


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_read_in_both_languages_by_day_and_by_night(
    centre: Centre, phone: Page, theme: str, language: str
) -> None:
    assert one_signal(centre.panel_port, HOTEL, "1110 01 001") is not None
    address = phone.url
    put_on(phone, theme, language, of="fitter")
    phone.goto(address)
    phone.reload()
    expect(zone(phone, "Resepsjon og lobby")).to_contain_text("Brann" if language == "nb" else "Fire")
    assert axe_finds(phone) == []
    for width in (390, 1440):
        phone.set_viewport_size({"width": width, "height": 844})
        assert fits(phone)


def test_without_network_it_says_of_when_it_is_and_goes_on_by_itself(centre: Centre, phone: Page) -> None:
    phone.context.set_offline(True)
    expect(
        phone.get_by_text(re.compile(r"Får ikke kontakt med sentralen. Dette er slik det sto \d\d:"))
    ).to_be_visible()
    assert axe_finds(phone) == []
    assert one_signal(centre.panel_port, HOTEL, "1110 01 003") is not None
    expect(zone(phone, "3. etasje")).to_contain_text("ikke prøvd")
    phone.context.set_offline(False)
    expect(zone(phone, "3. etasje")).to_contain_text("Brann")
    expect(phone.get_by_text("Får ikke kontakt")).to_have_count(0)


def test_when_the_test_ends_the_page_says_that_alarms_are_real_again(operator: Any, panel: str, phone: Page) -> None:
    operator.post(f"panels/{panel}/test/end", {})
    expect(phone.get_by_text("SLUTT", exact=True)).to_be_visible()
    expect(phone.get_by_role("alert")).to_contain_text("Alarmer går til sentralen nå")
    assert axe_finds(phone) == []


def test_a_link_that_is_not_whole_says_what_to_do(browser: Browser, link: str) -> None:
    page = browser.new_page(locale="nb-NO")
    for wrong in (link[:-1], link.partition("#")[0]):
        page.goto("about:blank")
        page.goto(wrong)
        expect(page.get_by_text("Ring sentralen for å få en ny")).to_be_visible()
        expect(page.get_by_role("button", name="Prøv igjen")).to_have_count(0)
    assert axe_finds(page) == []
    page.close()
