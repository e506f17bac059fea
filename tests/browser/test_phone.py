"""The field app as a guard meets it: without coverage, at night, with little battery, in somebody's hands."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.client import Client
from bench.stage import GUARDS, Stage, Steps, build
from tests.support.centre import Centre
from tests.support.desk import axe_finds
from tests.support.field_phone import Worker, a_phone, go_on_duty, heard, hold_sos, sign_in, wait_for_shell
from tests.support.push import Answer, PushService, a_push_service
from tests.support.wait import until

LOUD, SILENT = "Demorunde, hørbar SOS", "Demorunde, stille SOS"
ONE, TWO, THREE = GUARDS.values()
OFFICE = "Tilsyn hovedkontoret"
TERMINAL = "Nattvakt havneterminalen"
STEPS = Steps(interval_s=24, reminder_s=16, grace_s=12)
LATER = 60_000
"""Milliseconds: long enough for what a loaded machine does late."""


@contextmanager
def signed_in(centre: Centre, person: str) -> Iterator[Client]:
    """Somebody at the centre, without a page."""
    client = Client(centre.url, centre.sign_in_by_passkey(person)["access_token"])
    try:
        yield client
    finally:
        client.close()


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    with a_push_service() as started:
        yield started


@pytest.fixture(scope="module")
def environment(service: PushService) -> dict[str, str]:
    return {"VARDE_PUSH_SERVICES": service.origin}


@pytest.fixture(scope="module")
def operator(centre: Centre) -> Iterator[Client]:
    with signed_in(centre, "Silje Strand") as client:
        yield client


@pytest.fixture(scope="module")
def stage(centre: Centre) -> Stage:
    """A place where a check-in is due every few seconds."""
    with signed_in(centre, "Eva Holm") as admin:
        return build(admin, STEPS)


def calling(page: Page) -> str | None:
    """The colour that fills the screen."""
    found: str | None = page.evaluate("document.documentElement.dataset.calling ?? null")
    return found


def board_row(operator: Client, name: str) -> dict[str, Any]:
    """How the centre sees a guard."""
    rows = [one for one in operator.get("board")["watches"] if one["guard"]["name"] == name]
    return rows[0] if rows else {}


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
    expect(page.get_by_text("Venter på dekning. ALT OK")).to_be_visible(timeout=LATER)
    expect(page.get_by_text("Klokken på sentralen går, til")).to_be_visible(timeout=LATER)
    expect(page.get_by_text("Ingen kontakt med sentralen")).to_be_attached()
    # Every other screen is here too.
    page.get_by_role("button", name="Instruks").click()
    expect(page.get_by_role("heading", name="Instruks")).to_be_visible()
    page.get_by_role("button", name="Tilbake").click()
    assert page.get_by_text(re.compile(r"^Sendt \d")).count() == 0
    assert board_row(operator, "Ingrid Moen")["last_heard_at_ms"] == before

    context.set_offline(False)
    expect(page.get_by_text("Venter på dekning. ALT OK")).to_have_count(0, timeout=LATER)
    until(lambda: board_row(operator, "Ingrid Moen")["last_heard_at_ms"] > before, 30)
    page.get_by_role("button", name="Gå av vakt").click()
    page.get_by_role("button", name="JA, GÅ AV VAKT").click()
    expect(page.get_by_text("Hvor skal du på vakt?")).to_be_visible(timeout=LATER)
    context.close()


def test_a_reminder_fills_the_screen_is_heard_and_comes_by_push_and_by_sms(
    browser: Browser, centre: Centre, service: PushService, stage: Stage
) -> None:
    subscription = service.browser()
    context = a_phone(browser, subscription=subscription)
    page = sign_in(context, centre, ONE)
    wait_for_shell(page)
    worker = Worker(page)
    page.goto(f"{centre.url}/#options")
    page.get_by_role("button", name="Prøv lyden").click()
    page.wait_for_function("() => window.heard.length > 0")
    expect(page.get_by_text("På. SMS kommer uansett.")).to_be_visible(timeout=LATER)
    page.get_by_role("button", name="Tilbake").click()
    page.evaluate("window.heard.length = 0")

    go_on_duty(page, LOUD)
    page.wait_for_function("() => document.documentElement.dataset.calling", timeout=LATER)
    page.wait_for_function("() => window.heard.length > 0", timeout=LATER)
    assert page.evaluate("window.shaken") > 0
    words = until(lambda: service.words_to(subscription), 60)[0]
    assert words["title"].startswith("Meld deg")
    assert "Demo" not in json.dumps(words)
    assert centre.wait_for_sms(ONE, "Meld deg innen", within_s=60)

    worker.deliver(json.dumps(words).encode())
    shown = until(worker.shown, 30)
    assert [one["tag"] for one in shown] == [words["kind"]]

    page.get_by_role("button", name="ALT OK").click()
    page.wait_for_function("() => !document.documentElement.dataset.calling", timeout=LATER)
    context.close()


def test_after_a_silent_sos_nothing_rings_or_shows(
    browser: Browser, centre: Centre, operator: Client, service: PushService, stage: Stage
) -> None:
    subscription = service.browser()
    context = a_phone(browser, subscription=subscription)
    page = sign_in(context, centre, TWO)
    go_on_duty(page, SILENT)
    page.wait_for_function("() => !document.documentElement.dataset.calling")
    hold_sos(page)
    until(lambda: board_row(operator, "Demo Vekter To").get("hushed"), 30)
    page.evaluate("window.heard.length = 0; window.shaken = 0")
    texts = len(centre.sms_to(TWO))
    # The deadline passes and the centre acts; the phone lies there as before.
    until(lambda: board_row(operator, "Demo Vekter To").get("stage") == "silent", 90)
    expect(page.get_by_text("Meld deg nå")).to_be_visible(timeout=LATER)
    assert calling(page) is None
    assert heard(page) == []
    assert page.evaluate("window.shaken") == 0
    assert page.locator("body").get_by_text("SOS sendt").count() == 0
    assert service.words_to(subscription) == []
    assert len(centre.sms_to(TWO)) == texts
    context.close()


KNOWN = """async () => {
    const finished = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
    const database = await finished(indexedDB.open("varde-field"));
    const kept = await finished(database.transaction("values").objectStore("values").get("session"));
    database.close();
    const headers = { Authorization: `Bearer ${kept.access_token}` };
    return (await (await fetch("/api/v1/me/device", { headers })).json()).endpoint;
}"""


def test_a_subscription_that_was_lost_is_renewed_at_the_next_start(
    browser: Browser, centre: Centre, service: PushService, stage: Stage
) -> None:
    subscription = service.browser()
    context = a_phone(browser, subscription=subscription)
    page = sign_in(context, centre, THREE)
    until(lambda: page.evaluate(KNOWN) == subscription.endpoint, 60)
    # The browser has lost it without a word.
    page.evaluate("localStorage.removeItem('subscribed-with')")
    page.reload()
    until(lambda: page.evaluate("localStorage.getItem('subscribed-with')"), 60)
    # The push service has: the centre forgets it, and the next start makes it known again.
    service.answers[subscription.path] = [Answer(410)]
    page.goto(f"{centre.url}/#self-test")
    page.reload()
    expect(page.get_by_text("Prøvevarselet kom ikke fram.")).to_be_visible(timeout=LATER)
    assert page.evaluate(KNOWN) is None
    page.reload()
    until(lambda: page.evaluate(KNOWN) == subscription.endpoint, 60)
    context.close()


def test_the_phone_tries_itself_and_the_desk_sees_what_it_found(
    browser: Browser, centre: Centre, operator: Client, service: PushService
) -> None:
    subscription = service.browser()
    context = a_phone(browser, charge=0.12, subscription=subscription)
    page = sign_in(context, centre, "+4749000013")
    wait_for_shell(page)
    worker = Worker(page)
    page.goto(f"{centre.url}/#self-test")
    words = until(lambda: service.words_to(subscription), 60)[0]
    assert words["kind"] == "trial"
    worker.deliver(json.dumps(words).encode())
    expect(page.get_by_text("Prøvevarselet kom fram.")).to_be_visible(timeout=LATER)
    expect(page.get_by_text("Sentralen har resultatet")).to_be_visible(timeout=LATER)
    expect(page.get_by_text("± 12 m")).to_be_visible()
    assert axe_finds(page) == []
    person = next(one for one in operator.get("people", limit=500)["items"] if one["name"] == "Per Haugen")
    found = operator.get(f"people/{person['id']}/self-test")["test"]["found"]
    assert (found["position"], found["accuracy_m"]) == ("good", 12)
    assert (found["battery"], found["battery_percent"]) == ("bad", 12)
    assert (found["push"], found["network"], found["time"]) == ("good", "good", "good")
    assert "latitude" not in json.dumps(found)
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
    expect(page.get_by_text("at telefonen kan dø")).to_be_visible(timeout=LATER)
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
    with page.expect_response("**/api/v1/duties/*/dying", timeout=LATER):
        page.get_by_role("button", name="SEND NÅ").click()
    expect(page.get_by_text("at telefonen kan dø")).to_be_visible(timeout=LATER)
    assert said[1]["going_to"] == "Nordmarka, mot Kikut"
    assert said[1]["companion_phone"] == "+4741234567"
    context.close()


def test_one_s_own_sessions_are_listed_and_ended(browser: Browser, centre: Centre) -> None:
    other = centre.sign_in_by_code("+4749000014")
    context = a_phone(browser)
    page = sign_in(context, centre, "+4749000014")
    page.goto(f"{centre.url}/#sessions")
    expect(page.get_by_text("Denne telefonen")).to_be_visible(timeout=LATER)
    page.get_by_role("button", name="Logg ut der").first.click()
    page.get_by_role("button", name="Trykk igjen for å logge ut").click()
    expect(page.get_by_role("button", name="Trykk igjen for å logge ut")).to_have_count(0, timeout=LATER)
    headers = {"Authorization": f"Bearer {other['access_token']}"}
    until(lambda: centre.client.get("/api/v1/me", headers=headers).status_code == 401, 30)
    context.close()


@pytest.fixture(scope="module")
def resting(browser: Browser, centre: Centre) -> Iterator[Page]:
    """The phone of somebody who is not on duty, and stays so."""
    context = a_phone(browser, width=360, height=640)
    yield sign_in(context, centre, "+4749000012")
    context.close()


@pytest.fixture(scope="module")
def told(browser: Browser, centre: Centre) -> Iterator[tuple[Page, dict[str, Any]]]:
    """The phone of somebody on duty, and what the centre tells it besides what is so: times from now, and stages."""
    context = a_phone(browser, charge=0.9)
    page = sign_in(context, centre, "+4749000011")
    go_on_duty(page, OFFICE)
    shown: dict[str, Any] = {}

    def answer(route: Any) -> None:
        real = route.fetch().json()
        if real["duty"]:
            times = {name: real["server_now_ms"] + ms for name, ms in shown.items() if name.endswith("_ms")}
            real["duty"] |= {**shown, **times}
        route.fulfill(json=real)

    page.route("**/api/v1/me/duty", answer)
    yield page, shown
    page.unroute_all(behavior="ignoreErrors")
    context.close()


def put_on(page: Page, theme: str, language: str, large: str = "no") -> None:
    """Choose a look and a language, and open the page anew."""
    chosen = {"varde-theme-field": theme, "varde-language": language, "varde-field-large": large}
    page.evaluate(
        "chosen => { location.hash = ''; for (const [key, value] of Object.entries(chosen))"
        " localStorage.setItem(key, value); }",
        chosen,
    )
    page.reload()
    page.wait_for_function("language => document.documentElement.lang === language", arg=language, timeout=LATER)
    assert page.evaluate("document.documentElement.dataset.theme") == theme


def open_screen(page: Page, route: str) -> None:
    """A screen by its address, when it is there."""
    page.evaluate("route => { location.hash = route; }", route)
    page.wait_for_function(
        "() => { const title = document.querySelector('h1');"
        " return title && !['Henter …', 'Loading …'].includes(title.textContent); }",
        timeout=LATER,
    )


@pytest.mark.parametrize(
    ("theme", "language", "large"),
    [(theme, language, "no") for theme in ("day", "dusk", "night") for language in ("nb", "en")]
    + [("night", "nb", "yes"), ("day", "en", "yes")],
)
def test_every_screen_is_accessible_in_every_look_and_language(
    resting: Page, theme: str, language: str, large: str
) -> None:
    put_on(resting, theme, language, large)
    for route in ("", "options", "self-test", "install", "code-words", "sessions", "sign-in"):
        open_screen(resting, route)
        assert axe_finds(resting) == [], route
        # Nothing runs out of the screen sideways, however large the letters are.
        assert resting.evaluate("document.documentElement.scrollWidth <= innerWidth"), route


@pytest.mark.parametrize("theme", ["day", "dusk", "night"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_watch_is_accessible_in_every_state_look_and_language(
    told: tuple[Page, dict[str, Any]], theme: str, language: str
) -> None:
    page, shown = told
    states: dict[str | None, dict[str, Any]] = {
        None: {},
        "soon": {"next_check_in_ms": 60_000, "stage": "reminded"},
        "now": {"next_check_in_ms": -60_000, "stage": "silent", "planned_end_ms": 60_000},
    }
    for colour, state in states.items():
        shown.clear()
        shown.update(state)
        put_on(page, theme, language)
        page.locator(".ring").wait_for(timeout=LATER)
        page.wait_for_function(
            "colour => (document.documentElement.dataset.calling ?? null) === colour", arg=colour, timeout=LATER
        )
        assert axe_finds(page) == [], colour
    shown.clear()
    put_on(page, theme, language)
    for route in ("instruction", "off-duty", "dying"):
        open_screen(page, route)
        assert axe_finds(page) == [], route


def test_the_look_is_chosen_and_kept(browser: Browser, centre: Centre) -> None:
    context = a_phone(browser)
    page = context.new_page()
    page.goto(f"{centre.url}/#options")
    page.get_by_label("Natt").check()
    page.get_by_label("Store bokstaver").check()
    assert page.evaluate("document.documentElement.dataset.theme") == "night"
    size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    page.get_by_label("English").check()
    expect(page.get_by_role("heading", name="Options")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Options")).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.theme") == "night"
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == size > 20
    context.close()
