"""Keys in the register: a duty manager gives one its tag, and no name gets through as one."""

from playwright.sync_api import Page, expect

from tests.support.admin_pages import at, pick, saved
from tests.support.centre import Centre
from tests.support.desk import axe_finds


def test_a_key_gets_a_tag_and_never_a_name(eva: Page, centre: Centre) -> None:
    at(eva, centre, "keys/new")
    form = eva.locator(".thing")
    form.get_by_label("Merke", exact=True).fill("Bakdør hotellet")
    pick(form, "Kunde", "Hotell Fjordutsikt")
    pick(form, "Sted", "Hotell Fjordutsikt")
    form.get_by_label("Skap").fill("C")
    form.get_by_label("Krok").fill("7")
    form.get_by_role("button", name="Opprett").click()
    expect(form.get_by_label("Merke", exact=True)).to_be_focused()
    expect(form.get_by_text("som N-0147, uten navn").first).to_be_visible()
    assert axe_finds(eva) == []
    form.get_by_label("Merke", exact=True).fill("n 0951")
    form.get_by_role("button", name="Opprett").click()
    saved(eva, "N-0951")
    row = eva.get_by_role("row").filter(has_text="N-0951")
    expect(row).to_contain_text("På plass")
    expect(row).to_contain_text("C · 7")
