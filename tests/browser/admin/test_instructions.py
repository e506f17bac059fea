"""Alarm instructions in a browser: a duty manager changes one, and sees what an alarm would do before it comes."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from chalicelib.platform.time import NORWAY
from tests.support.admin_pages import at, pick, put, saved
from tests.support.centre import Centre
from tests.support.desk import axe_finds, signed_in

MANAGER = "Tor Hagen"
CLOSED = "Innbrudd når senteret er stengt"


@pytest.fixture(scope="module")
def session(centre: Centre) -> dict[str, Any]:
    return centre.sign_in_by_passkey(MANAGER)


def an_instruction(centre: Centre, session: dict[str, Any], name: str, **fields: Any) -> dict[str, Any]:
    """One of the shopping centre's own, about water, so that no other test's alarm meets it."""
    closed = next(one for one in centre.got("instructions", session)["items"] if one["name"] == CLOSED)
    body = {"customer_id": closed["customer_id"], "site_id": closed["site_id"], "name": name, **fields}
    return dict(centre.posted("instructions", {"categories": ["gas"], "action": "notify", **body}, session))


def opened(page: Page, centre: Centre, instruction: dict[str, Any]) -> Locator:
    at(page, centre, f"instructions/{instruction['id']}")
    form = page.locator(".thing")
    expect(form.get_by_role("heading", name=instruction["name"])).to_be_visible()
    return form


def sunday_night() -> tuple[str, str]:
    """A Sunday to come, at three."""
    now = datetime.now(NORWAY)
    return (now + timedelta(days=7 + 6 - now.weekday())).date().isoformat(), "03:00"


def asked(form: Locator) -> Locator:
    return form.get_by_role("region", name="Hva ville skje?")


def test_what_would_happen_is_told_step_by_step(eva: Page, centre: Centre, session: dict[str, Any]) -> None:
    closed = next(one for one in centre.got("instructions", session)["items"] if one["name"] == CLOSED)
    form = opened(eva, centre, closed)
    day, time = sunday_night()
    preview = asked(form)
    preview.get_by_label("Dato").fill(day)
    preview.get_by_label("Klokkeslett").fill(time)
    preview.get_by_role("button", name="Hva ville skje da?").press("Enter")
    told = preview.get_by_role("status")
    expect(told).to_contain_text(f"Stedets instruks «{CLOSED}» gjelder.")
    expect(told.get_by_role("listitem").filter(has_text="Ring Bente Ruud og spør om kodeordet")).to_contain_text(
        "påbudt"
    )
    expect(told.get_by_role("listitem").filter(has_text="Send noen dit")).to_contain_text("15 min")
    expect(told.get_by_role("listitem").filter(has_text="Bente Ruud varsles med SMS")).to_contain_text("Svar JA")
    assert axe_finds(eva) == []


def test_what_is_typed_is_tried_before_it_is_saved(eva: Page, centre: Centre, session: dict[str, Any]) -> None:
    closed = next(one for one in centre.got("instructions", session)["items"] if one["name"] == CLOSED)
    form = opened(eva, centre, closed)
    name = form.get_by_label("Navn", exact=True)
    name.fill("Innbrudd på loftet")
    preview = asked(form)
    expect(preview).to_contain_text("også det som ikke er lagret")
    day, time = sunday_night()
    preview.get_by_label("Dato").fill(day)
    preview.get_by_label("Klokkeslett").fill(time)
    preview.get_by_role("button", name="Hva ville skje da?").press("Enter")
    expect(preview.get_by_role("status")).to_contain_text("«Innbrudd på loftet» gjelder.")
    assert centre.got(f"instructions/{closed['id']}", session)["name"] == CLOSED
    name.fill("")
    preview.get_by_role("button", name="Hva ville skje da?").press("Enter")
    expect(preview.get_by_role("alert")).to_contain_text("Må fylles ut")
    name.fill(CLOSED)


def test_a_duty_manager_changes_one_by_keyboard_and_sees_what_would_happen_now(
    browser: Browser, centre: Centre, session: dict[str, Any]
) -> None:
    made = an_instruction(centre, session, "Gass i kjelleren")
    page = signed_in(browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO"), centre, MANAGER)
    form = opened(page, centre, made)
    preview = asked(form)
    preview.get_by_role("button", name="Hva ville skje nå?").press("Enter")
    expect(preview.get_by_role("status")).to_contain_text("«Gass i kjelleren» gjelder.")
    expect(preview.get_by_role("status")).not_to_contain_text("Med én gang:")

    form.get_by_role("button", name="Legg til mottaker").press("Enter")
    line = form.get_by_role("group", name="Mottaker 1")
    who = line.get_by_role("combobox", name="Hvem")
    who.press("B")
    who.press_sequentially("ente")
    expect(page.get_by_role("option", name=re.compile("Bente Ruud"))).to_be_visible()
    who.press("Enter")
    expect(who).to_have_value("Bente Ruud")
    line.get_by_label("Hvordan").select_option("sms")
    line.get_by_label("Varsles med én gang").press("Space")
    line.get_by_label("Tekst").press_sequentially("Gass ved {site} kl. {time}. Gå ut.")
    expect(preview.get_by_text("også det som ikke er lagret")).to_be_visible()
    form.get_by_label("Navn", exact=True).press("Enter")
    saved(page, "Gass i kjelleren")
    told = preview.get_by_role("listitem").filter(has_text="Med én gang: Bente Ruud varsles med SMS.")
    expect(told).to_contain_text(re.compile(r"Gass ved Fjellparken senter kl\. \d\d:\d\d\. Gå ut\."))
    expect(preview.get_by_text("også det som ikke er lagret")).to_have_count(0)
    page.context.close()


def test_what_may_cost_a_life_cannot_only_be_logged_and_the_form_says_what_to_do(
    eva: Page, centre: Centre, session: dict[str, Any]
) -> None:
    before = centre.got("instructions", session)["items"]
    at(eva, centre, "instructions/new")
    form = eva.locator(".thing")
    form.get_by_label("Navn", exact=True).fill("Brann, bare logg")
    pick(form, "Kunde", "Hotell Fjordutsikt")
    form.get_by_label("Brann", exact=True).check()
    form.get_by_label("Handling").select_option(label="Bare logge")
    form.get_by_role("button", name="Legg til tid").click()
    form.get_by_label("Til", exact=True).fill("halv sju")
    form.get_by_role("button", name="Opprett").click()
    expect(form.get_by_label("Til", exact=True)).to_be_focused()
    expect(form.get_by_text("Er ikke et klokkeslett.").first).to_be_visible()
    form.get_by_label("Til", exact=True).fill("06:30")
    form.get_by_role("button", name="Opprett").click()
    expect(form.get_by_label("Handling")).to_be_focused()
    expect(form.get_by_text("kan ikke bare logges").first).to_be_visible()
    assert axe_finds(eva) == []
    assert centre.got("instructions", session)["items"] == before
    form.get_by_role("button", name="Forkast endringer").click()


def test_who_is_second_to_save_sees_what_the_other_wrote_and_loses_nothing(
    eva: Page, centre: Centre, session: dict[str, Any]
) -> None:
    made = an_instruction(centre, session, "Gass på taket", times=[{"days": ["sun"], "start_min": 0, "end_min": 60}])
    form = opened(eva, centre, made)
    form.get_by_role("button", name="Legg til punkt").click()
    form.get_by_label("Hva skal gjøres?").fill("Steng hovedkranen")
    form.get_by_label("Til", exact=True).fill("02:00")
    times = [{"days": ["sat"], "start_min": 60, "end_min": 120}]
    emergency = {"service": "fire", "when": "confirmed"}
    put(centre, session, f"instructions/{made['id']}", {**made, "times": times, "emergency": emergency})
    form.get_by_role("button", name="Lagre").click()
    dialog = eva.get_by_role("dialog", name="Noen andre har endret dette imens")
    expect(dialog.get_by_text("Søndag 00:00-02:00")).to_be_visible()
    expect(dialog.get_by_text("Lørdag 01:00-02:00")).to_be_visible()
    expect(dialog.get_by_text("De har også endret: Nødetat. Det beholdes.")).to_be_visible()
    assert axe_finds(eva) == []
    dialog.get_by_label("Ta deres").check()
    dialog.get_by_role("button", name="Lagre slik").click()
    saved(eva, "Gass på taket")
    now = centre.got(f"instructions/{made['id']}", session)
    assert [one["text"] for one in now["steps"]] == ["Steng hovedkranen"]
    assert [one["days"] for one in now["times"]] == [["sat"]]
    assert now["emergency"]["service"] == "fire"


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_form_is_accessible_and_fits_in_every_look(
    browser: Browser, centre: Centre, session: dict[str, Any], theme: str, language: str, width: int
) -> None:
    hotel = next(one for one in centre.got("instructions", session)["items"] if one["name"] == "Brann på hotellet")
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="nb-NO")
    page = signed_in(context, centre, MANAGER)
    page.evaluate(
        f"localStorage.setItem('varde-theme-admin', '{theme}'); localStorage.setItem('varde-language', '{language}')"
    )
    at(page, centre, f"instructions/{hotel['id']}")
    page.reload()
    ask = {"nb": "Hva ville skje nå?", "en": "What would happen now?"}[language]
    page.get_by_role("button", name=ask).click()
    expect(page.locator(".preview [role=status] li").first).to_be_visible()
    assert axe_finds(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
