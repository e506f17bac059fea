"""The administrators' page: whose it is, its proof, somebody signed out, what is accessible, what cannot be fetched."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.platform.time import HOUR_MS, now_ms
from tests.support.admin_pages import EVA, at, pick
from tests.support.centre import Centre
from tests.support.desk import axe_finds, signed_in

REGISTER = (
    "customers",
    "sites",
    "contacts",
    "people",
    "assignments",
    "policies",
    "place-kinds",
    "keys",
    "panels",
    "instructions",
    "municipalities",
)
PAGES = (*REGISTER, "import", "rota", "journal", "absence")


def test_an_ended_session_signs_the_phone_out(eva: Page, centre: Centre, browser: Browser) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, locale="nb-NO").new_page()
    phone.set_default_timeout(30_000)
    phone.goto(centre.url)
    phone.get_by_label("Mobilnummeret ditt").fill("+4749000015")
    phone.get_by_role("button", name="Send kode").click()
    code = re.search(r"\b\d{6}\b", centre.wait_for_sms("+4749000015", r"\b\d{6}\b"))
    assert code
    phone.get_by_label("Kode fra SMS").fill(code[0])
    expect(phone.get_by_text("Hvor skal du på vakt?")).to_be_visible()

    at(eva, centre, "people")
    eva.get_by_label("Søk på navn eller nummer").fill("jonas")
    eva.get_by_role("link", name="Jonas Dahl").click()
    access = eva.get_by_role("region", name="Innlogginger")
    expect(access.get_by_text("med kode på SMS")).to_be_visible()
    assert axe_finds(eva) == []
    access.get_by_role("button", name="Lag innloggingskode").click()
    expect(access.locator(".code")).to_have_text(re.compile(r"^\d{3} \d{3}$"))
    access.get_by_role("button", name="Lag lenke for passnøkkel").click()
    expect(access.locator("code")).to_contain_text("#enrol=")
    access.get_by_role("button", name=re.compile("^Avslutt: ")).click()
    expect(access.get_by_text("Er ikke logget inn noe sted.")).to_be_visible()
    phone.reload()
    expect(phone.get_by_label("Mobilnummeret ditt")).to_be_visible()
    phone.context.close()


def test_the_proof_of_a_site_is_read_checked_and_taken_along(eva: Page, centre: Centre) -> None:
    session = centre.sign_in_by_passkey(EVA)
    (night,) = [one for one in centre.got("assignments", session)["items"] if one["name"] == "Nattvakt hotellet"]
    (kari,) = centre.got("people?q=Kari Lund", session)["items"]
    start_ms = now_ms() + 24 * HOUR_MS
    shift = {"guard_id": kari["id"], "assignment_id": night["id"], "start_ms": start_ms, "end_ms": start_ms + HOUR_MS}
    centre.posted("shifts", shift, session)
    at(eva, centre, "journal")
    eva.get_by_role("button", name="Vis").click()
    expect(eva.get_by_text("Velg et sted.")).to_be_visible()
    pick(eva, "Sted", "Hotell Fjordutsikt")
    eva.get_by_role("button", name="Vis").click()
    expect(eva.get_by_text(re.compile("Kjeden er hel: "))).to_be_visible()
    expect(eva.get_by_role("row").filter(has_text="planla en vakt").first).to_contain_text(EVA)
    assert axe_finds(eva) == []
    with eva.expect_download() as download:
        eva.get_by_role("button", name="Last ned CSV").click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    assert "Kjeden er hel" in text
    assert f"{EVA};planla en vakt" in text


def test_a_customers_administrator_sees_that_customer_only(eva: Page, centre: Centre, browser: Browser) -> None:
    session = centre.sign_in_by_passkey(EVA)
    (customer,) = [one for one in centre.got("customers", session)["items"] if one["name"] == "Nordhavn Terminal"]
    body = {
        "customer_id": customer["id"],
        "name": "Hanne Havn",
        "phone": "49000601",
        "roles": ["customer_administrator"],
    }
    centre.posted("people", body, session)
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO")
    hanne = signed_in(context, centre, "Hanne Havn")
    hanne.set_default_timeout(30_000)
    expect(hanne.get_by_role("link", name="Nordhavn Terminal")).to_be_visible()
    expect(hanne.get_by_role("link", name="Ny kunde")).to_have_count(0)
    menu = hanne.get_by_role("navigation", name="Sider")
    expect(menu.get_by_role("link", name="Folk")).to_be_visible()
    for hidden in ("Vaktliste", "Bevis", "Nødnumre", "Ubemannet"):
        expect(menu.get_by_role("link", name=hidden)).to_have_count(0)
    at(hanne, centre, "people")
    expect(hanne.get_by_text("Viser alle, 1.")).to_be_visible()
    at(hanne, centre, "sites")
    expect(hanne.get_by_role("link", name="Breivika havneterminal")).to_be_visible()
    expect(hanne.get_by_role("link", name="Hotell Fjordutsikt")).to_have_count(0)
    (hotel,) = [one for one in centre.got("sites", session)["items"] if one["name"] == "Hotell Fjordutsikt"]
    at(hanne, centre, f"sites/{hotel['id']}")
    expect(hanne.get_by_text("finnes ikke")).to_be_visible()
    at(hanne, centre, "rota")
    expect(hanne.get_by_role("heading", name="Kunder")).to_be_visible()
    context.close()


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("theme", ["day", "night"])
def test_every_page_is_accessible_in_both_themes_and_languages(
    eva: Page, centre: Centre, theme: str, language: str
) -> None:
    eva.evaluate(
        "([theme, language]) => { localStorage.setItem('varde-theme-admin', theme);"
        " localStorage.setItem('varde-language', language); }",
        [theme, language],
    )
    eva.reload()
    places = [*PAGES, *(f"{page}/new" for page in REGISTER)]
    for place in places:
        for width in (1440, 390):
            eva.set_viewport_size({"width": width, "height": 844})
            at(eva, centre, place)
            expect(eva.get_by_text("Henter …" if language == "nb" else "Loading …")).to_have_count(0)
            assert axe_finds(eva) == [], place
            assert eva.evaluate("document.documentElement.scrollWidth") <= width, place
    eva.set_viewport_size({"width": 1440, "height": 900})


def test_what_cannot_be_fetched_says_so_and_can_be_tried_again(eva: Page, centre: Centre) -> None:
    eva.evaluate("localStorage.setItem('varde-language', 'nb')")
    eva.reload()
    at(eva, centre, "sites")
    expect(eva.get_by_role("link", name="Hotell Fjordutsikt")).to_be_visible()
    eva.context.set_offline(True)
    at(eva, centre, "contacts")
    expect(eva.get_by_text("Får ikke kontakt med sentralen").first).to_be_visible()
    assert axe_finds(eva) == []
    eva.context.set_offline(False)
    eva.get_by_role("button", name="Prøv igjen").first.click()
    expect(eva.get_by_text(re.compile("^Viser alle"))).to_be_visible()
