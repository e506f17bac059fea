"""A guard sets the own code word on the own phone: it is heard at the desk, and nobody can read it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.centre import Centre
from tests.support.desk import axe_finds
from tests.support.field_phone import a_phone, sign_in

KARI, PIN, DURESS_PIN = "+4749000012", "2580", "9119"


@pytest.fixture(scope="module")
def phone(browser: Browser, centre: Centre) -> Iterator[Page]:
    context = a_phone(browser)
    yield sign_in(context, centre, KARI)
    context.close()


@pytest.fixture(scope="module")
def desk(centre: Centre) -> dict[str, Any]:
    return centre.sign_in_by_passkey("Nina Aas")


def heard(centre: Centre, desk: dict[str, Any], word: str) -> str:
    """What the desk is told of a word that was said on the telephone."""
    (kari,) = centre.got("people?q=Kari Lund", desk)["items"]
    return str(centre.posted("code-words/checks", {"of": "person", "id": kari["id"], "heard": word}, desk)["outcome"])


def silent_alarms(centre: Centre, desk: dict[str, Any]) -> set[str]:
    cases = centre.got("board", desk)["cases"]
    return {one["id"] for one in cases if one["kind"] == "duress" and one["silent"]}


def write(page: Page, word: str, duress: str, pin: str) -> None:
    page.get_by_label("Nytt kodeord").fill(word)
    page.get_by_label("Ord for tvang").fill(duress)
    page.get_by_role("button", name="LAGRE").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("PIN")
    page.keyboard.type(pin)
    page.keyboard.press("Enter")


def test_the_word_is_set_with_the_pin_and_known_at_the_desk(phone: Page, centre: Centre, desk: dict[str, Any]) -> None:
    phone.goto(f"{centre.url}/#options")
    phone.get_by_role("button", name="Kodeord").click()
    expect(phone.get_by_text("Du har et kodeord og et ord for tvang.")).to_be_visible()
    phone.get_by_role("button", name="LAGRE").click()
    expect(phone.get_by_text("Skriv kodeordet.")).to_be_visible()
    assert axe_finds(phone) == []

    write(phone, "vindmølle", "Vind-mølle", PIN)
    expect(phone.get_by_label("Ord for tvang")).to_have_attribute("aria-invalid", "true")
    expect(phone.get_by_label("Nytt kodeord")).to_have_value("vindmølle")

    write(phone, "vindmølle", "sjakkbrett", "0000")
    expect(phone.get_by_role("alert")).to_contain_text("PIN")
    phone.keyboard.press("Backspace")
    for _ in range(8):
        phone.keyboard.press("Backspace")
    phone.keyboard.type(PIN)
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("Lagret.")).to_be_visible()
    expect(phone.get_by_label("Nytt kodeord")).to_have_value("")
    assert heard(centre, desk, "vindmolle") == "right"
    assert heard(centre, desk, "sjakkbrett") == "duress"
    assert "vindmølle" not in phone.content()


def test_under_duress_it_looks_the_same_and_the_alarm_goes(phone: Page, centre: Centre, desk: dict[str, Any]) -> None:
    before = silent_alarms(centre, desk)
    phone.goto(f"{centre.url}/#code-words")
    write(phone, "fyrtårn", "hengelås", DURESS_PIN)
    expect(phone.get_by_text("Lagret.")).to_be_visible()
    assert heard(centre, desk, "fyrtårn") == "wrong"
    assert heard(centre, desk, "vindmølle") == "right"
    assert len(silent_alarms(centre, desk) - before) == 1


def test_without_coverage_nothing_is_said_to_be_kept(phone: Page, centre: Centre) -> None:
    phone.goto(f"{centre.url}/#code-words")
    expect(phone.get_by_label("Nytt kodeord")).to_be_visible()
    phone.context.set_offline(True)
    write(phone, "isbjørn", "", PIN)
    expect(phone.get_by_text("Får ikke kontakt").first).to_be_visible()
    expect(phone.get_by_text("Lagret.")).to_have_count(0)
    expect(phone.get_by_label("Nytt kodeord")).to_have_value("isbjørn")
    phone.context.set_offline(False)
