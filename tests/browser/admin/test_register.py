"""The register in a browser: a customer built, two who edit the same, a file imported."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.support.admin_pages import at, pick, saved
from tests.support.centre import Centre
from tests.support.desk import axe_finds


def test_an_administrator_builds_a_customer_with_all_that_belongs_to_it(eva: Page, centre: Centre) -> None:
    at(eva, centre, "customers/new")
    thing = eva.locator(".thing")
    thing.get_by_label("Navn").fill("Fjordlaks")
    thing.get_by_label("Organisasjonsnummer").fill("123")
    thing.get_by_role("button", name="Opprett").click()
    # What is wrong stands at its field, which has the focus.
    expect(thing.get_by_text("Er ikke et organisasjonsnummer")).to_be_visible()
    expect(thing.get_by_label("Organisasjonsnummer")).to_be_focused()
    assert axe_finds(eva) == []
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
    assert axe_finds(eva) == []

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
    assert axe_finds(eva) == []
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
    assert axe_finds(eva) == []

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
