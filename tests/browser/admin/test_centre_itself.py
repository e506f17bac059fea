"""What is the company's own: the emergency centres' direct numbers, and who is called when nobody is at the centre."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.admin_pages import at, put, saved
from tests.support.centre import Centre
from tests.support.desk import axe_finds


@pytest.fixture(scope="module")
def tor(centre: Centre) -> dict[str, Any]:
    """The duty manager."""
    return centre.sign_in_by_passkey("Tor Hagen")


def test_the_card_to_be_read_aloud_has_the_number_that_was_written_for_the_municipality(
    eva: Page, centre: Centre, tor: dict[str, Any]
) -> None:
    at(eva, centre, "municipalities/new")
    form = eva.locator(".thing")
    form.get_by_label("Navn", exact=True).fill("Vardø")
    form.get_by_label("Operasjonssentralens navn").fill("Finnmark politidistrikt")
    form.get_by_label("Politiets operasjonssentral, direkte").fill("hundre og tolv")
    form.get_by_role("button", name="Opprett").click()
    expect(form.get_by_label("Politiets operasjonssentral, direkte")).to_be_focused()
    assert axe_finds(eva) == []
    form.get_by_label("Politiets operasjonssentral, direkte").fill("78 97 20 00")
    form.get_by_role("button", name="Opprett").click()
    saved(eva, "Vardø")
    expect(eva.get_by_role("row").filter(has_text="Vardø")).to_contain_text("+47 78 97 20 00")

    (site, *_) = centre.got("sites", tor)["items"]
    put(centre, tor, f"sites/{site['id']}", {**site, "municipality": "Vardø", "police_phone": None})
    body = {"kind": "message", "customer_id": site["customer_id"], "site_id": site["id"], "text": "Port står åpen."}
    case = centre.posted("cases", body, tor)["case"]["id"]
    numbers = {one["service"]: one for one in centre.got(f"cases/{case}/card", tor)["numbers"]}
    assert numbers["police"]["phone"] == "+4778972000"
    assert numbers["police"]["centre"] == "Finnmark politidistrikt"

    form.get_by_role("button", name="Slett").click()
    eva.get_by_role("dialog").get_by_role("button", name="Slett").click()
    expect(eva.get_by_role("row").filter(has_text="Vardø")).to_have_count(0)


def answer_with(page: Page, plan: dict[str, Any]) -> None:
    page.route("**/api/v1/absence", lambda route: route.fulfill(json=plan))


def test_who_is_called_when_nobody_is_at_the_centre_is_seen_and_changed(
    eva: Page, centre: Centre, tor: dict[str, Any]
) -> None:
    at(eva, centre, "absence")
    partner = eva.get_by_role("region", name="Partnersentralen")
    managers = eva.get_by_role("region", name="Vaktlederne")
    expect(managers.get_by_role("link", name="Tor Hagen")).to_be_visible()
    expect(managers).to_contain_text("oppringning og SMS, igjen hver 2 min")
    expect(partner.get_by_role("link", name="Nordvakt partnersentral")).to_be_visible()

    partner.get_by_role("link", name="Ny partnersentral").click()
    form = eva.locator(".thing")
    expect(form.get_by_role("combobox", name="Kunde")).to_have_value(re.compile("."))
    form.get_by_label("Navn", exact=True).fill("Sørvakt")
    form.get_by_label("Telefon").fill("49000092")
    form.get_by_role("button", name="Opprett").click()
    saved(eva, "Sørvakt")
    at(eva, centre, "absence")
    expect(partner.get_by_role("link", name="Sørvakt")).to_be_visible()
    expect(eva.get_by_text("Ingen utenfor sentralen kan nås.")).to_have_count(0)

    # As it would be if a number had been answered WRONG, and if there were nobody: the server's answer, altered so.
    plan = centre.got("absence", tor)
    wrong = [{**rung, "people": [{**one, "wrong": True} for one in rung["people"]]} for rung in plan["rungs"]]
    nobody = [{**rung, "people": []} for rung in plan["rungs"]]
    for rungs, words in ((wrong, "ringes ikke før nummeret er rettet"), (nobody, "Ingen er vaktleder.")):
        answer_with(eva, {**plan, "rungs": rungs})
        eva.reload()
        expect(eva.get_by_text("Ingen utenfor sentralen kan nås.")).to_be_visible()
        expect(eva.get_by_text(words).first).to_be_visible()
        assert axe_finds(eva) == []
        eva.unroute("**/api/v1/absence")
