"""A mission at the desk: for who telephones, by the agreed call, and by what nobody confirmed, called or ended."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page
from tests.support.field_missions import (
    BEHALF,
    OPERATOR,
    answered,
    bring_forward,
    dial,
    finish,
    hasty_kind,
    person,
    register,
    seen,
    the_mission,
    without_pictures,
)
from tests.support.wait import until


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
    row = the_mission(centre, session)
    bring_forward(centre, session, row["id"])
    seen(page.get_by_role("heading", name="Avtalt samtale"))
    seen(page.get_by_text("Hei, det er sentralen. Er alt i orden?"))
    english = operator_page(browser, centre, "Tor Hagen", language="en")
    english.evaluate(f"location.hash = 'mission/{row['id']}'")
    seen(english.get_by_text("Hello, this is the operations centre. Is everything well?"))
    english.context.close()
    dial(page)
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
        expect(window).to_be_hidden()
        assert centre.got(f"missions/{row['id']}", session)["state"] == after
    ended = centre.got(f"missions/{row['id']}", session)
    assert ended["planned_end_ms"] == row["planned_end_ms"] + 30 * 60_000
    page.context.close()


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
    planned = register(centre, session, kind, worker=lars, start_in_s=2)
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
    out = register(centre, session, kind, worker=marte, lasts_s=12)
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
    out = register(centre, session, kind, worker=marte, contact="centre_calls", interval_s=10)
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
    answered(page, "1")
    until(lambda: centre.got(f"missions/{out['id']}", session)["call"] is None, 30)
    finish(centre, session, out)
    page.context.close()
