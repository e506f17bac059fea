"""The desk's lifelines in a real browser: the code word, the card, and the copy when the centre is gone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page
from tests.support.lifelines import an_sos

OLA, KARI = "+4749000011", "+4749000012"


def opened(centre: Centre, page: Page, case_id: str) -> None:
    page.goto(f"{centre.url}/desk/#case/{case_id}")
    expect(page.get_by_role("heading", name=re.compile("har sendt SOS|har meldt tvang"))).to_be_visible()


def heard(page: Page, word: str) -> None:
    field = page.get_by_label(re.compile("Skriv det du hører"))
    expect(field).to_be_focused()
    field.fill(word)
    field.press("Enter")


def test_a_code_word_is_asked_by_key_and_answered_in_one_word(browser: Browser, centre: Centre) -> None:
    case_id = an_sos(centre, OLA, "Nattvakt havneterminalen")
    page = operator_page(browser, centre, "Silje Strand")
    opened(centre, page, case_id)
    page.keyboard.press("o")
    assert axe_finds(page) == []
    heard(page, "fyrstikk")
    expect(page.get_by_role("status").get_by_text("Feil")).to_be_visible()
    assert axe_finds(page) == []
    page.get_by_role("button", name="Spør på nytt").click()
    heard(page, "BLAABÆR")
    expect(page.get_by_role("status").get_by_text("Riktig")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    heard(page, "torden vaer")
    expect(page.get_by_role("status").get_by_text("Tvang")).to_be_visible()
    assert axe_finds(page) == []
    assert "tordenvær" not in page.content().casefold()
    page.get_by_role("button", name="Åpne tvangssaken").click()
    expect(page.get_by_text("STILLE").first).to_be_visible()
    page.context.close()


def test_the_card_is_read_with_the_direct_number_and_logged(browser: Browser, centre: Centre) -> None:
    case_id = an_sos(centre, KARI, "Tilsyn tankanlegget")
    page = operator_page(browser, centre, "Henrik Vik")
    opened(centre, page, case_id)
    page.keyboard.press("l")
    card = page.get_by_role("dialog", name="Lesekort")
    expect(card.get_by_text("Terminalgata 60")).to_be_visible()
    expect(card.get_by_text("34W DC")).to_be_visible()
    expect(card.get_by_role("link", name=re.compile("490 00 921"))).to_have_attribute("href", "tel:+4749000921")
    card.get_by_label("110 brann").check()
    expect(card.get_by_role("link", name=re.compile("490 00 922"))).to_be_visible()
    assert axe_finds(page) == []
    card.get_by_role("button", name="Loggfør").click()
    expect(card.get_by_text("Velg hvordan det gikk.")).to_be_visible()
    card.get_by_label("De rykker ut").check()
    card.get_by_role("button", name="Loggfør").click()
    expect(page.get_by_text("leste kortet for 110: de rykker ut")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("way", ["passkey", "passphrase"])
def test_the_copy_opens_while_the_centre_is_gone_and_what_was_noted_is_entered(
    browser: Browser, centre: Centre, way: str
) -> None:
    case_id = an_sos(centre, KARI, "Tilsyn tankanlegget")
    page = operator_page(browser, centre, "Nina Aas", prf=way == "passkey")
    opened(centre, page, case_id)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.keyboard.press("Control+k")
    page.keyboard.type("Papirkopi")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Papirkopi")).to_be_visible()
    assert axe_finds(page) == []
    if way == "passkey":
        page.get_by_role("button", name="Lås med passnøkkelen").click()
    else:
        page.get_by_label("Setning").fill("en lang nok setning")
        page.get_by_role("button", name="Lås med en setning").click()
    expect(page.get_by_text(re.compile("^Laget"))).to_be_visible()
    centre.stop()
    try:
        page.goto(f"{centre.url}/desk/#copy")
        page.reload()
        if way == "passphrase":
            page.get_by_label("Setning").fill("en annen setning her")
            page.get_by_role("button", name="Lås opp").click()
            expect(page.get_by_text("Kopien lot seg ikke åpne med dette.")).to_be_visible()
            page.get_by_label("Setning").fill("en lang nok setning")
        page.get_by_role("button", name="Lås opp").click()
        expect(page.get_by_role("heading", name=re.compile("^Saker"))).to_be_visible()
        expect(page.get_by_text("Terminalgata 60").first).to_be_visible()
        expect(page.get_by_text("Gå langs ytterkanten")).to_be_visible()
        expect(page.get_by_text(re.compile("^Laget"))).to_be_visible()
        assert axe_finds(page) == []
        kept = page.evaluate(
            """async () => {
                const open = indexedDB.open('varde-desk');
                const database = await new Promise(done => { open.onsuccess = () => done(open.result); });
                const get = database.transaction('values').objectStore('values').get('copy.sealed');
                const sealed = await new Promise(done => { get.onsuccess = () => done(get.result); });
                return new TextDecoder('latin1').decode(sealed.bytes);
            }"""
        )
        assert "Terminalgata" not in kept
    finally:
        centre.restart()
    opened(centre, page, case_id)
    page.get_by_role("button", name="Før inn etterpå").click()
    page.get_by_label("Klokken var").fill("03:00")
    page.get_by_label("Hørte fra personen").check()
    page.get_by_label("Det som ble notert").fill("Kari ringte selv.")
    page.get_by_role("button", name="Før inn", exact=True).click()
    expect(page.get_by_text("førte inn etterpå det som skjedde 03:00").first).to_be_visible()
    page.context.close()
