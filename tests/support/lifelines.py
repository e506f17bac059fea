"""What an operator holds on to: a guard who has called for help, and the copy that a desk keeps, opened."""

import io
import re
import time
from typing import Any

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.support.centre import Centre

_PHRASE = "en lang nok setning"


def an_sos(centre: Centre, phone: str, assignment: str) -> str:
    """A guard on duty at that assignment has raised an SOS: its case."""
    session = centre.sign_in_by_code(phone)
    mine = centre.got("me/duty", session)
    if mine["duty"] is None:
        chosen = next(one for one in mine["assignments"] if one["name"] == assignment)
        now_ms = int(time.time() * 1000)
        duty: dict[str, Any] = {
            "assignment_id": chosen["id"],
            "planned_end_ms": now_ms + 3 * 3_600_000,
            "instruction_version": chosen["instruction_version"],
            "position": {"latitude": 69.679, "longitude": 18.988, "accuracy_m": 12, "measured_at_ms": now_ms},
        }
        centre.posted("duties", duty, session)
    return str(centre.posted("sos", {"happened_at_ms": int(time.time() * 1000)}, session)["sos_id"])


def keep_a_copy(page: Page, centre: Centre) -> None:
    """The desk keeps one, locked with a phrase, and it is open before the operator."""
    page.goto(f"{centre.url}/desk/")
    expect(page.locator(".console")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("Papirkopi")
    page.keyboard.press("Enter")
    page.get_by_label("Setning").fill(_PHRASE)
    page.get_by_role("button", name="Lås med en setning").click()
    expect(page.get_by_text(re.compile("^Laget"))).to_be_visible()
    page.get_by_role("button", name="Åpne kopien").click()
    unlock(page)


def unlock(page: Page) -> None:
    """The copy that is kept, opened with its phrase."""
    page.get_by_label("Setning").fill(_PHRASE)
    page.get_by_role("button", name="Lås opp").click()
    expect(page.get_by_role("heading", name=re.compile("^Saker"))).to_be_visible()


def printed(page: Page) -> list[str]:
    """What stands on each sheet of paper, as the browser prints it: A4."""
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return [" ".join(one.extract_text().split()) for one in pdf.pages]
