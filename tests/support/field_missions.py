"""Missions in a browser: the field worker's phone, the desk's call, and what stands at the centre beside them."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Geolocation, Locator, Page, expect

from chalicelib.platform.time import now_ms
from tests.support.centre import Centre
from tests.support.field_phone import a_phone, enter
from tests.support.wait import until

LARS, MARTE = "+4749000021", "+4749000022"
OPERATOR, COLLEAGUE, ADMINISTRATOR = "Silje Strand", "Henrik Vik", "Eva Holm"
HERE: Geolocation = {"latitude": 62.3021, "longitude": 11.9034, "accuracy": 14}
BEHALF = {"identified_by": "known_voice", "note": ""}
SHORTEST_S = 10
"""The shortest interval that can be agreed."""


def without_pictures(context: BrowserContext) -> None:
    """The map's pictures are not there: the page must do without."""
    context.route("https://cache.kartverket.no/**", lambda route: route.abort())


def seen(locator: Locator) -> None:
    expect(locator.first).to_be_visible()


# -- on the phone ----------------------------------------------------------------------------------------------------


def worker_phone(browser: Browser, centre: Centre, number: str, *, charge: float = 0.64, width: int = 390) -> Page:
    """A field worker's phone, signed in, with nothing under way."""
    context = a_phone(browser, charge=charge, width=width, here=HERE)
    without_pictures(context)
    page = enter(context, centre, number)
    expect(page.get_by_role("button", name="NYTT OPPDRAG")).to_be_visible()
    return page


def fill_in(page: Page, name: str) -> None:
    """What has to be told of a mission, with the position the phone has."""
    page.get_by_role("button", name="Bruk min posisjon").click()
    expect(page.get_by_label("Koordinater")).to_have_value("62.30210, 11.90340")
    page.get_by_label("Navn på stedet").fill(name)
    page.get_by_label("Hva skal du gjøre?").fill("Taksering av furuskog")
    page.get_by_label("Jeg melder meg selv").check()


# -- at the desk -----------------------------------------------------------------------------------------------------


def dial(page: Page) -> None:
    """The link would leave for the telephone; what counts is that the clock is told."""
    page.evaluate(
        "document.addEventListener('click', e => e.target.closest('a[href^=tel]') && e.preventDefault(), {once: true})"
    )
    page.keyboard.press("r")
    seen(page.get_by_text(f"{OPERATOR} ringte opp"))


def answered(page: Page, key: str) -> None:
    """How the call went, by its key."""
    page.keyboard.press(key)
    expect(page.get_by_role("button", name="Loggfør samtalen", exact=True)).to_be_focused()
    page.keyboard.press("Enter")


# -- at the centre, without a page -----------------------------------------------------------------------------------


def person(centre: Centre, session: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [one for one in centre.got(f"people?q={name}", session)["items"] if one["name"] == name]
    return dict(found)


def hire(centre: Centre, number: str, name: str) -> dict[str, Any]:
    """One more field worker, of the same customer as the others."""
    administrator = centre.sign_in_by_passkey(ADMINISTRATOR)
    customer = person(centre, administrator, "Lars Bakken")["customer_id"]
    body = {"customer_id": customer, "name": name, "phone": number, "roles": ["field_worker"]}
    return centre.posted("people", body, administrator)


def the_mission(centre: Centre, session: dict[str, Any]) -> dict[str, Any]:
    """The one that is under way."""
    (found,) = [one for one in centre.got("board", session)["missions"] if one["on"]]
    return dict(found)


def hasty_kind(centre: Centre) -> str:
    """A kind of place at which everything is waited for in seconds."""
    administrator = centre.sign_in_by_passkey(ADMINISTRATOR)
    board = {"after_s": 0, "to": "operators", "channels": ["board"]}
    soon = ("reminder_s", "grace_s", "end_reminder_s", "end_grace_s", "start_grace_s")
    body = {
        "name": f"Prøveflate {now_ms()}",
        "customer_id": person(centre, administrator, "Lars Bakken")["customer_id"],
        "terrain": "river",
        "interval_s": 60,
        "longest_interval_s": 3_600,
        **dict.fromkeys(soon, SHORTEST_S),
        "take_timeout_s": 300,
        "broadcast_s": 600,
        "call_again_s": 60,
        "call_tries": 3,
        "ladder": [board],
        "sos_ladder": [board],
    }
    return str(centre.posted("place-kinds", body, administrator)["id"])


def register(
    centre: Centre,
    session: dict[str, Any],
    kind_id: str,
    *,
    worker: dict[str, Any] | None = None,
    start_in_s: int = 0,
    lasts_s: int = 3_600,
    **more: Any,
) -> dict[str, Any]:
    """A mission that a field worker registers, or an operator for the ``worker`` on the telephone; begun at once."""
    start_ms = now_ms() + start_in_s * 1_000
    body = {
        "place": {"latitude": 62.3, "longitude": 11.9, "name": "Myra"},
        "what": "Prøver",
        "kind_id": kind_id,
        "start_ms": start_ms,
        "planned_end_ms": start_ms + lasts_s * 1_000,
        "interval_s": 60,
        "contact": "own",
        "start_now": start_in_s == 0,
        **({"worker_id": worker["id"], "on_behalf": BEHALF} if worker else {}),
        **more,
    }
    return centre.posted("missions", body, session)


def finish(centre: Centre, session: dict[str, Any], mission: dict[str, Any]) -> None:
    centre.posted(f"missions/{mission['id']}/end", {"happened_at_ms": now_ms(), "on_behalf": BEHALF}, session)


def bring_forward(centre: Centre, session: dict[str, Any], mission_id: str) -> None:
    """The shortest interval that can be agreed, so that the call falls due while somebody looks."""
    centre.posted(f"missions/{mission_id}/change", {"interval_s": SHORTEST_S, "on_behalf": BEHALF}, session)
    until(lambda: centre.got(f"missions/{mission_id}", session)["call"] is not None, 60)
