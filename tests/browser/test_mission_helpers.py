"""The desk's helpers and missions in a real browser: calls spread, the card read, nobody leaving with a call."""

import time
from typing import Any

from playwright.sync_api import Browser, Locator, expect

from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page
from tests.support.wait import until

LARS, MARTE = "+4749000021", "+4749000022"
OPERATOR, COLLEAGUE = "Silje Strand", "Henrik Vik"
BEHALF = {"identified_by": "known_voice", "note": ""}
SLOW_MS = 30_000
MINUTE_MS = 60_000


def seen(locator: Locator) -> None:
    expect(locator.first).to_be_visible(timeout=SLOW_MS)


def called(centre: Centre, worker: dict[str, Any], name: str, **more: Any) -> dict[str, Any]:
    """A mission on which the centre calls, begun at once on the worker's phone."""
    now_ms = int(time.time() * 1000)
    body = {
        "place": {"latitude": 69.3021, "longitude": 29.7514, "name": name, "text": "Sti mot øst over myra."},
        "what": "Taksering av skog",
        "kind_id": "system-mountain",
        "route": "Gjøken - flate 214",
        "vehicle": "Grønn Hilux",
        "start_ms": now_ms,
        "planned_end_ms": now_ms + 300 * MINUTE_MS,
        "interval_s": 1_500,
        "contact": "centre_calls",
        "start_now": True,
        **more,
    }
    return centre.posted("missions", body, worker)


def test_an_operator_spreads_calls_reads_the_card_and_tells_of_a_call_before_leaving(
    browser: Browser, centre: Centre
) -> None:
    lars, marte = centre.sign_in_by_code(LARS), centre.sign_in_by_code(MARTE)
    desk = centre.sign_in_by_passkey(COLLEAGUE)
    first, second = called(centre, lars, "Takseringsflate 214"), called(centre, marte, "Finse")
    page = operator_page(browser, centre, OPERATOR)
    page.context.route("https://cache.kartverket.no/**", lambda route: route.abort())
    seen(page.locator(".due-calls").get_by_text("2 samtaler"))

    # Two calls in the same minute: one key makes room.
    page.keyboard.press("v")
    window = page.get_by_role("dialog")
    seen(window.get_by_text("2 avtalte anrop står så tett"))
    assert axe_finds(page) == []
    page.keyboard.press("s")
    seen(window.get_by_text("Ett anrop er flyttet fram."))
    expect(window.get_by_text("står så tett")).to_have_count(0, timeout=SLOW_MS)
    assert axe_finds(page) == []
    page.keyboard.press("Escape")
    times = sorted(centre.got(f"missions/{one['id']}", desk)["next_contact_ms"] for one in (first, second))
    assert times[1] - times[0] >= 2 * MINUTE_MS
    assert times[1] == max(first["next_contact_ms"], second["next_contact_ms"])

    # A card for somebody who is where there is no address.
    said = {"happened_at_ms": int(time.time() * 1000), "going_to": "Ned til Gjøken"}
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
    centre.posted(f"missions/{second['id']}/change", {"interval_s": 10, "on_behalf": BEHALF}, desk)
    until(lambda: centre.got(f"missions/{second['id']}", desk)["call"] is not None, 60)
    page.evaluate(f"location.hash = 'mission/{second['id']}'")
    seen(page.get_by_role("heading", name="Avtalt samtale"))
    page.evaluate("document.addEventListener('click', e => e.target.closest('a[href^=tel]') && e.preventDefault())")
    page.keyboard.press("r")
    seen(page.get_by_text(f"{OPERATOR} ringte opp"))
    centre.posted(f"missions/{second['id']}/change", {"interval_s": 1_500, "on_behalf": BEHALF}, desk)
    page.get_by_role("button", name=OPERATOR, exact=True).click()
    window.get_by_role("button", name="Logg ut").click()
    seen(window.get_by_text("ikke sagt hvordan det gikk"))
    assert axe_finds(page) == []
    window.get_by_role("button", name="Loggfør samtalen med Marte Lie").click()
    seen(page.get_by_role("heading", name="Marte Lie · Finse"))
    page.keyboard.press("1")
    expect(page.get_by_role("button", name="Loggfør samtalen", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    seen(page.get_by_text("Neste avtalte samtale"))
    page.get_by_role("button", name=OPERATOR, exact=True).click()
    window.get_by_role("button", name="Logg ut").click()
    seen(window.get_by_label("Hva må den neste vite?"))
    assert axe_finds(page) == []
    page.context.close()
