"""The desk in a real browser: an operator's page, opened by a passkey of a virtual authenticator; what axe finds."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from host.dynamodb import ROOT
from tests.support.centre import Centre

Theme = Literal["night", "day"]
Language = Literal["nb", "en"]

_SLOW_MS = 60_000
_AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
_AUTHENTICATOR = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
# What was chosen on the page stays chosen when it is opened anew.
_CHOSEN = """
for (const [key, value] of Object.entries(%s)) if (!localStorage.getItem(key)) localStorage.setItem(key, value);
"""


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
    prf: bool = True,
    theme: Theme = "night",
    language: Language = "nb",
    width: int = 1440,
    height: int = 900,
    **options: Any,
) -> Page:
    """The desk, signed in to by somebody who has just followed their one-time link. ``options`` are the browser's."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="nb-NO", **options)
    chosen = {"varde-theme-desk": theme, "varde-language": language}
    context.add_init_script(_CHOSEN % json.dumps(chosen))
    page = signed_in(context, centre, person, prf=prf)
    expect(page.locator(".console")).to_be_visible(timeout=_SLOW_MS)
    return page


def signed_in(context: BrowserContext, centre: Centre, person: str, *, prf: bool = True) -> Page:
    """The page that a one-time link leads to, with a passkey made there. ``prf``: whether it can keep a secret, too."""
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": {**_AUTHENTICATOR, "hasPrf": prf}})
    page.goto(centre.enrolment_link(person))
    page.locator("button.primary").click()
    expect(page.get_by_role("button", name=person).first).to_be_visible(timeout=_SLOW_MS)
    return page


def axe_finds(page: Page) -> list[str]:
    """All that axe finds on the page as it stands, of whatever weight, with the elements that it is about."""
    # Between two screens there is none: what is judged is the one that has come.
    expect(page.get_by_role("heading", level=1).first).to_be_attached()
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found: list[str] = page.evaluate(
        "async () => (await axe.run()).violations.map(violation => violation.id + ': ' +"
        " violation.nodes.map(node => node.target.join(' ') + ' ' + node.html.slice(0, 120)).join(', '))"
    )
    return found
