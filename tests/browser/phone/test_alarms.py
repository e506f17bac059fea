"""What a guard's phone is told and tells: reminders by sound, colour, push and SMS; silence after a silent SOS."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.client import Client
from bench.stage import GUARDS, Stage, Steps, build
from tests.support.centre import Centre
from tests.support.desk import axe_finds
from tests.support.field_phone import (
    Worker,
    a_phone,
    board_row,
    client_of,
    go_on_duty,
    heard,
    hold_sos,
    sign_in,
    wait_for_shell,
)
from tests.support.push import Answer, PushService, a_push_service
from tests.support.wait import until

LOUD, SILENT = "Demorunde, hørbar SOS", "Demorunde, stille SOS"
ONE, TWO, THREE = GUARDS.values()
STEPS = Steps(interval_s=24, reminder_s=16, grace_s=12)
LATER = 60_000
"""Milliseconds: long enough for what a loaded machine does late."""


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    with a_push_service() as started:
        yield started


@pytest.fixture(scope="module")
def environment(service: PushService) -> dict[str, str]:
    return {"VARDE_PUSH_SERVICES": service.origin}


@pytest.fixture(scope="module")
def stage(centre: Centre) -> Stage:
    """A place where a check-in is due every few seconds."""
    with client_of(centre, "Eva Holm") as admin:
        return build(admin, STEPS)


def calling(page: Page) -> str | None:
    """The colour that fills the screen."""
    found: str | None = page.evaluate("document.documentElement.dataset.calling ?? null")
    return found


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
    expect(page.get_by_text("På. SMS kommer uansett.")).to_be_visible()
    page.get_by_role("button", name="Tilbake").click()
    page.evaluate("window.heard.length = 0")

    go_on_duty(page, LOUD)
    page.wait_for_function("() => document.documentElement.dataset.calling")
    page.wait_for_function("() => window.heard.length > 0")
    assert page.evaluate("window.shaken") > 0
    words = until(lambda: service.words_to(subscription), 60)[0]
    assert words["title"].startswith("Meld deg")
    assert "Demo" not in json.dumps(words)
    assert centre.wait_for_sms(ONE, "Meld deg innen", within_s=60)

    worker.deliver(json.dumps(words).encode())
    shown = until(worker.shown, 30)
    assert [one["tag"] for one in shown] == [words["kind"]]

    page.get_by_role("button", name="ALT OK").click()
    page.wait_for_function("() => !document.documentElement.dataset.calling")
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
    expect(page.get_by_text("Meld deg nå")).to_be_visible()
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
    expect(page.get_by_text("Prøvevarselet kom ikke fram.")).to_be_visible()
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
    expect(page.get_by_text("Prøvevarselet kom fram.")).to_be_visible()
    expect(page.get_by_text("Sentralen har resultatet")).to_be_visible()
    expect(page.get_by_text("± 12 m")).to_be_visible()
    assert axe_finds(page) == []
    person = next(one for one in operator.get("people", limit=500)["items"] if one["name"] == "Per Haugen")
    found = operator.get(f"people/{person['id']}/self-test")["test"]["found"]
    assert (found["position"], found["accuracy_m"]) == ("good", 12)
    assert (found["battery"], found["battery_percent"]) == ("bad", 12)
    assert (found["push"], found["network"], found["time"]) == ("good", "good", "good")
    assert "latitude" not in json.dumps(found)
    context.close()
