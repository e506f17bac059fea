"""Kinds of exposed places: the system's own are the model, the customer's own hold in their stead."""

from playwright.sync_api import Page, expect

from tests.support.admin_pages import at, pick, saved
from tests.support.centre import Centre
from tests.support.desk import axe_finds

LARS = "+4749000021"


def test_a_customers_own_kind_of_place_holds_for_its_field_workers(eva: Page, centre: Centre) -> None:
    lars = centre.sign_in_by_code(LARS)
    before = {one["terrain"]: one for one in centre.got("me/mission", lars)["kinds"]}
    assert before["river"]["name"] == "Elv og vann"

    at(eva, centre, "place-kinds")
    eva.get_by_role("link", name="Nytt for elv og vann").click()
    form = eva.locator(".thing")
    expect(form.get_by_label("Terreng")).to_have_value("river")
    expect(form.get_by_label("Det operatøren sier og spør om")).to_have_value("")
    expect(form.get_by_text("Står det tomt, sier operatøren det vanlige")).to_be_visible()
    pick(form, "Kunde", "Skog og utmark")
    form.get_by_label("Navn", exact=True).fill("Lakseelv")
    form.get_by_label("Melder seg hver").fill("30 min")
    form.get_by_label("Lengste tid uten kontakt").fill("20 min")
    form.get_by_role("button", name="Opprett").click()
    expect(form.get_by_label("Lengste tid uten kontakt")).to_be_focused()
    assert axe_finds(eva) == []
    form.get_by_label("Lengste tid uten kontakt").fill("1 t")
    # Half past two at night: what the rules would do to somebody last heard at two.
    story = form.get_by_role("region", name="Hva skjer om noen tier")
    expect(story.get_by_role("listitem").filter(has_text="Fristen går ut")).to_contain_text("02:30:00")
    form.get_by_role("button", name="Opprett").click()
    saved(eva, "Lakseelv")
    expect(eva.get_by_role("row").filter(has_text="Lakseelv")).to_contain_text("elv og vann")

    after = {one["terrain"]: one for one in centre.got("me/mission", lars)["kinds"]}
    assert after["river"]["name"] == "Lakseelv"
    assert after.keys() == before.keys()
