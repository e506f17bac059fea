"""A lift's alarm in a real browser: from the alarm to its end with the keyboard alone."""

from typing import Any

from playwright.sync_api import Browser, expect

from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page
from tests.support.field_phone import client_of

OPERATOR = "Silje Strand"


def a_lift_alarm(centre: Centre) -> str:
    """Somebody has pressed the button in the hotel's lift, and a caller tells of it: its case."""
    with client_of(centre, OPERATOR) as client:
        panel = next(one for one in client.get("panels")["items"] if one["account"] == "4102")
        said: dict[str, Any] = client.post(f"panels/{panel['id']}/signals", {"category": "lift"})
        return str(said["case_id"])


def test_a_lift_is_followed_to_its_end_by_keys_alone(browser: Browser, centre: Centre) -> None:
    page = operator_page(browser, centre, "Henrik Vik")
    page.evaluate("id => { location.hash = `case/${id}` }", a_lift_alarm(centre))
    lift = page.get_by_role("region", name="Heis", exact=True)
    expect(lift.locator(".case-lift-head").get_by_text("Alarm mottatt")).to_be_visible()
    expect(lift.get_by_role("link", name="490 00 292")).to_be_visible()
    assert axe_finds(page) == []

    page.keyboard.press("t")
    expect(lift.locator(".case-lift-head").get_by_text("Kvittert")).to_be_visible()
    page.keyboard.press("i")
    expect(lift.locator(".case-lift-head").get_by_text("Kontakt med dem inne")).to_be_visible()
    expect(lift.get_by_text("til de skal ringes igjen")).to_be_visible()
    page.keyboard.press("+")
    expect(lift.get_by_label("Hvem er sendt")).to_be_focused()
    assert axe_finds(page) == []
    page.keyboard.press("Enter")
    expect(lift.get_by_text("Skriv et navn.")).to_be_visible()
    page.keyboard.type("Heisservice Bergen, Per")
    page.keyboard.press("Enter")
    expect(lift.locator(".case-lift-head").get_by_text("Hjelp er sendt")).to_be_visible()

    page.keyboard.press("e")
    expect(lift.get_by_label("Navn")).to_be_focused()
    page.keyboard.type("Per Heis")
    page.keyboard.press("Enter")
    expect(lift.locator(".case-lift-head").get_by_text("Alarmen er over")).to_be_visible()
    expect(lift.get_by_text("En navngitt montør meldte heisen fri.")).to_be_visible()
    assert axe_finds(page) == []
    page.context.close()
