"""Alarm panels in a browser: one is made as it stands on the wall, changed, and seen never to have been heard."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.admin_pages import at, pick, put, saved
from tests.support.centre import Centre
from tests.support.desk import axe_finds, signed_in

MANAGER = "Tor Hagen"


@pytest.fixture(scope="module")
def session(centre: Centre) -> dict[str, Any]:
    return centre.sign_in_by_passkey(MANAGER)


def panel(centre: Centre, session: dict[str, Any], account: str) -> dict[str, Any]:
    return next(dict(one) for one in centre.got("panels", session)["items"] if one["account"] == account)


def opened(page: Page, centre: Centre, one: dict[str, Any]) -> Locator:
    at(page, centre, f"panels/{one['id']}")
    form = page.locator(".thing")
    expect(form.get_by_role("heading", name=one["name"], exact=True)).to_be_visible()
    return form


def test_a_panel_is_made_as_it_stands_on_the_wall(eva: Page, centre: Centre, session: dict[str, Any]) -> None:
    at(eva, centre, "panels/new")
    form = eva.locator(".thing")
    form.get_by_label("Navn", exact=True).fill("Sentralen i kjelleren")
    pick(form, "Kunde", "Hotell Fjordutsikt")
    pick(form, "Sted", "Hotell Fjordutsikt")
    form.get_by_label("Konto", exact=True).fill("0042")
    form.get_by_label("Overføringskategori").select_option("SP4")
    form.get_by_role("button", name="Legg til sone").click()
    zone = form.get_by_role("group", name="Sone 1", exact=True)
    zone.get_by_label("Sonenummer").fill("01")
    zone.get_by_label("Navn").fill("Vaskeriet")
    zone.get_by_label("Art").select_option("fire")
    form.get_by_role("button", name="Legg til kode").click()
    code = form.get_by_role("group", name="Kode 1", exact=True)
    code.get_by_label("Kode", exact=True).fill("150")
    code.get_by_label("Betyr").select_option("lift")
    form.get_by_role("button", name="Legg til område").click()
    part = form.get_by_role("group", name="Område 1", exact=True)
    part.get_by_label("Områdenummer").fill("1")
    part.get_by_role("button", name="Legg til åpningstid").click()
    hours = part.get_by_role("group", name="Åpningstid 1", exact=True)
    hours.get_by_label("Åpner").fill("halv åtte")
    form.get_by_label("Det er en heis bak anlegget").check()
    form.get_by_label("Heisnummer").fill("NO-77")
    form.get_by_role("button", name="Opprett").click()
    expect(hours.get_by_label("Åpner")).to_be_focused()
    hours.get_by_label("Åpner").fill("7.30")
    form.get_by_role("button", name="Opprett").click()
    expect(form.get_by_role("heading", name="Sentralen i kjelleren")).to_be_visible()
    expect(form.get_by_text("Anlegget er aldri hørt. Sjekk konto, linje og nøkkel.")).to_be_visible()
    assert axe_finds(eva) == []
    made = panel(centre, session, "0042")
    assert made["zones"] == [{"number": "01", "name": "Vaskeriet", "category": "fire"}]
    assert [(one["code"], one["category"]) for one in made["codes"]] == [("150", "lift")]
    assert made["partitions"][0]["hours"] == [{"days": [0, 1, 2, 3, 4], "opens": "07:30", "closes": "17:00"}]
    assert (made["lift"]["number"], made["transmission"]) == ("NO-77", "SP4")


def test_a_key_is_written_and_never_read(eva: Page, centre: Centre, session: dict[str, Any]) -> None:
    form = opened(eva, centre, panel(centre, session, "3001"))
    form.get_by_label("Krypteringsnøkkel").last.fill("for kort")
    form.get_by_role("button", name="Lagre").click()
    expect(form.get_by_text(re.compile("heksadesimal|byte")).first).to_be_visible()
    assert panel(centre, session, "3001")["has_key"] is False
    form.get_by_label("Krypteringsnøkkel").last.fill("ascii:hemmelignok-1234")
    form.get_by_role("button", name="Lagre").click()
    saved(eva, "Gullsmeden")
    assert panel(centre, session, "3001")["has_key"] is True
    assert "hemmelignok" not in eva.content()
    put(centre, session, f"panels/{panel(centre, session, '3001')['id']}", {**_sent(centre, session), "key": None})


def _sent(centre: Centre, session: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in panel(centre, session, "3001").items() if name not in ("id", "has_key")}


def test_an_account_that_another_has_is_refused_at_its_field(
    eva: Page, centre: Centre, session: dict[str, Any]
) -> None:
    form = opened(eva, centre, panel(centre, session, "4102"))
    form.get_by_label("Konto", exact=True).fill("4101")
    form.get_by_role("button", name="Lagre").click()
    expect(form.get_by_label("Konto", exact=True)).to_be_focused()
    expect(form.get_by_label("Konto", exact=True)).to_have_attribute("aria-invalid", "true")
    assert axe_finds(eva) == []
    form.get_by_role("button", name="Forkast endringer").click()


def test_a_key_for_signing_is_shown_once(eva: Page, centre: Centre, session: dict[str, Any]) -> None:
    form = opened(eva, centre, panel(centre, session, "700001"))
    form.get_by_role("button", name="Lag ny signeringsnøkkel").click()
    expect(form.get_by_text(re.compile("^[0-9a-f]{64}$"))).to_be_visible()
    assert axe_finds(eva) == []
    eva.reload()
    expect(form.get_by_role("button", name="Lag ny signeringsnøkkel")).to_be_visible()
    expect(form.get_by_text(re.compile("^[0-9a-f]{64}$"))).to_have_count(0)


def test_who_is_second_to_save_sees_what_the_other_wrote(eva: Page, centre: Centre, session: dict[str, Any]) -> None:
    before = panel(centre, session, "700002")
    form = opened(eva, centre, before)
    form.get_by_role("button", name="Legg til sone").click()
    form.get_by_label("Sonenummer").last.fill("91")
    sent = {name: value for name, value in before.items() if name not in ("id", "has_key")}
    theirs = [*before["zones"], {"number": "92", "name": "Boden", "category": "water"}]
    put(centre, session, f"panels/{before['id']}", {**sent, "zones": theirs})
    form.get_by_role("button", name="Lagre").click()
    dialog = eva.get_by_role("dialog", name="Noen andre har endret dette imens")
    expect(dialog.get_by_text("92 Boden (Vann)")).to_be_visible()
    assert axe_finds(eva) == []
    dialog.get_by_label("Ta deres").check()
    dialog.get_by_role("button", name="Lagre slik").click()
    saved(eva, before["name"])
    assert [one["number"] for one in panel(centre, session, "700002")["zones"]][-1] == "92"


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("width", [390, 1440])
def test_list_and_form_are_accessible_and_fit_in_every_look(
    browser: Browser, centre: Centre, session: dict[str, Any], theme: str, language: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="nb-NO")
    page = signed_in(context, centre, MANAGER)
    page.evaluate(
        f"localStorage.setItem('varde-theme-admin', '{theme}'); localStorage.setItem('varde-language', '{language}')"
    )
    at(page, centre, "panels")
    page.reload()
    never = {"nb": "aldri", "en": "never"}[language]
    expect(page.get_by_role("row").filter(has_text="Brannsentralen")).to_contain_text(never)
    assert axe_finds(page) == []
    at(page, centre, f"panels/{panel(centre, session, '4102')['id']}")
    expect(page.get_by_text("NO-").or_(page.locator(".part-lift input").nth(1)).first).to_be_visible()
    assert axe_finds(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
