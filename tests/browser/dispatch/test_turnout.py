"""A guard is sent in a real browser: he says yes, goes, is there, reports with a picture; and an operator sees it."""

import base64
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from bench.client import Client
from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page
from tests.support.field_phone import a_phone, client_of, go_on_duty, sign_in, wait_for_shell
from tests.support.looks import LANGUAGES, THEMES, fits, put_on
from tests.support.wait import until

OFFICE = "Tilsyn hovedkontoret"
OPERATOR, COLLEAGUE = "Silje Strand", "Henrik Vik"


@pytest.fixture(scope="module")
def operator(centre: Centre) -> Any:
    with client_of(centre, OPERATOR) as client:
        yield client


def new_case(operator: Client, text: str) -> str:
    """A case at a site on the map, as an operator opens one for a caller."""
    sites = operator.get("sites")["items"]
    site = next(one for one in sites if one["name"] == "Hovedkontoret på Ås")
    body = {"kind": "assistance", "customer_id": site["customer_id"], "site_id": site["id"], "text": text}
    made: dict[str, Any] = operator.post("cases", body)
    return str(made["case"]["id"])


def dispatched(operator: Client, case_id: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = operator.get(f"cases/{case_id}/dispatches")["dispatches"]
    return found[-1]


def in_state(operator: Client, case_id: str, state: str) -> dict[str, Any]:
    until(lambda: dispatched(operator, case_id)["state"] == state, 60)
    return dispatched(operator, case_id)


def picture(page: Page) -> FilePayload:
    """A photograph, as the phone's camera hands it over: drawn here, so that it is one that a browser can read."""
    data: str = page.evaluate(
        """() => {
            const canvas = document.createElement('canvas');
            canvas.width = 640; canvas.height = 480;
            const pen = canvas.getContext('2d');
            pen.fillStyle = '#345'; pen.fillRect(0, 0, 640, 480);
            pen.fillStyle = '#fc6'; pen.fillRect(200, 120, 240, 240);
            return canvas.toDataURL('image/png').split(',')[1];
        }"""
    )
    return {"name": "bilde.png", "mimeType": "image/png", "buffer": base64.b64decode(data)}


def test_a_guard_accepts_arrives_and_reports_with_a_picture_and_an_operator_sees_it(
    browser: Browser, centre: Centre, operator: Client
) -> None:
    context = a_phone(browser)
    phone = sign_in(context, centre, "+4749000016")
    go_on_duty(phone, OFFICE)
    desk = operator_page(browser, centre, COLLEAGUE)
    case_id = new_case(operator, "Alarm ved bakdøra")
    desk.evaluate("id => { location.hash = `case/${id}` }", case_id)
    expect(desk.get_by_role("heading", name="Utrykning")).to_be_visible()

    # One key: the nearest is asked.
    desk.keyboard.press("u")
    expect(desk.get_by_text("Spurt, venter på svar").first).to_be_visible()
    expect(desk.locator(".case-dispatch").get_by_text("Ingrid Moen")).to_be_visible()
    assert axe_finds(desk) == []

    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_role("heading", name="UTRYKNING")).to_be_visible()
    expect(phone.get_by_text("Hovedkontoret på Ås")).to_be_visible()
    assert axe_finds(phone) == []
    phone.get_by_role("button", name="JEG TAR DEN").click()
    phone.get_by_role("button", name="JEG ER PÅ VEI").click()
    in_state(operator, case_id, "en_route")
    assert phone.get_by_role("link", name="Naviger dit").get_attribute("href", timeout=60_000)
    expect(phone.get_by_text("Slik kommer du inn")).to_have_count(0)
    expect(phone.get_by_text("Meld deg innen")).to_be_visible()

    phone.get_by_role("button", name="JEG ER PÅ STEDET").click()
    expect(phone.get_by_role("heading", name="Slik kommer du inn")).to_be_visible()
    assert axe_finds(phone) == []
    phone.get_by_role("button", name="SKRIV RAPPORT").click()
    phone.get_by_label("Hva fant du?").fill("Dør sto åpen. Ingen i bygget. Låst og sikret.")
    phone.locator("input[type=file]").set_input_files(picture(phone))
    expect(phone.get_by_text("1 bilde")).to_be_visible()
    assert axe_finds(phone) == []
    phone.get_by_role("button", name="SEND RAPPORT").click()
    phone.get_by_role("button", name="FERDIG").click()
    in_state(operator, case_id, "done")
    expect(phone.get_by_text("ALENE", exact=True)).to_be_visible()

    expect(desk.get_by_role("img", name="Bilde 1 fra stedet")).to_be_visible()
    expect(desk.get_by_text("Dør sto åpen. Ingen i bygget. Låst og sikret.")).to_be_visible()
    expect(desk.locator(".dispatch-head").get_by_text("Ferdig")).to_be_visible()
    assert axe_finds(desk) == []
    context.close()
    desk.context.close()


def test_without_coverage_what_he_does_is_kept_and_told_as_not_sent(
    browser: Browser, centre: Centre, operator: Client
) -> None:
    context = a_phone(browser)
    phone = sign_in(context, centre, "+4749000015")
    go_on_duty(phone, "Nattvakt havneterminalen")
    wait_for_shell(phone)
    case_id = new_case(operator, "Sjekk porten")
    who = next(one for one in operator.get("board")["watches"] if one["guard"]["phone"] == "+4749000015")
    operator.post(f"cases/{case_id}/dispatches", {"person_id": who["guard"]["id"], "offer_s": 1800})
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_role("button", name="JEG TAR DEN")).to_be_visible()
    context.set_offline(True)
    for words in ("JEG TAR DEN", "JEG ER PÅ VEI", "JEG ER PÅ STEDET"):
        phone.get_by_role("button", name=words).click()
    expect(phone.get_by_text("Sentralen vet det ikke ennå")).to_be_visible()
    expect(phone.get_by_text("Slik kommer du inn")).to_have_count(0)
    assert dispatched(operator, case_id)["state"] == "offered"
    context.set_offline(False)
    assert in_state(operator, case_id, "on_scene")["on_scene_at_ms"]
    expect(phone.get_by_role("heading", name="Slik kommer du inn")).to_be_visible()

    # Called back from the desk: the phone is what it was before.
    path = f"cases/{case_id}/dispatches/{dispatched(operator, case_id)['id']}/recall"
    operator.post(path, {"reason": "Falsk alarm"})
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_text("ALENE", exact=True)).to_be_visible()
    context.close()


def test_the_offer_fits_and_is_readable_in_every_look_and_language(
    browser: Browser, centre: Centre, operator: Client
) -> None:
    context = a_phone(browser)
    phone = sign_in(context, centre, "+4749000014")
    go_on_duty(phone, "Kveldsvakt senteret")
    case_id = new_case(operator, "Innbrudd")
    who = next(one for one in operator.get("board")["watches"] if one["guard"]["phone"] == "+4749000014")
    operator.post(f"cases/{case_id}/dispatches", {"person_id": who["guard"]["id"], "offer_s": 1800})
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.locator(".turnout")).to_be_visible()
    for theme in THEMES:
        for language in LANGUAGES:
            put_on(phone, theme, language)
            expect(phone.locator(".turnout")).to_be_visible()
            assert axe_finds(phone) == []
            assert fits(phone)
    context.close()


def test_the_case_with_whom_to_send_is_readable_in_every_look_and_language(
    browser: Browser, centre: Centre, operator: Client
) -> None:
    case_id = new_case(operator, "Hvem kan dra?")
    for theme in ("night", "day"):
        for language in LANGUAGES:
            with_theme: Any = {"theme": theme, "language": language}
            desk = operator_page(browser, centre, COLLEAGUE, **with_theme)
            desk.evaluate("id => { location.hash = `case/${id}` }", case_id)
            expect(desk.locator(".case-dispatch")).to_be_visible()
            desk.keyboard.press("w")
            expect(desk.locator(".case-dispatch").locator(".candidates, .list-empty").first).to_be_visible()
            assert axe_finds(desk) == []
            desk.context.close()


def test_a_key_pressed_in_the_very_moment_the_case_is_seen_is_not_lost(
    browser: Browser, centre: Centre, operator: Client
) -> None:
    case_id = new_case(operator, "Rask på tastene")
    desk = operator_page(browser, centre, COLLEAGUE)
    desk.evaluate(
        """id => {
            new MutationObserver((_, watching) => {
                if (!document.querySelector('.case-dispatch')) return;
                watching.disconnect();
                document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'w', bubbles: true }));
            }).observe(document.body, { childList: true, subtree: true });
            location.hash = `case/${id}`;
        }""",
        case_id,
    )
    expect(desk.locator(".case-dispatch").locator(".candidates, .list-empty").first).to_be_visible()
    desk.context.close()
