"""The desk in a real browser: an operator signed in with a passkey of a virtual authenticator, PRF included."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from host.dynamodb import ROOT
from tests.support.centre import Centre

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
AUTHENTICATOR = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@contextmanager
def a_browser() -> Iterator[Browser]:
    """The system's own Chromium."""
    found = subprocess.run(["infra/chromium"], cwd=ROOT, capture_output=True, text=True, check=True)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
        yield started
        started.close()


def at_the_desk(
    browser: Browser, centre: Centre, person: str, *, prf: bool = True, width: int = 1440, **options: Any
) -> Page:
    """A page at which ``person`` has just made a passkey and signed in."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="nb-NO", **options)
    return signed_in(context, centre, person, prf=prf)


def signed_in(context: BrowserContext, centre: Centre, person: str, *, prf: bool = True) -> Page:
    """The same, in a browser that is open already."""
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": {**AUTHENTICATOR, "hasPrf": prf}})
    page.goto(centre.enrolment_link(person))
    page.get_by_role("button", name="Lag").click()
    expect(page.get_by_role("button", name=person)).to_be_visible(timeout=30_000)
    return page


def faults(page: Page) -> list[str]:
    """What axe finds, of whatever weight, with the elements that it is about."""
    # Between two screens there is none: what is judged is the one that has come.
    expect(page.get_by_role("heading", level=1).first).to_be_attached()
    page.evaluate(AXE)
    found: list[str] = page.evaluate(
        "async () => (await axe.run()).violations"
        ".map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))"
    )
    return found
