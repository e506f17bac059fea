"""A mission in a real browser: on the phone with the network cut on the way, and at the desk for who telephones."""

import re
import time
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Geolocation, Locator, Page, expect

from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page
from tests.support.field_phone import a_phone
from tests.support.wait import until

LARS, MARTE = "+4749000021", "+4749000022"
OPERATOR, ADMINISTRATOR = "Silje Strand", "Eva Holm"
HERE: Geolocation = {"latitude": 62.3021, "longitude": 11.9034, "accuracy": 14}
SLOW_MS = 30_000


def phone_of(browser: Browser, centre: Centre, number: str, *, charge: float = 0.64) -> Page:
    """A field worker's phone, signed in. The map's pictures are not there: the page must do without."""
    context = a_phone(browser, charge=charge)
    context.set_geolocation(HERE)
    without_pictures(context)
    page = context.new_page()
    page.goto(centre.url)
    seen = max((int(one["id"]) for one in centre.received(number)), default=0)
    page.get_by_label("Mobilnummeret ditt").fill(number)
    page.get_by_role("button", name="Send kode").click()
    expect(page.get_by_label("Kode fra SMS")).to_be_visible(timeout=SLOW_MS)
    code = re.search(r"\b\d{6}\b", centre.wait_for_sms(number, r"\b\d{6}\b", seen))
    assert code
    page.get_by_label("Kode fra SMS").fill(code[0])
    expect(page.get_by_role("button", name="NYTT OPPDRAG")).to_be_visible(timeout=SLOW_MS)
    return page


def without_pictures(context: BrowserContext) -> None:
    context.route("https://cache.kartverket.no/**", lambda route: route.abort())


def seen(locator: Locator) -> None:
    expect(locator.first).to_be_visible(timeout=SLOW_MS)


def fill_in(page: Page, name: str) -> None:
    """What has to be told of a mission, with the position the phone has."""
    page.get_by_role("button", name="Bruk min posisjon").click()
    expect(page.get_by_label("Koordinater")).to_have_value("62.30210, 11.90340", timeout=SLOW_MS)
    page.get_by_label("Navn på stedet").fill(name)
    page.get_by_label("Hva skal du gjøre?").fill("Taksering av furuskog")
    page.get_by_label("Jeg melder meg selv").check()


def test_a_field_worker_registers_goes_out_loses_coverage_and_comes_back(browser: Browser, centre: Centre) -> None:
    page = phone_of(browser, centre, LARS)
    assert axe_finds(page) == []
    page.get_by_role("button", name="NYTT OPPDRAG").click()
    page.get_by_label("Koordinater").fill("32V NM 96987 42")
    seen(page.get_by_text("like mange siffer"))
    page.get_by_label("Koordinater").fill("32V NM 96987 42970")
    seen(page.get_by_text("Lest som MGRS"))
    for form in ("59,91280° N  10,73439° Ø", "59° 54,768′ N  010° 44,064′ Ø", "32V  596 988  6 642 970"):
        seen(page.get_by_text(form))
    fill_in(page, "Femundsmarka sør")
    seen(page.get_by_role("region", name="Kart for å peke ut stedet"))
    assert axe_finds(page) == []
    page.get_by_role("button", name="REGISTRER OG START").click()
    seen(page.get_by_role("heading", name="UTE"))
    session = centre.sign_in_by_passkey(OPERATOR)
    (row,) = [one for one in centre.got("board", session)["missions"] if one["on"]]
    assert row["place"]["name"] == "Femundsmarka sør"
    assert row["last_position"]["accuracy_m"] == 14
    assert axe_finds(page) == []

    page.get_by_role("button", name="ALT OK").click()
    expect(page.locator("#ok-said")).to_contain_text("Sendt", timeout=SLOW_MS)

    # The network goes. What is done is kept, and nothing is called sent before the server has it.
    page.context.set_offline(True)
    page.get_by_role("button", name="ALT OK").click()
    seen(page.get_by_text("Venter på dekning").first)
    assert page.locator("#ok-said").inner_text().find("Sendt") < 0
    page.get_by_role("button", name="Endre").click()
    page.get_by_role("button", name="+ 1 time").click()
    seen(page.get_by_role("heading", name="UTE"))
    assert centre.got(f"missions/{row['id']}", session)["planned_end_ms"] == row["planned_end_ms"]
    page.get_by_role("button", name="Avslutt").click()
    page.get_by_role("button", name="JA, JEG ER TILBAKE").click()
    seen(page.get_by_text("Sentralen følger med til den får beskjed"))
    assert centre.got(f"missions/{row['id']}", session)["state"] == "under_way"

    # It returns: everything arrives once, in the order in which it was done.
    page.context.set_offline(False)
    seen(page.get_by_role("button", name="NYTT OPPDRAG"))
    after = centre.got(f"missions/{row['id']}", session)
    assert after["state"] == "ended"
    assert after["planned_end_ms"] == row["planned_end_ms"] + 60 * 60_000
    assert after["version"] == row["version"] + 4  # ALT OK, ALT OK, an hour more, back
    seen(page.get_by_role("button", name="Femundsmarka sør"))
    assert axe_finds(page) == []


def test_a_planned_mission_is_confirmed_by_its_worker_without_coverage_first(browser: Browser, centre: Centre) -> None:
    page = phone_of(browser, centre, MARTE)
    page.context.set_offline(True)
    page.get_by_role("button", name="NYTT OPPDRAG").click()
    fill_in(page, "Rondvatnet")
    page.get_by_label("Senere").check()
    page.get_by_role("button", name="REGISTRER", exact=True).click()
    seen(page.get_by_text("sentralen vet ikke om det ennå"))
    session = centre.sign_in_by_passkey(OPERATOR)
    assert [one for one in centre.got("board", session)["missions"] if one["place"]["name"] == "Rondvatnet"] == []
    page.context.set_offline(False)
    seen(page.get_by_role("button", name=re.compile("Rondvatnet.*Starter", re.DOTALL)))
    page.get_by_role("button", name=re.compile("Rondvatnet.*Starter", re.DOTALL)).click()
    seen(page.get_by_text("Bekreft starten"))
    assert axe_finds(page) == []

    page.context.set_offline(True)
    page.get_by_role("button", name="START OPPDRAGET").click()
    seen(page.get_by_text("Sentralen vet ikke at du er ute"))
    page.context.set_offline(False)
    seen(page.get_by_role("heading", name="UTE"))
    page.get_by_role("button", name="Avslutt").click()
    page.get_by_role("button", name="JA, JEG ER TILBAKE").click()
    seen(page.get_by_role("button", name="NYTT OPPDRAG"))


def test_an_operator_registers_for_a_caller_by_keyboard_and_makes_the_agreed_call(
    browser: Browser, centre: Centre
) -> None:
    page = operator_page(browser, centre, OPERATOR)
    without_pictures(page.context)
    page.keyboard.press("m")
    window = page.get_by_role("dialog")
    expect(window).to_be_visible()
    window.get_by_label("Feltarbeider").select_option(label="Marte Lie")
    window.get_by_label("Koordinater").fill("60,6022 N 7,5042 Ø")
    seen(window.get_by_text("32V MN 18093 19411"))
    window.get_by_label("Navn på stedet").fill("Finse")
    window.get_by_label("Hva skal gjøres?").fill("Snømåling")
    window.get_by_label("Sentralen ringer").check()
    window.get_by_label("Kontakt hver").select_option(index=0)
    window.get_by_label("Kjent stemme").check()
    assert axe_finds(page) == []
    window.locator("[type=submit]").press("Enter")
    seen(page.get_by_role("heading", name=re.compile("Marte Lie")))
    seen(page.get_by_text("Neste avtalte samtale"))
    seen(page.get_by_text("Snømåling"))
    seen(page.get_by_role("region", name="Kart over Finse"))
    assert axe_finds(page) == []

    session = centre.sign_in_by_passkey(OPERATOR)
    (row,) = [one for one in centre.got("board", session)["missions"] if one["on"]]
    bring_forward(centre, session, row["id"])
    seen(page.get_by_role("heading", name="Avtalt samtale"))
    dial(page)
    seen(page.get_by_text(f"{OPERATOR} ringte opp"))
    assert axe_finds(page) == []
    answered(page, "1")
    seen(page.get_by_text("Neste avtalte samtale"))
    told = centre.got(f"missions/{row['id']}", session)
    assert told["call"] is None
    assert told["last_heard_at_ms"] > row["last_heard_at_ms"]

    # Nobody answers: the call is agreed anew, and is not reached.
    until(lambda: centre.got(f"missions/{row['id']}", session)["call"] is not None, 60)
    seen(page.get_by_role("heading", name="Avtalt samtale"))
    dial(page)
    seen(page.get_by_text(f"{OPERATOR} ringte opp"))
    answered(page, "2")
    seen(page.get_by_text("Neste avtalte samtale"))
    again = centre.got(f"missions/{row['id']}", session)
    assert again["call"] is None
    assert again["last_heard_at_ms"] == told["last_heard_at_ms"]
    assert again["next_contact_ms"] > told["next_contact_ms"]

    # Longer, and over: on the word of whoever rings.
    for word, after in (("Forleng", "under_way"), ("Registrer slutt", "ended")):
        page.get_by_role("button", name=word, exact=True).click()
        window = page.get_by_role("dialog")
        window.get_by_label("Kjent stemme").check()
        assert axe_finds(page) == []
        window.get_by_role("button", name=word, exact=True).click()
        expect(window).to_be_hidden(timeout=SLOW_MS)
        assert centre.got(f"missions/{row['id']}", session)["state"] == after
    ended = centre.got(f"missions/{row['id']}", session)
    assert ended["planned_end_ms"] == row["planned_end_ms"] + 30 * 60_000
    page.context.close()


def dial(page: Page) -> None:
    """The link would leave for the telephone; what counts is that the clock is told."""
    page.evaluate(
        "document.addEventListener('click', e => e.target.closest('a[href^=tel]') && e.preventDefault(), {once: true})"
    )
    page.keyboard.press("r")


def answered(page: Page, key: str) -> None:
    page.keyboard.press(key)
    expect(page.get_by_role("button", name="Loggfør samtalen")).to_be_focused()
    page.keyboard.press("Enter")


def test_what_nobody_confirmed_called_or_ended_stands_in_the_queue_in_its_own_words(
    browser: Browser, centre: Centre
) -> None:
    session = centre.sign_in_by_passkey(OPERATOR)
    kind = hasty_kind(centre)
    lars, marte = person(centre, session, "Lars Bakken"), person(centre, session, "Marte Lie")
    page = operator_page(browser, centre, OPERATOR)
    without_pictures(page.context)
    queue = page.locator(".queue")

    # A planned start that nobody confirms.
    planned = register(centre, session, lars, kind, start_in_s=2, contact="own")
    seen(queue.get_by_text("Oppdrag ikke begynt"))
    page.locator(".queue [data-id]").first.click()
    seen(page.get_by_role("heading", name="Lars Bakken har ikke begynt på oppdraget til planlagt tid ved Myra."))
    seen(page.get_by_text("feltarbeideren"))
    assert axe_finds(page) == []
    page.keyboard.press("g")
    seen(page.get_by_role("heading", name="Lars Bakken · Myra"))
    seen(page.get_by_text("Starten er ikke bekreftet. Ring og hør om oppdraget er i gang."))
    assert axe_finds(page) == []
    centre.posted(f"missions/{planned['id']}/cancel", {"on_behalf": BEHALF}, session)

    # An end that nobody tells.
    out = register(centre, session, marte, kind, start_in_s=0, contact="own", lasts_s=12)
    seen(queue.get_by_text("Oppdrag ikke avsluttet"))
    queue.get_by_text("Oppdrag ikke avsluttet").first.click()
    seen(page.get_by_role("heading", name="Marte Lie har ikke avsluttet oppdraget til planlagt tid ved Myra."))
    assert axe_finds(page) == []
    finish(centre, session, out)
    page.context.close()


@pytest.mark.timeout(300)
def test_a_call_that_nobody_makes_is_told_as_the_centres_own_failure_and_mended_from_its_case(
    browser: Browser, centre: Centre
) -> None:
    session = centre.sign_in_by_passkey(OPERATOR)
    kind, marte = hasty_kind(centre), person(centre, session, "Marte Lie")
    page = operator_page(browser, centre, OPERATOR)
    without_pictures(page.context)
    out = register(centre, session, marte, kind, start_in_s=0, contact="centre_calls", interval_s=10)
    missed = page.locator(".queue").get_by_text("Avtalt samtale ikke ringt")
    expect(missed.first).to_be_visible(timeout=180_000)
    seen(page.locator(".due-calls").get_by_text("ikke ringt i tide"))
    missed.first.click()
    seen(page.get_by_role("heading", name="Sentralen har ikke ringt Marte Lie som avtalt ved Myra."))
    seen(page.get_by_text("Det er sentralens svikt, ikke feltarbeiderens."))
    assert axe_finds(page) == []
    page.keyboard.press("g")
    seen(page.get_by_role("heading", name="Avtalt samtale"))
    dial(page)
    seen(page.get_by_text(f"{OPERATOR} ringte opp"))
    answered(page, "1")
    until(lambda: centre.got(f"missions/{out['id']}", session)["call"] is None, 30)
    finish(centre, session, out)
    page.context.close()


def finish(centre: Centre, session: dict[str, Any], mission: dict[str, Any]) -> None:
    centre.posted(f"missions/{mission['id']}/end", {"happened_at_ms": now_ms(), "on_behalf": BEHALF}, session)


def test_a_dying_phone_says_its_last_words_on_a_mission_with_one_tap(browser: Browser, centre: Centre) -> None:
    page = phone_of(browser, centre, LARS, charge=0.12)
    page.get_by_role("button", name="NYTT OPPDRAG").click()
    fill_in(page, "Femundsmarka nord")
    page.get_by_role("button", name="REGISTRER OG START").click()
    seen(page.get_by_role("heading", name="UTE"))
    page.get_by_role("button", name="Telefonen dør").click()
    seen(page.get_by_text("at telefonen kan dø"))
    assert axe_finds(page) == []
    page.get_by_role("button", name="Si mer").click()
    page.get_by_label("Hvor skal du?").fill("Ned til Elgå")
    page.get_by_role("button", name="SEND NÅ").click()
    seen(page.get_by_role("heading", name="UTE"))

    session = centre.sign_in_by_passkey(OPERATOR)
    (row,) = [one for one in centre.got("board", session)["missions"] if one["on"]]
    until(lambda: centre.got(f"missions/{row['id']}", session)["dying"].get("going_to") == "Ned til Elgå", 30)
    desk = operator_page(browser, centre, OPERATOR)
    without_pictures(desk.context)
    seen(desk.locator(".queue").get_by_text("Telefonen dør"))
    desk.locator(".queue").get_by_text("Telefonen dør").first.click()
    seen(desk.get_by_role("heading", name="Telefonen til Lars Bakken er i ferd med å dø ved Femundsmarka nord."))
    desk.keyboard.press("g")
    seen(desk.get_by_text("På vei til Ned til Elgå."))
    assert axe_finds(desk) == []
    finish(centre, session, row)
    page.context.close()
    desk.context.close()


BEHALF = {"identified_by": "known_voice", "note": ""}


def now_ms() -> int:
    return int(time.time() * 1000)


def person(centre: Centre, session: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [one for one in centre.got(f"people?q={name}", session)["items"] if one["name"] == name]
    return dict(found)


def hasty_kind(centre: Centre) -> str:
    """A kind of place at which everything is waited for in seconds."""
    administrator = centre.sign_in_by_passkey(ADMINISTRATOR)
    worker = person(centre, administrator, "Lars Bakken")
    board = {"after_s": 0, "to": "operators", "channels": ["board"]}
    body = {
        "name": f"Prøveflate {now_ms()}",
        "customer_id": worker["customer_id"],
        "terrain": "river",
        "interval_s": 60,
        "longest_interval_s": 3_600,
        "reminder_s": 10,
        "grace_s": 10,
        "end_reminder_s": 10,
        "end_grace_s": 10,
        "start_grace_s": 10,
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
    worker: dict[str, Any],
    kind_id: str,
    *,
    start_in_s: int,
    contact: str,
    lasts_s: int = 3_600,
    interval_s: int = 60,
) -> dict[str, Any]:
    """A mission that an operator registers for a caller."""
    start_ms = now_ms() + start_in_s * 1_000
    body = {
        "worker_id": worker["id"],
        "place": {"latitude": 62.3, "longitude": 11.9, "name": "Myra"},
        "what": "Prøver",
        "kind_id": kind_id,
        "start_ms": start_ms,
        "planned_end_ms": start_ms + lasts_s * 1_000,
        "interval_s": interval_s,
        "contact": contact,
        "start_now": start_in_s == 0,
        "on_behalf": BEHALF,
    }
    return centre.posted("missions", body, session)


def bring_forward(centre: Centre, session: dict[str, Any], mission_id: str) -> None:
    """The shortest interval that can be agreed, so that the call falls due while somebody looks."""
    centre.posted(f"missions/{mission_id}/change", {"interval_s": 10, "on_behalf": BEHALF}, session)
    until(lambda: centre.got(f"missions/{mission_id}", session)["call"] is not None, 60)
