"""A mission in a real browser: on the phone with the network cut on the way, and at the desk for who telephones."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.support.centre import Centre
from tests.support.desk_page import a_browser, at_the_desk, faults
from tests.support.wait import until

LARS, MARTE = "+4749000021", "+4749000022"
OPERATOR = "Silje Strand"
HERE = {"latitude": 62.3021, "longitude": 11.9034, "accuracy": 14}
SLOW_MS = 30_000


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    with Centre.start(Path(tmp_path_factory.mktemp("centre"))) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as started:
        yield started


def phone_of(browser: Browser, centre: Centre, number: str) -> Page:
    """A field worker's phone, signed in. The map's pictures are not there: the page must do without."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="nb-NO", geolocation=HERE, permissions=["geolocation"]
    )
    without_pictures(context)
    page = context.new_page()
    page.goto(centre.url)
    page.get_by_label("Mobilnummeret ditt").fill(number)
    page.get_by_role("button", name="Send kode").click()
    expect(page.get_by_label("Kode fra SMS")).to_be_visible(timeout=SLOW_MS)
    code = re.search(r"\b\d{6}\b", centre.wait_for_sms(number, r"\b\d{6}\b"))
    assert code
    page.get_by_label("Kode fra SMS").fill(code[0])
    expect(page.get_by_role("button", name="NYTT OPPDRAG")).to_be_visible(timeout=SLOW_MS)
    return page


def without_pictures(context: BrowserContext) -> None:
    context.route("https://cache.kartverket.no/**", lambda route: route.abort())


def seen(locator: Locator) -> None:
    expect(locator.first).to_be_visible(timeout=SLOW_MS)


def fill_in(page: Page, name: str) -> None:
    """What has to be told of a mission, with the position the phone has."""
    page.get_by_role("button", name="Bruk min posisjon").click()
    expect(page.get_by_label("Koordinater")).to_have_value("62.30210, 11.90340", timeout=SLOW_MS)
    page.get_by_label("Navn på stedet").fill(name)
    page.get_by_label("Hva skal du gjøre?").fill("Taksering av furuskog")
    page.get_by_label("Jeg melder meg selv").check()


def story(centre: Centre, mission_id: str, session: dict[str, Any]) -> list[str]:
    """What the journal has of a mission, in order."""
    told = centre.got(f"missions/{mission_id}", session)
    return [str(told["state"]), str(told["planned_end_ms"])]


def test_a_field_worker_registers_goes_out_loses_coverage_and_comes_back(browser: Browser, centre: Centre) -> None:
    page = phone_of(browser, centre, LARS)
    assert faults(page) == []
    page.get_by_role("button", name="NYTT OPPDRAG").click()
    page.get_by_label("Koordinater").fill("32V NM 96987 42")
    seen(page.get_by_text("like mange siffer"))
    page.get_by_label("Koordinater").fill("32V NM 96987 42970")
    seen(page.get_by_text("Lest som MGRS"))
    for form in ("59,91280° N  10,73439° Ø", "59° 54,768′ N  010° 44,064′ Ø", "32V  596 988  6 642 970"):
        seen(page.get_by_text(form))
    fill_in(page, "Femundsmarka sør")
    seen(page.get_by_role("region", name="Kart for å peke ut stedet"))
    assert faults(page) == []
    page.get_by_role("button", name="REGISTRER OG START").click()
    seen(page.get_by_role("heading", name="UTE"))
    session = centre.sign_in_by_passkey(OPERATOR)
    (row,) = [one for one in centre.got("board", session)["missions"] if one["on"]]
    assert row["place"]["name"] == "Femundsmarka sør"
    assert row["last_position"]["accuracy_m"] == 14
    assert faults(page) == []

    page.get_by_role("button", name="ALT OK").click()
    expect(page.locator("#ok-said")).to_contain_text("Sendt", timeout=SLOW_MS)

    # The network goes. What is done is kept, and nothing is called sent before the server has it.
    page.context.set_offline(True)
    page.get_by_role("button", name="ALT OK").click()
    seen(page.get_by_text("Venter på dekning").first)
    assert page.locator("#ok-said").inner_text().find("Sendt") < 0
    page.get_by_role("button", name="Endre").click()
    page.get_by_role("button", name="+ 1 time").click()
    seen(page.get_by_role("heading", name="UTE"))
    assert centre.got(f"missions/{row['id']}", session)["planned_end_ms"] == row["planned_end_ms"]
    page.get_by_role("button", name="Avslutt").click()
    page.get_by_role("button", name="JA, JEG ER TILBAKE").click()
    seen(page.get_by_text("Sentralen følger med til den får beskjed"))
    assert centre.got(f"missions/{row['id']}", session)["state"] == "under_way"

    # It returns: everything arrives once, in the order in which it was done.
    page.context.set_offline(False)
    seen(page.get_by_role("button", name="NYTT OPPDRAG"))
    after = centre.got(f"missions/{row['id']}", session)
    assert after["state"] == "ended"
    assert after["planned_end_ms"] == row["planned_end_ms"] + 60 * 60_000
    assert after["version"] == row["version"] + 4  # ALT OK, ALT OK, an hour more, back
    seen(page.get_by_role("button", name="Femundsmarka sør"))
    assert faults(page) == []


def test_a_planned_mission_is_confirmed_by_its_worker_without_coverage_first(browser: Browser, centre: Centre) -> None:
    page = phone_of(browser, centre, MARTE)
    page.context.set_offline(True)
    page.get_by_role("button", name="NYTT OPPDRAG").click()
    fill_in(page, "Rondvatnet")
    page.get_by_label("Senere").check()
    page.get_by_role("button", name="REGISTRER", exact=True).click()
    seen(page.get_by_text("sentralen vet ikke om det ennå"))
    session = centre.sign_in_by_passkey(OPERATOR)
    assert [one for one in centre.got("board", session)["missions"] if one["place"]["name"] == "Rondvatnet"] == []
    page.context.set_offline(False)
    seen(page.get_by_role("button", name=re.compile("Rondvatnet.*Starter", re.DOTALL)))
    page.get_by_role("button", name=re.compile("Rondvatnet.*Starter", re.DOTALL)).click()
    seen(page.get_by_text("Bekreft starten"))
    assert faults(page) == []

    page.context.set_offline(True)
    page.get_by_role("button", name="START OPPDRAGET").click()
    seen(page.get_by_text("Sentralen vet ikke at du er ute"))
    page.context.set_offline(False)
    seen(page.get_by_role("heading", name="UTE"))
    page.get_by_role("button", name="Avslutt").click()
    page.get_by_role("button", name="JA, JEG ER TILBAKE").click()
    seen(page.get_by_role("button", name="NYTT OPPDRAG"))


def test_an_operator_registers_for_a_caller_by_keyboard_and_makes_the_agreed_call(
    browser: Browser, centre: Centre
) -> None:
    page = at_the_desk(browser, centre, OPERATOR)
    without_pictures(page.context)
    page.keyboard.press("m")
    window = page.get_by_role("dialog")
    expect(window).to_be_visible()
    window.get_by_label("Feltarbeider").select_option(label="Marte Lie")
    window.get_by_label("Koordinater").fill("60,6022 N 7,5042 Ø")
    seen(window.get_by_text("32V MN 18093 19411"))
    window.get_by_label("Navn på stedet").fill("Finse")
    window.get_by_label("Hva skal gjøres?").fill("Snømåling")
    window.get_by_label("Sentralen ringer").check()
    window.get_by_label("Kontakt hver").select_option(index=0)
    window.get_by_label("Kjent stemme").check()
    assert faults(page) == []
    window.locator("[type=submit]").press("Enter")
    seen(page.get_by_role("heading", name=re.compile("Marte Lie")))
    seen(page.get_by_text("Neste avtalte samtale"))
    seen(page.get_by_text("Snømåling"))
    seen(page.get_by_role("region", name="Kart over Finse"))
    assert faults(page) == []

    session = centre.sign_in_by_passkey(OPERATOR)
    (row,) = [one for one in centre.got("board", session)["missions"] if one["on"]]
    bring_forward(centre, session, row["id"])
    seen(page.get_by_role("heading", name="Avtalt samtale"))
    # The link would leave for the telephone; what counts is that the clock is told.
    page.evaluate("document.addEventListener('click', e => e.target.closest('a[href^=tel]') && e.preventDefault())")
    page.keyboard.press("r")
    seen(page.get_by_text("ringte opp"))
    assert faults(page) == []
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    seen(page.get_by_text("Neste avtalte samtale"))
    told = centre.got(f"missions/{row['id']}", session)
    assert told["call"] is None
    assert told["last_heard_at_ms"] > row["last_heard_at_ms"]


def bring_forward(centre: Centre, session: dict[str, Any], mission_id: str) -> None:
    """The shortest interval that can be agreed, so that the call falls due while somebody looks."""
    behalf = {"identified_by": "known_voice", "note": ""}
    centre.posted(f"missions/{mission_id}/change", {"interval_s": 10, "on_behalf": behalf}, session)
    until(lambda: centre.got(f"missions/{mission_id}", session)["call"] is not None, 60)
