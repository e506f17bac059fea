"""An operator puts a panel on test for a caller, follows and ends it; and enters what a caller tells. By keyboard."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page
from tests.support.looks import LANGUAGES, fits, put_on
from tests.support.receiving import one_signal
from tests.support.wait import until

HOTEL = "4101"
SITE = "Hotell Fjordutsikt"
FITTER = "+4790900222"


@pytest.fixture(scope="module")
def desk(browser: Browser, centre: Centre) -> Iterator[Page]:
    page = operator_page(browser, centre, "Henrik Vik")
    yield page
    page.context.close()


@pytest.fixture(autouse=True)
def over(operator: Any, panel: str) -> Iterator[None]:
    """No test goes on into the next one."""
    yield
    test = operator.get(f"panels/{panel}/state")["test"]
    if test and test["on"]:
        operator.post(f"panels/{panel}/test/end", {})


def window(page: Page) -> Any:
    return page.get_by_role("dialog", name="Anlegg: test og signaler")


def opens(page: Page) -> Any:
    """From wherever one is, by the palette."""
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("anlegg")
    expect(page.locator(".palette [role=option]").first).to_contain_text("Anlegg: test og signaler")
    page.keyboard.press("Enter")
    expect(window(page)).to_be_visible()
    return window(page)


def card(page: Page, name: str = "Brannsentralen") -> Any:
    return window(page).get_by_role("region", name=name)


def choose_site(page: Page) -> None:
    """A list is chosen from by typing what one looks for."""
    expect(window(page).get_by_label("Sted").locator("option", has_text=SITE)).to_be_attached()
    window(page).get_by_label("Sted").focus()
    page.keyboard.type(SITE)
    expect(card(page)).to_be_visible()


def press(page: Page, within: Any, name: str) -> None:
    within.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def begin(page: Page, why: str) -> None:
    choose_site(page)
    press(page, card(page), "Sett i test")
    form = card(page)
    press(page, form, "Sett i test")
    expect(form.get_by_role("alert")).to_contain_text("Skriv hvorfor anlegget settes i test")
    form.get_by_label("Hvorfor").focus()
    page.keyboard.type(why)
    page.keyboard.press("Enter")
    expect(form).to_contain_text("I test")


def test_a_caller_who_is_known_gets_a_test_which_is_followed_and_ended(
    desk: Page, centre: Centre, operator: Any, panel: str
) -> None:
    opens(desk)
    expect(window(desk).get_by_text("Ingen anlegg er i test.")).to_be_visible()
    assert axe_finds(desk) == []
    choose_site(desk)
    press(desk, card(desk), "Sett i test")
    form = card(desk)
    assert axe_finds(desk) == []
    contact = form.get_by_label("Hvem ber om testen").locator("option").nth(1).inner_text()
    form.get_by_label("Hvem ber om testen").focus()
    desk.keyboard.type(contact)
    press(desk, form, "Sett i test")
    expect(form.get_by_role("alert")).to_be_visible()
    form.get_by_label("Kjent stemme").focus()
    desk.keyboard.press("Space")
    form.get_by_label("002 Kjøkkenet").focus()
    desk.keyboard.press("Space")
    press(desk, form, "Sett i test")
    expect(form).to_contain_text("Bare sone 002")
    expect(form).to_contain_text("0 av 1 soner prøvd")
    press(desk, form, "Send lenke til montør")
    desk.keyboard.type("Mona Montør")
    desk.keyboard.press("Tab")
    desk.keyboard.type(FITTER)
    desk.keyboard.press("Enter")
    expect(form.get_by_role("status")).to_contain_text("Lenken er sendt til +47 909 00 222")
    assert centre.wait_for_sms(FITTER, "fitter#")
    assert one_signal(centre.panel_port, HOTEL, "1110 01 002") is not None
    expect(form).to_contain_text("1 av 1 soner prøvd")
    expect(form).to_contain_text("1 åpent")
    assert axe_finds(desk) == []
    opens(desk)
    row = window(desk).get_by_role("button").filter(has_text=SITE)
    expect(row).to_contain_text("Mona Montør følger testen")
    row.focus()
    desk.keyboard.press("Enter")
    press(desk, card(desk), "Avslutt testen")
    expect(card(desk).get_by_role("status")).to_contain_text("Det som ikke var tilbakestilt, er en sak")
    desk.keyboard.press("Escape")
    expect(desk.locator(".case-row", has_text="Åpent etter test")).to_be_visible()


def test_the_centre_itself_says_why_and_the_test_can_last_longer(desk: Page, operator: Any, panel: str) -> None:
    opens(desk)
    begin(desk, "Røykfylt kjøkken etter stengetid")
    first_ms = operator.get(f"panels/{panel}/state")["test"]["until_ms"]
    press(desk, card(desk), "Endre testen")
    expect(card(desk).get_by_label("Hvorfor")).to_have_value("Røykfylt kjøkken etter stengetid")
    card(desk).get_by_label("4 timer").focus()
    desk.keyboard.press("Space")
    press(desk, card(desk), "Endre testen")
    expect(card(desk).get_by_role("button", name="Endre testen")).to_be_visible()
    until(lambda: operator.get(f"panels/{panel}/state")["test"]["until_ms"] > first_ms + 3_000_000, 20)


def test_what_a_caller_tells_becomes_the_customers_case(desk: Page, operator: Any) -> None:
    opens(desk)
    choose_site(desk)
    lift = card(desk, "Gjesteheisen")
    press(desk, lift, "Før inn signal")
    assert axe_finds(desk) == []
    press(desk, lift, "Før inn signal")
    expect(lift.get_by_role("alert")).to_contain_text("Skriv det som ble sagt")
    lift.get_by_label("Det som ble sagt").focus()
    desk.keyboard.type("Sitter fast i tredje")
    press(desk, lift, "Før inn signal")
    expect(desk.get_by_role("heading", name=re.compile("Heisalarm"))).to_be_visible()
    expect(desk.get_by_text("Sitter fast i tredje").first).to_be_visible()


def test_a_signal_by_hand_for_a_panel_on_test_says_that_it_alarms_nobody(desk: Page) -> None:
    opens(desk)
    begin(desk, "Årskontroll")
    press(desk, card(desk), "Før inn signal")
    card(desk).get_by_label("Det som ble sagt").focus()
    desk.keyboard.type("Røyk på kjøkkenet")
    press(desk, card(desk), "Før inn signal")
    expect(card(desk).get_by_role("status")).to_contain_text("alarmerer ingen")


def test_what_a_panel_has_sent_is_read_with_its_bytes_one_click_away(desk: Page, centre: Centre) -> None:
    assert "ACK" in (one_signal(centre.panel_port, HOTEL, "1301 00 000") or "")
    opens(desk)
    choose_site(desk)
    press(desk, card(desk), "Signaler")
    signals = card(desk).get_by_role("region", name="Signaler fra anlegget")
    newest = signals.get_by_role("listitem").first
    expect(newest).to_contain_text("(301)")
    expect(newest).to_contain_text("ADM-CID")
    newest.locator("summary").click()
    expect(newest.locator("code")).to_contain_text(f"#{HOTEL}|1301 00 000]")
    facts = card(desk).locator("dl")
    expect(facts).to_contain_text("Feil ved anlegget 000")
    assert "ACK" in (one_signal(centre.panel_port, HOTEL, "3301 00 000") or "")
    expect(facts).not_to_contain_text("Feil ved anlegget 000")
    assert axe_finds(desk) == []
    press(desk, card(desk), "Tilbake")
    expect(signals).to_have_count(0)


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_read_in_both_languages_by_day_and_by_night(
    browser: Browser, centre: Centre, operator: Any, panel: str, theme: str, language: str
) -> None:
    page = operator_page(browser, centre, "Nina Aas")
    put_on(page, theme, language, of="desk")
    site = next(one for one in operator.get("sites")["items"] if one["name"] == SITE)
    expect(page.locator(".console")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("anlegg" if language == "nb" else "panels")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").first.select_option(site["id"])
    expect(dialog.get_by_role("region", name="Brannsentralen")).to_be_visible()
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        assert fits(page)
    assert axe_finds(page) == []
    page.context.close()
