"""The administrators' page in a browser: going to a place on it, choosing one of many, what was saved."""

import re
import secrets
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.support.centre import Centre, authorised

EVA = "Eva Holm"


def at(page: Page, centre: Centre, place: str) -> None:
    """Another place on the page, as by a link."""
    page.goto(f"{centre.url}/admin#{place}")


def pick(page: Page | Locator, label: str, text: str) -> None:
    """Choose one of many by typing, as by keyboard."""
    field = page.get_by_role("combobox", name=label, exact=True)
    field.click()
    field.fill(text)
    option = field.page.get_by_role("option", name=re.compile(re.escape(text))).first
    expect(option).to_be_visible()
    expect(option).to_have_attribute("aria-selected", re.compile("true|false"))
    option.click()
    expect(field).to_have_value(re.compile(re.escape(text)))


def saved(page: Page, name: str) -> None:
    expect(page.get_by_role("status").filter(has_text=f"{name} er lagret")).to_be_visible()


def put(centre: Centre, session: dict[str, Any], path: str, thing: dict[str, Any]) -> None:
    """Change a thing in the register behind the page's back, from how it was answered."""
    body = {name: value for name, value in thing.items() if name != "id" and not name.startswith("has_")}
    headers = {"Idempotency-Key": secrets.token_hex(16), **authorised(session)}
    answer = centre.client.put(f"/api/v1/{path}", json=body, headers=headers)
    assert answer.is_success, answer.text
