"""A guard's phone without coverage, with little battery, in somebody else's hands: what it does, and claims."""

import re
from typing import Any

from playwright.sync_api import Browser, expect

from bench.client import Client
from tests.support.centre import Centre
from tests.support.desk import axe_finds
from tests.support.field_phone import a_phone, board_row, go_on_duty, sign_in, wait_for_shell
from tests.support.wait import until

OFFICE, TERMINAL = "Tilsyn hovedkontoret", "Nattvakt havneterminalen"


def test_from_the_second_visit_it_opens_without_network_and_claims_nothing(
    browser: Browser, centre: Centre, operator: Client
) -> None:
    context = a_phone(browser)
    page = sign_in(context, centre, "+4749000016")
    go_on_duty(page, OFFICE)
    wait_for_shell(page)
    before = board_row(operator, "Ingrid Moen")["last_heard_at_ms"]

    context.set_offline(True)
    page.reload()
    expect(page.get_by_text("ALENE", exact=True)).to_be_visible()
    page.get_by_role("button", name="ALT OK").click()
    expect(page.get_by_text("Venter på dekning. ALT OK")).to_be_visible()
    expect(page.get_by_text("Klokken på sentralen går, til")).to_be_visible()
    expect(page.get_by_text("Ingen kontakt med sentralen")).to_be_attached()
    # Every other screen is here too.
    page.get_by_role("button", name="Instruks").click()
    expect(page.get_by_role("heading", name="Instruks")).to_be_visible()
    page.get_by_role("button", name="Tilbake").click()
    assert page.get_by_text(re.compile(r"^Sendt \d")).count() == 0
    assert board_row(operator, "Ingrid Moen")["last_heard_at_ms"] == before

    context.set_offline(False)
    expect(page.get_by_text("Venter på dekning. ALT OK")).to_have_count(0)
    until(lambda: board_row(operator, "Ingrid Moen")["last_heard_at_ms"] > before, 30)
    page.get_by_role("button", name="Gå av vakt").click()
    page.get_by_role("button", name="JA, GÅ AV VAKT").click()
    expect(page.get_by_text("Hvor skal du på vakt?")).to_be_visible()
    context.close()


def test_with_little_battery_one_tap_says_what_the_centre_will_want_to_know(browser: Browser, centre: Centre) -> None:
    context = a_phone(browser, charge=0.12)
    page = sign_in(context, centre, "+4749000015")
    said: list[dict[str, Any]] = []

    def take(route: Any) -> None:
        said.append(route.request.post_data_json)
        route.fulfill(json={})

    page.route("**/api/v1/duties/*/dying", take)
    go_on_duty(page, TERMINAL)
    page.get_by_role("button", name="Telefonen dør").click()
    expect(page.get_by_text("at telefonen kan dø")).to_be_visible()
    assert said[0]["battery_percent"] == 12
    assert said[0]["position"]["accuracy_m"] == 12
    assert said[0]["next_contact_ms"] > said[0]["position"]["measured_at_ms"]

    page.get_by_role("button", name="Si mer").click()
    page.get_by_label("Hvor skal du?").fill("Nordmarka, mot Kikut")
    page.get_by_label("Nummeret til en").fill("123")
    page.get_by_role("button", name="SEND NÅ").click()
    expect(page.get_by_text("Skriv åtte siffer")).to_be_visible()
    assert axe_finds(page) == []
    page.get_by_label("Nummeret til en").fill("412 34 567")
    with page.expect_response("**/api/v1/duties/*/dying"):
        page.get_by_role("button", name="SEND NÅ").click()
    expect(page.get_by_text("at telefonen kan dø")).to_be_visible()
    assert said[1]["going_to"] == "Nordmarka, mot Kikut"
    assert said[1]["companion_phone"] == "+4741234567"
    context.close()


def test_one_s_own_sessions_are_listed_and_ended(browser: Browser, centre: Centre) -> None:
    other = centre.sign_in_by_code("+4749000014")
    context = a_phone(browser)
    page = sign_in(context, centre, "+4749000014")
    page.goto(f"{centre.url}/#sessions")
    expect(page.get_by_text("Denne telefonen")).to_be_visible()
    page.get_by_role("button", name="Logg ut der").first.click()
    page.get_by_role("button", name="Trykk igjen for å logge ut").click()
    expect(page.get_by_role("button", name="Trykk igjen for å logge ut")).to_have_count(0)
    headers = {"Authorization": f"Bearer {other['access_token']}"}
    until(lambda: centre.client.get("/api/v1/me", headers=headers).status_code == 401, 30)
    context.close()
