"""The console in a real browser: every action by keyboard, honest about its age, and nothing for axe to find."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.platform.time import now_ms
from tests.support.centre import Centre
from tests.support.desk import Language, Theme, axe_finds, operator_page
from tests.support.wait import until

GUARD = "+4749000011"
SILJE = "Silje Strand"


@pytest.fixture(scope="module")
def nina(centre: Centre) -> dict[str, Any]:
    return centre.sign_in_by_passkey("Nina Aas")


@pytest.fixture(scope="module")
def silje(browser: Browser, centre: Centre) -> Page:
    return operator_page(browser, centre, SILJE)


@pytest.fixture
def sos(centre: Centre, nina: dict[str, Any]) -> Iterator[str]:
    """An SOS from a guard's phone; whatever a test leaves of it is resolved."""
    guard = centre.sign_in_by_code(GUARD)
    centre.posted("sos", {"happened_at_ms": now_ms()}, guard)
    case = next(one for one in centre.got("board", nina)["cases"] if one["kind"] == "sos")
    yield str(case["id"])
    if centre.got(f"cases/{case['id']}", nina)["case"]["state"] != "resolved":
        centre.posted(f"cases/{case['id']}/take", {"over": True}, nina)


def a_case(centre: Centre, nina: dict[str, Any], text: str) -> str:
    customer = centre.got("customers", nina)["items"][0]["id"]
    body = {"kind": "assistance", "customer_id": customer, "text": text}
    return str(centre.posted("cases", body, nina)["case"]["id"])


def focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.dataset.id ?? document.activeElement.tagName")
    return found


def in_queue(page: Page, case_id: str) -> Any:
    return page.locator(f'.queue [data-id="{case_id}"]')


def home(page: Page) -> None:
    """The board as it is when nothing is open."""
    page.evaluate("location.hash = ''")
    expect(page.locator("dialog")).to_have_count(0)


def test_a_case_is_worked_on_from_beginning_to_end_by_keyboard(
    centre: Centre, nina: dict[str, Any], silje: Page
) -> None:
    home(silje)
    case_id = a_case(centre, nina, "Porten er lukket.")
    expect(in_queue(silje, case_id)).to_be_visible()
    silje.locator("body").press("j")
    while focused(silje) != case_id:
        silje.keyboard.press("j")
    silje.keyboard.press("Enter")
    expect(silje.locator("#case-heading")).to_be_focused()
    silje.keyboard.press("t")
    expect(silje.get_by_text("Du har saken")).to_be_visible()

    silje.keyboard.press("n")
    silje.keyboard.type("Kunden ringer igjen")
    silje.keyboard.press("Enter")
    silje.keyboard.press("Escape")
    expect(silje.get_by_text("Notat: Kunden ringer igjen")).to_be_visible()
    silje.keyboard.press("z")
    expect(silje.get_by_role("textbox", name="Notat")).to_have_value("Kunden ringer igjen")
    silje.keyboard.press("n")
    silje.keyboard.press("Enter")
    expect(silje.locator(".timeline").get_by_text("Kunden ringer igjen")).to_be_visible()
    silje.keyboard.press("Escape")

    silje.keyboard.press("r")
    window = silje.get_by_role("dialog")
    window.get_by_role("textbox", name="Nummer").fill("49000201")
    silje.keyboard.press("Tab")
    silje.keyboard.press("2")
    expect(window.get_by_role("radio", name="Svarte ikke")).to_be_checked()
    silje.keyboard.press("Enter")
    expect(window).to_have_count(0)
    expect(silje.get_by_text("ringte: Svarte ikke")).to_be_visible()

    silje.keyboard.press("s")
    expect(silje.get_by_role("dialog").get_by_label("Tekst")).to_be_visible()
    silje.keyboard.press("Escape")
    expect(silje.get_by_role("dialog")).to_have_count(0)

    silje.keyboard.press("Escape")
    expect(in_queue(silje, case_id)).to_be_focused()
    silje.keyboard.press("z")
    expect(silje.locator("#case-heading")).to_be_visible()


def test_what_waits_to_be_sent_is_sent_before_the_case_is_resolved(
    centre: Centre, nina: dict[str, Any], silje: Page
) -> None:
    case_id = a_case(centre, nina, "Spør etter åpningstiden.")
    silje.evaluate(f"location.hash = 'case/{case_id}'")
    expect(silje.get_by_text("Spør etter åpningstiden.").first).to_be_visible()
    silje.keyboard.press("t")
    expect(silje.get_by_text("Du har saken")).to_be_visible()
    silje.get_by_role("button", name="Snakket med kunden.").click()
    silje.keyboard.press("Enter")
    silje.keyboard.press("Escape")
    silje.keyboard.press("a")
    window = silje.get_by_role("dialog")
    window.get_by_text("Fikk bistand").click()
    window.locator("button.primary").click()
    expect(silje.get_by_text("avsluttet saken: Fikk bistand")).to_be_visible()
    kinds = [entry["kind"] for entry in centre.got(f"cases/{case_id}", nina)["timeline"]]
    assert kinds.index("noted") < kinds.index("case_resolved")


def test_everything_is_found_by_its_name(centre: Centre, nina: dict[str, Any], silje: Page) -> None:
    home(silje)
    silje.keyboard.press("Control+k")
    palette = silje.get_by_role("combobox", name="Finn og gjør")
    expect(palette).to_be_focused()
    silje.keyboard.type("ny sak")
    expect(silje.locator(".palette").get_by_role("option", name=re.compile("Ny sak"))).to_have_attribute(
        "aria-selected", "true"
    )
    silje.keyboard.press("Enter")
    expect(silje.get_by_role("dialog", name="Ny sak")).to_be_visible()
    silje.keyboard.press("Escape")

    person = centre.got("people", nina)["items"][0]
    silje.keyboard.press("/")
    expect(silje.locator(".palette").get_by_role("option")).to_have_count(0)
    silje.keyboard.type(person["name"])
    expect(silje.locator(".palette").get_by_role("option", name=re.compile(person["name"])).first).to_be_visible()
    silje.keyboard.press("Enter")
    expect(silje.get_by_role("dialog").or_(silje.locator("#watch-heading")).first).to_be_visible()
    silje.keyboard.press("Escape")

    silje.keyboard.press("/")
    silje.keyboard.type("finnes ikke noe sted")
    expect(silje.get_by_text("Ingen treff")).to_be_visible()
    silje.keyboard.press("Escape")
    expect(silje.get_by_role("dialog")).to_have_count(0)


def test_the_keys_are_shown_while_theirs_is_held(silje: Page) -> None:
    home(silje)
    silje.keyboard.press("?")
    sheet = silje.get_by_role("dialog", name="Taster")
    expect(sheet).to_be_visible()
    silje.keyboard.press("?")
    expect(sheet).to_have_count(0)
    silje.keyboard.down("?")
    expect(sheet.get_by_text("neste i køen")).to_be_visible()
    since = silje.evaluate("performance.now()")
    until(lambda: silje.evaluate("performance.now()") > since + 500)
    silje.keyboard.up("?")
    expect(sheet).to_have_count(0)


def test_the_focus_stays_on_its_case_when_others_come_and_go(centre: Centre, nina: dict[str, Any], silje: Page) -> None:
    home(silje)
    mine = a_case(centre, nina, "Den jeg ser på.")
    in_queue(silje, mine).focus()
    other = a_case(centre, nina, "En til.")
    expect(in_queue(silje, other)).to_be_visible()
    assert focused(silje) == mine
    centre.posted(f"cases/{mine}/take", {}, nina)
    expect(in_queue(silje, mine)).to_contain_text("tatt av Nina Aas")
    assert focused(silje) == mine
    centre.posted(f"cases/{mine}/resolve", {"disposition": "duplicate"}, nina)
    expect(in_queue(silje, mine)).to_have_count(0)
    expect(silje.locator(".queue [data-id]:focus")).to_have_count(1)


@pytest.mark.parametrize("theme", ["night", "day"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_axe_finds_nothing_on_any_view(
    browser: Browser, centre: Centre, nina: dict[str, Any], theme: Theme, language: Language
) -> None:
    case_id = a_case(centre, nina, "Se over dette.")
    page = operator_page(browser, centre, "Henrik Vik", theme=theme, language=language)
    expect(in_queue(page, case_id)).to_be_visible()
    assert axe_finds(page) == [], "the board"
    page.evaluate(f"location.hash = 'case/{case_id}'")
    expect(page.locator(".case .timeline li").first).to_be_visible()
    assert axe_finds(page) == [], "a case"
    for key in ("Control+k", "?", "r", "s", "c"):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_be_visible()
        assert axe_finds(page) == [], key
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Henrik Vik").click()
    expect(page.get_by_role("slider").first).to_be_visible()
    assert axe_finds(page) == [], "choices"
    page.context.close()


@pytest.mark.parametrize("mood", ["", "phone.html"])
def test_axe_finds_nothing_in_the_house_style(browser: Browser, centre: Centre, mood: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{centre.url}/style/{mood}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert axe_finds(page) == []
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="House style").or_(page.get_by_text("house style")).first).to_be_visible()
    assert axe_finds(page) == []
    page.close()


@pytest.mark.timeout(400)
def test_a_page_that_hears_nothing_says_so_across_its_top(browser: Browser, tmp_path: Path) -> None:
    with Centre.start(tmp_path) as centre:
        page = operator_page(browser, centre, SILJE)
        expect(page.get_by_text("Alt er rolig")).to_be_visible()
        centre.stop()
        expect(page.get_by_text("Siden er utdatert")).to_be_visible()
        expect(page.get_by_text("Alt er rolig")).to_have_count(0)
        centre.restart()
        expect(page.get_by_text("Siden er utdatert")).to_have_count(0)
        page.context.close()
