"""The administrators' page in a browser: a customer built, a file imported, a week planned, somebody signed out."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from chalicelib.platform.time import NORWAY
from tests.support.centre import Centre
from tests.support.desk_page import a_browser, faults, signed_in
from tests.support.wait import until

EVA = "Eva Holm"
PAGES = ("customers", "sites", "contacts", "people", "assignments", "policies", "import", "rota", "journal")
NEW = ("customers", "sites", "contacts", "people", "assignments", "policies")


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    with Centre.start(Path(tmp_path_factory.mktemp("centre"))) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as started:
        yield started


@pytest.fixture(scope="module")
def eva(browser: Browser, centre: Centre) -> Iterator[Page]:
    """The system administrator at her desk, with time to spare for a slow machine."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO", accept_downloads=True)
    page = signed_in(context, centre, EVA)
    page.set_default_timeout(30_000)
    yield page
    context.close()


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


def test_an_administrator_builds_a_customer_with_all_that_belongs_to_it(eva: Page, centre: Centre) -> None:
    at(eva, centre, "customers/new")
    thing = eva.locator(".thing")
    thing.get_by_label("Navn").fill("Fjordlaks")
    thing.get_by_label("Organisasjonsnummer").fill("123")
    thing.get_by_role("button", name="Opprett").click()
    # What is wrong stands at its field, which has the focus.
    expect(thing.get_by_text("Er ikke et organisasjonsnummer")).to_be_visible()
    expect(thing.get_by_label("Organisasjonsnummer")).to_be_focused()
    assert faults(eva) == []
    thing.get_by_label("Organisasjonsnummer").fill("")
    thing.get_by_role("button", name="Opprett").click()
    saved(eva, "Fjordlaks")

    thing.get_by_role("link", name="Nytt sted").click()
    site = eva.locator(".thing")
    expect(site.get_by_role("combobox", name="Kunde")).to_have_value("Fjordlaks")
    for label, value in {
        "Navn": "Slakteriet",
        "Adresse": "Kaiveien 3",
        "Postnummer": "9008",
        "Poststed": "Tromsø",
    }.items():
        site.get_by_label(label, exact=True).fill(value)
    site.get_by_label("Kommune").fill("Tromsø")
    site.get_by_label("Koordinater", exact=True).fill("69 38.95 N 18 57.32 E")
    site.get_by_role("button", name="Opprett").click()
    saved(eva, "Slakteriet")

    site.get_by_role("link", name="Ny kontakt").click()
    contact = eva.locator(".thing")
    expect(contact.get_by_role("combobox", name="Sted")).to_have_value("Slakteriet")
    contact.get_by_label("Navn").fill("Randi Lia")
    contact.get_by_label("Telefon").fill("490 00 888")
    contact.get_by_role("button", name="Opprett").click()
    saved(eva, "Randi Lia")

    at(eva, centre, "policies/new?risk=high")
    policy = eva.locator(".thing")
    pick(policy, "Kunde", "Fjordlaks")
    policy.get_by_label("Navn").fill("Kjølerommet")
    policy.get_by_label("Melder seg hver").fill("10 min")
    policy.get_by_label("Påminnelse før fristen").fill("snart")
    policy.get_by_role("button", name="Opprett").click()
    expect(policy.get_by_text("Er ikke en varighet")).to_be_visible()
    policy.get_by_label("Påminnelse før fristen").fill("10 min")
    policy.get_by_role("button", name="Opprett").click()
    expect(policy.get_by_text("Påminnelsen må være kortere enn intervallet.")).to_be_visible()
    policy.get_by_label("Påminnelse før fristen").fill("1 min 30 s")
    policy.get_by_label("Slags sak").select_option("silence")
    policy.get_by_role("button", name="Egen plan").click()
    plan = policy.get_by_role("group", name="Ikke meldt seg")
    plan.get_by_label("Punkt 1").select_option("other")
    policy.get_by_role("button", name="Opprett").click()
    expect(plan.get_by_text("Må fylles ut.")).to_be_visible()
    plan.get_by_label("Med egne ord").fill("Ring kjølerommets egen telefon.")
    story = policy.get_by_role("region", name="Hva skjer om noen tier")
    expect(story.get_by_role("listitem").filter(has_text="02:08:30")).to_contain_text("Påminnelse")
    expect(story.get_by_role("listitem").filter(has_text="Saken åpnes")).to_contain_text("02:11:00")
    policy.get_by_role("button", name="Opprett").click()
    saved(eva, "Kjølerommet")
    assert faults(eva) == []

    at(eva, centre, "assignments/new")
    assignment = eva.locator(".thing")
    pick(assignment, "Kunde", "Fjordlaks")
    pick(assignment, "Sted", "Slakteriet")
    assignment.get_by_label("Navn").fill("Nattilsyn")
    assignment.get_by_label("høy risiko").check()
    assignment.get_by_label("Skriftlig vurdering").fill("Alene med ammoniakk.")
    assignment.get_by_label("Vurdert av").fill("Tor Hagen")
    assignment.get_by_label("Vurdert dato").fill("2026-06-01")
    pick(assignment, "Regel", "Kjølerommet")
    assignment.get_by_label("Instruks").fill("1. Les av gassmåleren.")
    assignment.get_by_role("button", name="Opprett").click()
    saved(eva, "Nattilsyn")
    assignment.get_by_label("Instruks").fill("1. Les av gassmåleren to ganger.")
    expect(assignment.get_by_text("Blir versjon 2")).to_be_visible()
    assignment.get_by_role("button", name="Lagre").click()
    expect(assignment.get_by_text("Versjon 2.")).to_be_visible()

    at(eva, centre, "people/new")
    person = eva.locator(".thing")
    pick(person, "Kunde", "Fjordlaks")
    person.get_by_label("Navn").fill("Odd Fisker")
    person.get_by_label("Telefon").fill("49000777")
    person.get_by_label("Feltarbeider").check()
    person.get_by_label("PIN", exact=True).fill("4711")
    person.get_by_label("PIN for tvang").fill("4711")
    person.get_by_role("button", name="Opprett").click()
    expect(person.get_by_text("Må være forskjellig fra den vanlige")).to_be_visible()
    person.get_by_label("PIN for tvang").fill("1174")
    person.get_by_role("button", name="Opprett").click()
    saved(eva, "Odd Fisker")
    assert "4711" not in eva.content()

    at(eva, centre, "people")
    eva.get_by_label("Søk på navn eller nummer").fill("490 00 777")
    expect(eva.get_by_role("link", name="Odd Fisker")).to_be_visible()
    expect(eva.get_by_role("link", name="Ola Berg")).to_have_count(0)

    at(eva, centre, "sites")
    eva.get_by_role("link", name="Slakteriet").click()
    site.get_by_role("button", name="Slett").click()
    dialog = eva.get_by_role("dialog")
    dialog.get_by_role("button", name="Slett").click()
    expect(dialog.get_by_text(re.compile("i bruk: 1 oppdrag, 1 kontakt"))).to_be_visible()
    dialog.get_by_role("button", name="Behold").click()


def test_two_who_edit_the_same_are_told_what_differs(eva: Page, centre: Centre) -> None:
    tor = centre.sign_in_by_passkey("Tor Hagen")
    (site,) = [one for one in centre.got("sites", tor)["items"] if one["name"] == "Hovedkontoret på Ås"]
    at(eva, centre, f"sites/{site['id']}")
    form = eva.locator(".thing")
    form.get_by_label("Veibeskrivelse").fill("Kjør inn fra nord.")
    form.get_by_label("Åpningstider").fill("Hele døgnet.")
    sent = {**site, "directions": "Bommen er åpen til 18.", "town": "Ås sentrum"}
    sent.pop("id")
    headers = {"Authorization": f"Bearer {tor['access_token']}", "Idempotency-Key": "0123456789abcdef"}
    answer = centre.client.put(f"/api/v1/sites/{site['id']}", json=sent, headers=headers)
    assert answer.is_success, answer.text
    form.get_by_role("button", name="Lagre").click()
    dialog = eva.get_by_role("dialog", name="Noen andre har endret dette imens")
    expect(dialog.get_by_text("Bommen er åpen til 18.")).to_be_visible()
    expect(dialog.get_by_text("Poststed")).to_be_visible()
    assert faults(eva) == []
    dialog.get_by_label("Ta deres").check()
    dialog.get_by_role("button", name="Lagre slik").click()
    saved(eva, "Hovedkontoret på Ås")
    kept = centre.got(f"sites/{site['id']}", tor)
    assert (kept["directions"], kept["town"]) == ("Bommen er åpen til 18.", "Ås sentrum")
    assert kept["opening_hours"] == "Hele døgnet."


def a_file(name: str, text: str, encoding: str = "utf-8") -> Any:
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode(encoding)}


def test_a_file_with_bad_lines_changes_nothing_and_a_good_one_only_when_confirmed(eva: Page, centre: Centre) -> None:
    at(eva, centre, "import")
    people = "navn;telefon;roller\nÅse Vang;49000701;vekter\nBo Holt;12;vekter\nCeline Ek;49000703;sjef\n"
    chooser = eva.get_by_label("Velg CSV-fil")
    chooser.set_input_files(a_file("folk.csv", people, "cp1252"))
    expect(eva.get_by_text("2 linjer må rettes. Ingenting er endret.")).to_be_visible()
    bad = eva.get_by_role("table", name="Linjer som må rettes")
    expect(bad.get_by_role("row").filter(has_text="telefon")).to_contain_text("3")
    expect(bad.get_by_role("row").filter(has_text="roller")).to_contain_text("Skriv én av")
    expect(eva.get_by_role("button", name=re.compile("^Importer "))).to_have_count(0)
    assert faults(eva) == []

    right = people.replace(";12;", ";49000702;").replace("sjef", "operatør")
    chooser.set_input_files(a_file("folk.csv", right, "cp1252"))
    expect(eva.get_by_text("Filen er i orden: 3 nye, 0 endres, 0 uendret.")).to_be_visible()
    tor = centre.sign_in_by_passkey("Tor Hagen")
    assert not centre.got("people?q=Celine", tor)["items"]
    expect(eva.get_by_role("row").filter(has_text="Åse Vang")).to_contain_text("ny")
    eva.get_by_role("button", name="Importer 3 linjer").click()
    expect(eva.get_by_text("Importert: 3 nye, 0 endret, 0 uendret.").first).to_be_visible()
    assert [one["name"] for one in centre.got("people?q=49000701", tor)["items"]] == ["Åse Vang"]

    chooser.set_input_files(a_file("tom.csv", "navn;telefon\n"))
    expect(eva.get_by_text("minst én linje under")).to_be_visible()
    eva.get_by_label("CP1252 (eldre regneark)").check()
    with eva.expect_download() as download:
        eva.get_by_role("button", name="Last ned CSV").click()
    assert "Åse Vang" in Path(download.value.path()).read_bytes().decode("cp1252")


def bar(page: Page, text: str) -> Locator:
    return page.locator(".bar").filter(has_text=text)


def the_shift(centre: Centre, session: dict[str, Any], monday: datetime) -> dict[str, Any]:
    from_ms = int(monday.timestamp() * 1000)
    found = centre.got(f"rota?from_ms={from_ms}&until_ms={from_ms + 7 * 86_400_000}", session)["shifts"]
    (shift,) = found
    return dict(shift)


def at_the_hotel(shift: dict[str, Any]) -> dict[str, Any]:
    return shift if shift["assignment_name"] == "Nattvakt hotellet" else {}


def test_a_shift_is_dragged_and_the_same_is_done_by_keyboard(eva: Page, centre: Centre) -> None:
    tor = centre.sign_in_by_passkey("Tor Hagen")
    now = datetime.now(NORWAY)
    monday = (now + timedelta(days=14 - now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    at(eva, centre, f"rota/{monday.date().isoformat()}")
    row = eva.get_by_role("region", name=re.compile("Nattvakt hotellet"))
    row.get_by_role("button", name="Ny vakt").click()
    dialog = eva.get_by_role("dialog", name="Ny vakt")
    expect(dialog.get_by_role("combobox", name="Oppdrag")).to_have_value("Nattvakt hotellet")
    pick(dialog, "Vekter", "Kari Lund")
    days = dialog.get_by_label("Dag")
    clocks = dialog.get_by_label("Klokkeslett")
    tuesday = (monday + timedelta(days=1)).date().isoformat()
    for index, (day, clock) in enumerate(((monday.date().isoformat(), "22:00"), (tuesday, "06:00"))):
        days.nth(index).fill(day)
        clocks.nth(index).fill(clock)
    assert faults(eva) == []
    dialog.get_by_role("button", name="Planlegg").click()
    shift = bar(eva, "Kari Lund")
    expect(shift).to_contain_text("22-6")

    # By pointer: a day later, and to the row below.
    box, track = shift.bounding_box(), row.locator(".track").bounding_box()
    below = eva.get_by_role("region", name=re.compile("Tilsyn tankanlegget")).locator(".track").bounding_box()
    assert box
    assert track
    assert below
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    eva.mouse.move(*middle)
    eva.mouse.down()
    eva.mouse.move(middle[0] + track["width"] / 14, middle[1] + 4)
    eva.mouse.move(middle[0] + track["width"] / 7, below["y"] + below["height"] / 2, steps=4)
    eva.mouse.up()
    expect(eva.get_by_role("region", name=re.compile("Tilsyn tankanlegget")).locator(".bar")).to_have_count(1)
    expect(eva.locator(".told")).to_contain_text("Vakten er flyttet")
    moved = the_shift(centre, tor, monday)
    starts = datetime.fromtimestamp(moved["start_ms"] / 1000, NORWAY)
    assert (starts.date().isoformat(), starts.strftime("%H:%M")) == (tuesday, "22:00")
    assert moved["assignment_name"] == "Tilsyn tankanlegget"

    # By keyboard: lifted, back a day, an hour longer, up to the row where it was, dropped; and let go of with Escape.
    expect(bar(eva, "Kari Lund")).to_have_attribute("data-shift", moved["id"])
    shift.focus()
    eva.keyboard.press("Space")
    expect(shift).to_have_attribute("aria-pressed", "true")
    eva.keyboard.press("PageUp")
    for _ in range(4):
        eva.keyboard.press("Shift+ArrowRight")
    expect(bar(eva, "22-7")).to_be_focused()
    for _ in range(8):
        if row.locator(".bar").count():
            break
        eva.keyboard.press("ArrowUp")
        expect(bar(eva, "22-7")).to_be_focused()
    expect(row.locator(".bar")).to_have_count(1)
    eva.keyboard.press("Enter")
    expect(bar(eva, "22-7")).to_have_attribute("aria-pressed", "false")
    back = until(lambda: at_the_hotel(the_shift(centre, tor, monday)), 30)
    starts = datetime.fromtimestamp(back["start_ms"] / 1000, NORWAY)
    assert (starts.date(), back["end_ms"] - back["start_ms"]) == (monday.date(), 9 * 3_600_000)
    expect(bar(eva, "22-7")).to_have_attribute("data-shift", back["id"])
    expect(bar(eva, "22-7")).to_be_focused()
    eva.keyboard.press("Space")
    expect(bar(eva, "22-7")).to_have_attribute("aria-pressed", "true")
    eva.keyboard.press("PageDown")
    eva.keyboard.press("Escape")
    expect(bar(eva, "22-7")).to_have_attribute("aria-pressed", "false")
    assert the_shift(centre, tor, monday) == back

    # A second shift too soon is a warning, one at the same time a conflict; a copied week is a week later.
    eva.get_by_role("button", name="Ny vakt", exact=True).click()
    pick(dialog, "Vekter", "Kari Lund")
    pick(dialog, "Oppdrag", "Kveldsvakt senteret")
    for index, (day, clock) in enumerate(((tuesday, "06:30"), (tuesday, "10:00"))):
        days.nth(index).fill(day)
        clocks.nth(index).fill(clock)
    expect(dialog.get_by_text("Dobbeltbooket med Nattvakt hotellet")).to_be_visible()
    clocks.first.fill("08:00")
    expect(dialog.get_by_text("Loven sier 11 timer")).to_be_visible()
    dialog.get_by_role("button", name="Planlegg").click()
    expect(eva.get_by_text("1 med for kort hvile")).to_be_visible()
    assert faults(eva) == []
    eva.get_by_role("button", name="Kopier uken").click()
    copying = eva.get_by_role("dialog", name="Kopier uken")
    copying.get_by_role("button", name=re.compile("Kopier til uke")).click()
    expect(copying.get_by_text("2 vakter planlagt, 0 fantes fra før.")).to_be_visible()
    copying.get_by_role("button", name="Lukk").click()
    eva.get_by_role("link", name="Neste uke").click()
    expect(eva.locator(".bar")).to_have_count(2)

    eva.get_by_label("Vektere").check()
    expect(eva.get_by_role("region", name="Kari Lund").locator(".bar")).to_have_count(2)
    first = eva.locator(".bar").first
    first.focus()
    eva.keyboard.press("Delete")
    change = eva.get_by_role("dialog", name="Endre vakt")
    change.get_by_role("button", name="Avlys vakten").click()
    change.get_by_role("button", name="Ja, avlys").click()
    expect(eva.locator(".bar")).to_have_count(1)


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
    assert faults(eva) == []
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
    at(eva, centre, "journal")
    eva.get_by_role("button", name="Vis").click()
    expect(eva.get_by_text("Velg et sted.")).to_be_visible()
    pick(eva, "Sted", "Hotell Fjordutsikt")
    eva.get_by_role("button", name="Vis").click()
    expect(eva.get_by_text(re.compile("Kjeden er hel: "))).to_be_visible()
    expect(eva.get_by_role("row").filter(has_text="planla en vakt").first).to_contain_text(EVA)
    assert faults(eva) == []
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
    for hidden in ("Vaktliste", "Bevis"):
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
    places = [*PAGES, *(f"{page}/new" for page in NEW)]
    for place in places:
        for width in (1440, 390):
            eva.set_viewport_size({"width": width, "height": 844})
            at(eva, centre, place)
            expect(eva.get_by_text("Henter …" if language == "nb" else "Loading …")).to_have_count(0)
            assert faults(eva) == [], place
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
    assert faults(eva) == []
    eva.context.set_offline(False)
    eva.get_by_role("button", name="Prøv igjen").first.click()
    expect(eva.get_by_text(re.compile("^Viser alle"))).to_be_visible()
