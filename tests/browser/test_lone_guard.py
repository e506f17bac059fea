"""A guard's phone in a real browser, against a whole centre: in by code, on duty, ALT OK, offline, off duty."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.centre import Centre
from tests.support.desk import axe_finds

PHONE = "+4749000016"


def phone(browser: Browser, centre: Centre, scheme: str = "light") -> Page:
    page = browser.new_context(
        viewport={"width": 390, "height": 844},
        locale="nb-NO",
        color_scheme="dark" if scheme == "dark" else "light",
        geolocation={"latitude": 59.66, "longitude": 10.77, "accuracy": 12},
        permissions=["geolocation"],
    ).new_page()
    page.goto(centre.url)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_in_is_accessible(browser: Browser, centre: Centre, scheme: str) -> None:
    page = phone(browser, centre, scheme)
    expect(page.get_by_label("Mobilnummeret ditt")).to_be_visible()
    assert axe_finds(page) == []


def test_a_guard_is_watched_from_sign_in_to_off_duty(browser: Browser, centre: Centre) -> None:
    page = phone(browser, centre)
    page.get_by_label("Mobilnummeret ditt").fill(PHONE)
    page.get_by_role("button", name="Send kode").click()
    expect(page.get_by_label("Kode fra SMS")).to_be_visible()
    code = centre.wait_for_sms(PHONE, r"\b\d{6}\b").split(" ", 1)[0]
    page.get_by_label("Kode fra SMS").fill(code)
    # Sent by itself when six digits are there.
    expect(page.get_by_text("Hvor skal du på vakt?")).to_be_visible()
    assert axe_finds(page) == []

    page.get_by_role("button", name="Tilsyn hovedkontoret").click()
    page.get_by_label("Jeg har lest instruksen").check()
    assert axe_finds(page) == []
    page.get_by_role("button", name="PÅ VAKT").click()
    expect(page.get_by_text("ALENE", exact=True)).to_be_visible()
    page.get_by_role("button", name="ALT OK").click()
    # While this press is under way, another is the same one to the page.
    expect(page.locator("#ok-said")).to_contain_text("Sendt")
    expect(page.get_by_text("bekreftet av sentralen").first).to_be_attached()
    assert axe_finds(page) == []

    page.context.set_offline(True)
    page.get_by_role("button", name="ALT OK").click()
    expect(page.get_by_text("Venter på dekning").first).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Venter på dekning")).to_have_count(0)

    page.get_by_role("button", name="Gå av vakt").click()
    page.get_by_role("button", name="JA, GÅ AV VAKT").click()
    expect(page.get_by_text("Hvor skal du på vakt?")).to_be_visible()
