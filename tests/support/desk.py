"""An operator's page in a real browser: in by a passkey that the browser's virtual authenticator makes and keeps."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from host.dynamodb import ROOT
from tests.support.centre import Centre

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()

Theme = Literal["night", "day"]
Language = Literal["nb", "en"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's browser."""
    found = subprocess.run(["infra/chromium"], cwd=ROOT, capture_output=True, text=True, check=True)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
        yield started
        started.close()


def operator_page(
    browser: Browser,
    centre: Centre,
    person: str,
    *,
    width: int = 1440,
    height: int = 900,
    theme: Theme = "night",
    language: Language = "nb",
) -> Page:
    """The desk, signed in to by somebody who has just followed their one-time link."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="nb-NO")
    context.add_init_script(
        f"localStorage.setItem('varde-theme-desk', '{theme}'); localStorage.setItem('varde-language', '{language}');"
    )
    page = context.new_page()
    add_authenticator(context, page)
    page.goto(centre.enrolment_link(person))
    page.locator("button.primary").click()
    expect(page.locator(".console")).to_be_visible()
    return page


def add_authenticator(context: BrowserContext, page: Page) -> None:
    """A passkey's holder that says yes to everything."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def axe_finds(page: Page) -> list[str]:
    """All that axe finds on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(
        "async () => (await axe.run()).violations.map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 120))}`)"
    )
    return found
