"""An operator orders a technician for a fault, by keyboard; the technician answers by SMS."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.client import Client
from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page
from tests.support.field_phone import client_of
from tests.support.looks import LANGUAGES, fits, put_on
from tests.support.wait import until

TECHNICIAN, PHONE = "Tore Tekniker", "+4790900444"


@pytest.fixture(scope="module")
def operator(centre: Centre) -> Iterator[Client]:
    with client_of(centre, "Silje Strand") as client:
        yield client


@pytest.fixture(scope="module")
def fault(centre: Centre, operator: Client) -> str:
    """A case of a fault at a panel, and a technician in the register. The case's id."""
    with client_of(centre, "Eva Holm") as admin:
        fields = {"customer_id": "self", "name": TECHNICIAN, "phone": PHONE, "roles": ["contractor"]}
        admin.post("people", fields)
    panel = operator.get("panels")["items"][0]
    body = {"category": "trouble", "text": "Batterifeil", "zone": "", "restored": False}
    return str(operator.post(f"panels/{panel['id']}/signals", body)["case_id"])


@pytest.fixture
def desk(browser: Browser, centre: Centre, fault: str) -> Iterator[Page]:
    page = operator_page(browser, centre, "Henrik Vik")
    page.evaluate("id => { location.hash = `case/${id}` }", fault)
    expect(page.get_by_role("heading", name="Utrykning")).to_be_visible()
    yield page
    page.context.close()


def press(page: Page, name: str, *, at: int = 0) -> None:
    page.get_by_role("button", name=name).nth(at).focus()
    page.keyboard.press("Enter")


def dispatches(operator: Client, case_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = operator.get(f"cases/{case_id}/dispatches")["dispatches"]
    return found


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_is_readable_in_every_look(desk: Page, fault: str, theme: str, language: str) -> None:
    put_on(desk, theme, language, of="desk")
    desk.evaluate("id => { location.hash = `case/${id}` }", fault)
    desk.get_by_role("button", name="Bestill tekniker" if language == "nb" else "Order a technician").click()
    expect(desk.locator(".case-dispatch form")).to_be_visible()
    for width in (1440, 390):
        desk.set_viewport_size({"width": width, "height": 844})
        assert fits(desk)
        assert axe_finds(desk) == []


def test_an_order_goes_out_with_its_time_and_what_is_wrong_and_is_answered_by_sms(
    desk: Page, centre: Centre, operator: Client, fault: str
) -> None:
    press(desk, "Bestill tekniker")
    form = desk.locator(".case-dispatch form")
    form.get_by_role("button", name="Send bestillingen").focus()
    desk.keyboard.press("Enter")
    expect(form.get_by_role("alert")).to_contain_text("Velg hvem som får bestillingen")
    expect(form.get_by_label("Tekniker").locator("option", has_text=TECHNICIAN)).to_be_attached()
    form.get_by_label("Tekniker").focus()
    desk.keyboard.type(TECHNICIAN)
    form.get_by_label("Skal være utbedret innen").select_option("72")
    form.get_by_label("Hva som er feil").focus()
    desk.keyboard.type("Batteriet må byttes")
    form.get_by_role("button", name="Send bestillingen").focus()
    desk.keyboard.press("Enter")

    one = desk.locator(".dispatches li", has_text=TECHNICIAN)
    expect(one).to_contain_text("Tekniker")
    expect(one).to_contain_text("Batteriet må byttes")
    (order,) = dispatches(operator, fault)
    assert order["order"]
    until(lambda: len(centre.sms_to(PHONE)) == 2, 60)
    told = " ".join(centre.sms_to(PHONE))
    assert "OPPDRAG" in told
    assert "Batteriet må byttes" in told

    centre.answer_sms(PHONE, "JA")
    until(lambda: dispatches(operator, fault)[0]["state"] == "accepted", 60)
    expect(one).to_contain_text("Har tatt oppdraget")
    centre.answer_sms(PHONE, "FERDIG")
    until(lambda: dispatches(operator, fault)[0]["state"] == "done", 60)
