"""The desk's helpers and missions in a real browser: calls spread, the card read, nobody leaving with a call."""

from typing import Any

from playwright.sync_api import Browser, expect

from chalicelib.platform.time import MINUTE_MS, now_ms
from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page
from tests.support.field_missions import (
    BEHALF,
    COLLEAGUE,
    LARS,
    MARTE,
    OPERATOR,
    answered,
    bring_forward,
    dial,
    register,
    seen,
    without_pictures,
)


def called(centre: Centre, worker: dict[str, Any], name: str) -> dict[str, Any]:
    """A mission on which the centre calls, begun at once on the worker's phone."""
    told: dict[str, Any] = {
        "place": {"latitude": 69.3021, "longitude": 29.7514, "name": name, "text": "Sti mot øst over myra."},
        "route": "Gjøken - flate 214",
        "vehicle": "Grønn Hilux",
        "contact": "centre_calls",
        "interval_s": 1_500,
    }
    return register(centre, worker, "system-mountain", lasts_s=18_000, **told)


def test_an_operator_spreads_calls_reads_the_card_and_tells_of_a_call_before_leaving(
    browser: Browser, centre: Centre
) -> None:
    lars, marte = centre.sign_in_by_code(LARS), centre.sign_in_by_code(MARTE)
    desk = centre.sign_in_by_passkey(COLLEAGUE)
    first, second = called(centre, lars, "Takseringsflate 214"), called(centre, marte, "Finse")
    page = operator_page(browser, centre, OPERATOR)
    without_pictures(page.context)
    seen(page.locator(".due-calls").get_by_text("2 samtaler"))

    # Two calls in the same minute: one key makes room.
    page.keyboard.press("v")
    window = page.get_by_role("dialog")
    seen(window.get_by_text("2 avtalte anrop står så tett"))
    assert axe_finds(page) == []
    page.keyboard.press("s")
    seen(window.get_by_text("Ett anrop er flyttet fram."))
    expect(window.get_by_text("står så tett")).to_have_count(0)
    assert axe_finds(page) == []
    page.keyboard.press("Escape")
    times = sorted(centre.got(f"missions/{one['id']}", desk)["next_contact_ms"] for one in (first, second))
    assert times[1] - times[0] >= 2 * MINUTE_MS
    assert times[1] == max(first["next_contact_ms"], second["next_contact_ms"])

    # A card for somebody who is where there is no address.
    said = {"happened_at_ms": now_ms(), "going_to": "Ned til Gjøken"}
    centre.posted(f"missions/{first['id']}/dying", said, lars)
    seen(page.locator(".queue").get_by_text("Telefonen dør"))
    page.locator(".queue [data-id]").first.click()
    seen(page.get_by_role("heading", name="Telefonen til Lars Bakken"))
    page.keyboard.press("l")
    for line in ("Ingen adresse", "35W PS 08", "Rute: Gjøken - flate 214", "Kjøretøy: Grønn Hilux"):
        seen(window.get_by_text(line))
    expect(window.get_by_text("Ned til Gjøken")).to_have_count(1)
    assert axe_finds(page) == []
    page.keyboard.press("Escape")

    # Whoever has dialled says how it went, and then may go.
    bring_forward(centre, desk, second["id"])
    page.evaluate(f"location.hash = 'mission/{second['id']}'")
    seen(page.get_by_role("heading", name="Avtalt samtale"))
    dial(page)
    centre.posted(f"missions/{second['id']}/change", {"interval_s": 1_500, "on_behalf": BEHALF}, desk)
    page.get_by_role("button", name=OPERATOR, exact=True).click()
    window.get_by_role("button", name="Logg ut").click()
    seen(window.get_by_text("ikke sagt hvordan det gikk"))
    assert axe_finds(page) == []
    window.get_by_role("button", name="Loggfør samtalen med Marte Lie").click()
    seen(page.get_by_role("heading", name="Marte Lie · Finse"))
    answered(page, "1")
    seen(page.get_by_text("Neste avtalte samtale"))
    page.get_by_role("button", name=OPERATOR, exact=True).click()
    window.get_by_role("button", name="Logg ut").click()
    seen(window.get_by_label("Hva må den neste vite?"))
    assert axe_finds(page) == []
    page.context.close()
