"""A mission on the worker's phone: with the network cut on the way, planned without it, with a dying battery."""

import re

from playwright.sync_api import Browser, expect

from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page
from tests.support.field_missions import (
    LARS,
    MARTE,
    OPERATOR,
    fill_in,
    finish,
    seen,
    the_mission,
    without_pictures,
    worker_phone,
)
from tests.support.field_phone import wait_for_shell
from tests.support.wait import until


def test_a_field_worker_registers_goes_out_loses_coverage_and_comes_back(browser: Browser, centre: Centre) -> None:
    page = worker_phone(browser, centre, LARS)
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
    row = the_mission(centre, session)
    assert row["place"]["name"] == "Femundsmarka sør"
    assert row["last_position"]["accuracy_m"] == 14
    assert axe_finds(page) == []

    page.get_by_role("button", name="ALT OK").click()
    expect(page.locator("#ok-said")).to_contain_text("Sendt")

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
    page = worker_phone(browser, centre, MARTE)
    wait_for_shell(page)
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


def test_a_dying_phone_says_its_last_words_on_a_mission_with_one_tap(browser: Browser, centre: Centre) -> None:
    page = worker_phone(browser, centre, LARS, charge=0.12)
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
    row = the_mission(centre, session)
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
