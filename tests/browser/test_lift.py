"""A lift's alarm in a real browser: from the alarm to its end with the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.support.centre import Centre
from tests.support.desk import Language, Theme, axe_finds, operator_page
from tests.support.field_phone import client_of

OPERATOR, ADMINISTRATOR = "Silje Strand", "Eva Holm"


def a_lift_alarm(centre: Centre) -> str:
    """Somebody has pressed the button in the hotel's lift, and a caller tells of it: its case."""
    with client_of(centre, OPERATOR) as client:
        panel = next(one for one in client.get("panels")["items"] if one["account"] == "4102")
        said: dict[str, Any] = client.post(f"panels/{panel['id']}/signals", {"category": "lift"})
        return str(said["case_id"])


def another_lift(centre: Centre) -> str:
    """The hotel has one more lift, and somebody is stuck in that too: its case."""
    with client_of(centre, ADMINISTRATOR) as client:
        known = next(one for one in client.get("panels")["items"] if one["account"] == "4102")
        lift = {"number": "NO-5013-18", "voice_phone": "49000294", "test_hours": 72, "ended_by": "fitter"}
        names = {"customer_id": known["customer_id"], "site_id": known["site_id"], "name": "Vareheisen"}
        panel = client.post("panels", {**names, "account": "4103", "lift": lift})
    with client_of(centre, OPERATOR) as client:
        return str(client.post(f"panels/{panel['id']}/signals", {"category": "lift"})["case_id"])


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Centre]:
    """A centre that no other test has had an alarm in."""
    with Centre.start(tmp_path) as started:
        yield started


def test_of_two_lifts_each_is_told_of_by_itself(browser: Browser, another: Centre) -> None:
    case_id = a_lift_alarm(another)
    assert another_lift(another) == case_id
    page = operator_page(browser, another, "Henrik Vik")
    page.evaluate("id => { location.hash = `case/${id}` }", case_id)
    first, second = (page.locator(".case-lift").filter(has_text=name) for name in ("NO-5013-17", "NO-5013-18"))
    expect(first.get_by_role("button", name="Fikk kontakt")).to_be_visible()
    expect(page.locator(".case-lift kbd").get_by_text("I", exact=True)).to_have_count(1)
    assert axe_finds(page) == []
    second.get_by_role("button", name="Fikk kontakt").click()
    expect(second.locator("ol li").get_by_text("Kontakt med dem inne")).to_be_visible()
    expect(first.locator("ol li")).to_have_count(1)
    page.context.close()


@pytest.mark.parametrize(("theme", "language"), [("day", "nb"), ("night", "en"), ("day", "en")])
def test_everybody_can_use_it_in_every_theme_and_language(
    browser: Browser, centre: Centre, theme: Theme, language: Language
) -> None:
    page = operator_page(browser, centre, "Henrik Vik", theme=theme, language=language)
    page.evaluate("id => { location.hash = `case/${id}` }", a_lift_alarm(centre))
    expect(page.locator(".case-lift-head").first).to_be_visible()
    assert axe_finds(page) == []
    page.context.close()


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
