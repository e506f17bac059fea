"""A guard's phone in a real browser, against a whole centre: in by code, on duty, ALT OK, offline, off duty."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from host.dynamodb import ROOT
from tests.support.centre import Centre

PHONE = "+4749000016"
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    with Centre.start(Path(tmp_path_factory.mktemp("centre"))) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = subprocess.run(["infra/chromium"], cwd=ROOT, capture_output=True, text=True, check=True)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
        yield started
        started.close()


def phone(browser: Browser, centre: Centre, scheme: str = "light") -> Page:
    page = browser.new_context(
        viewport={"width": 390, "height": 844},
        locale="nb-NO",
        color_scheme="dark" if scheme == "dark" else "light",
        geolocation={"latitude": 59.66, "longitude": 10.77, "accuracy": 12},
        permissions=["geolocation"],
    ).new_page()
    page.goto(centre.url)
    return page


def serious(page: Page) -> list[str]:
    """What axe finds that is serious or critical."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(
        "async () => (await axe.run()).violations"
        ".filter(v => ['serious', 'critical'].includes(v.impact)).map(v => v.id)"
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_in_is_accessible(browser: Browser, centre: Centre, scheme: str) -> None:
    page = phone(browser, centre, scheme)
    expect(page.get_by_label("Mobilnummeret ditt")).to_be_visible()
    assert serious(page) == []


def test_a_guard_is_watched_from_sign_in_to_off_duty(browser: Browser, centre: Centre) -> None:
    page = phone(browser, centre)
    page.get_by_label("Mobilnummeret ditt").fill(PHONE)
    page.get_by_role("button", name="Send kode").click()
    expect(page.get_by_label("Kode fra SMS")).to_be_visible()
    code = centre.wait_for_sms(PHONE, r"\b\d{6}\b").split(" ", 1)[0]
    page.get_by_label("Kode fra SMS").fill(code)
    # Sent by itself when six digits are there.
    expect(page.get_by_text("Hvor skal du på vakt?")).to_be_visible()
    assert serious(page) == []

    page.get_by_role("button", name="Tilsyn hovedkontoret").click()
    page.get_by_label("Jeg har lest instruksen").check()
    assert serious(page) == []
    page.get_by_role("button", name="PÅ VAKT").click()
    expect(page.get_by_text("ALENE", exact=True)).to_be_visible()
    page.get_by_role("button", name="ALT OK").click()
    expect(page.get_by_text("bekreftet av sentralen").first).to_be_attached()
    assert serious(page) == []

    page.context.set_offline(True)
    page.get_by_role("button", name="ALT OK").click()
    expect(page.get_by_text("Venter på dekning").first).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Venter på dekning")).to_have_count(0)

    page.get_by_role("button", name="Gå av vakt").click()
    page.get_by_role("button", name="JA, GÅ AV VAKT").click()
    expect(page.get_by_text("Hvor skal du på vakt?")).to_be_visible()
