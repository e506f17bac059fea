"""The last operator's page closes: the duty manager and the partner centre are rung, and a pressed key has the case."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.support.centre import Centre
from tests.support.desk import operator_page
from tests.support.wait import until

MANAGER, PARTNER = "+4749000041", "+4749000091"
SOON = "20"


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    return {"VARDE_ABSENT_AFTER_S": SOON}


def ringing(centre: Centre, number: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = centre.client.get(f"{centre.url}/sms/messages").json()["messages"]
    return [one for one in found if one["direction"] == "call" and one["number"] == number]


def test_an_unmanned_centre_rings_until_somebody_has_it(browser: Browser, centre: Centre) -> None:
    page = operator_page(browser, centre, "Silje Strand")
    expect(page.get_by_text("Du er alene her")).to_be_visible()
    page.context.close()

    until(lambda: ringing(centre, MANAGER) and ringing(centre, PARTNER), 90)
    assert "INGEN SVARER I SENTRALEN" in ringing(centre, MANAGER)[0]["text"]
    assert any("INGEN SVARER I SENTRALEN" in text for text in centre.sms_to(PARTNER))

    telephones = browser.new_context(locale="nb-NO").new_page()
    telephones.goto(f"{centre.url}/sms")
    for _ in range(2):
        press = telephones.get_by_role("button", name="Svar og trykk 1, Tor Hagen").first
        press.click()
        expect(telephones.get_by_text("Bekreftet med 1").first).to_be_visible()

    desk = centre.sign_in_by_passkey("Nina Aas")

    def owners() -> set[str]:
        cases = centre.got("board", desk)["cases"]
        return {one["owner"]["name"] for one in cases if one["kind"] == "desk_absent" and one["owner"]}

    until(lambda: owners() == {"Tor Hagen"}, 30)
    telephones.context.close()

    back = operator_page(browser, centre, "Henrik Vik")
    until(lambda: owners() == {"Henrik Vik"}, 30)
    expect(back.get_by_text("Ubemannet sentral").first).to_be_visible()
    until(lambda: any("Henrik Vik er på plass i sentralen igjen" in text for text in centre.sms_to(PARTNER)), 30)
