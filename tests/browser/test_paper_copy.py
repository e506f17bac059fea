"""The copy on paper: whose and of when on each sheet, black on white, every row whole; and read on a telephone."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.platform.time import HOUR_MS, now_ms
from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page
from tests.support.field_missions import ADMINISTRATOR, hasty_kind, register
from tests.support.lifelines import an_sos, keep_a_copy, printed, unlock
from tests.support.looks import fits

NINA, KARI, LARS = "Nina Aas", "+4749000012", "+4749000021"
OURS = "+47 490 00 000"
DATED = re.compile(r"\d{1,2}\. \S+ \d{2}:\d{2}")
WHITE = "rgb(255, 255, 255)"
_MANY = 400
_DRAWN = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"
_BEHIND = """() => [...document.querySelectorAll('.paper *')].filter(one => one.checkVisibility())
    .map(one => getComputedStyle(one).backgroundColor)"""


@pytest.fixture(scope="module")
def desk(browser: Browser, centre: Centre) -> Iterator[Page]:
    """A night with something of everything, and the copy of it, open."""
    an_sos(centre, KARI, "Tilsyn tankanlegget")
    register(centre, centre.sign_in_by_code(LARS), hasty_kind(centre), start_in_s=3_600)
    _plan_a_shift(centre)
    page = operator_page(browser, centre, NINA)
    keep_a_copy(page, centre)
    yield page
    page.context.close()


def _plan_a_shift(centre: Centre) -> None:
    session = centre.sign_in_by_passkey(ADMINISTRATOR)
    (night,) = [one for one in centre.got("assignments", session)["items"] if one["name"] == "Nattvakt hotellet"]
    (jonas,) = centre.got("people?q=Jonas Dahl", session)["items"]
    start_ms = now_ms() + HOUR_MS
    shift = {"guard_id": jonas["id"], "assignment_id": night["id"], "start_ms": start_ms, "end_ms": start_ms + HOUR_MS}
    centre.posted("shifts", shift, session)


def sheet(page: Page, name: str) -> Any:
    return page.locator(".sheet").filter(has=page.get_by_role("heading", name=re.compile(f"^{name}")))


def test_it_says_what_is_still_to_be_done_and_where_the_coming_shift_is(desk: Page) -> None:
    case = sheet(desk, "Saker").get_by_role("row").filter(has_text="Kari Lund")
    expect(case.get_by_role("list", name="Gjenstår").get_by_role("listitem").first).to_be_visible()
    expect(case).to_contain_text(DATED)
    expect(sheet(desk, "Planlagte vakter")).to_contain_text("Hotell Fjordutsikt")
    expect(sheet(desk, "Steder")).to_contain_text("Hotell Fjordutsikt")
    expect(sheet(desk, "Instrukser")).to_contain_text("Nattvakt hotellet")
    expect(sheet(desk, "Oppdrag")).to_contain_text("Myra")
    expect(desk.get_by_role("main")).to_contain_text(f"Vårt nummer: {OURS}")
    assert axe_finds(desk) == []


@pytest.mark.parametrize("theme", ["night", "day"])
def test_every_sheet_of_paper_says_whose_it_is_and_when_it_was_made(desk: Page, theme: str) -> None:
    desk.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    made = desk.get_by_text(re.compile("^Laget")).inner_text().split(",")[0]
    assert re.fullmatch(r"Laget \d{1,2}\. \S+ \d{4} \d{2}:\d{2}:\d{2}( \(\S+\))?", made)
    sheets = printed(desk)
    for number, text in enumerate(sheets, 1):
        assert made in text, "when it was made"
        assert f"Varde Vakt · {OURS}" in text, "whose it is"
        assert f"{number} / {len(sheets)}" in text
    whole = " ".join(sheets)
    assert "Notert på papir" in whole
    assert "Skriv ut" not in whole, "buttons are not printed"
    desk.emulate_media(media="print")
    try:
        assert desk.locator("html").evaluate(_DRAWN) == [WHITE, "rgb(0, 0, 0)"]
        assert set(desk.evaluate(_BEHIND)) <= {WHITE, "rgba(0, 0, 0, 0)"}
    finally:
        desk.emulate_media(media="null")


def test_on_a_telephone_each_line_says_what_it_is(desk: Page) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    case = sheet(desk, "Saker").locator("tbody tr").first
    labels = case.locator("td:visible").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::before').content.replaceAll('\"', ''))"
    )
    assert labels == ["Når", "Hva", "Folk å nå"]
    assert fits(desk)
    assert axe_finds(desk) == []
    desk.set_viewport_size({"width": 1440, "height": 900})


def test_an_empty_night_says_so_and_a_full_one_is_printed_with_every_row_whole(desk: Page) -> None:
    cast = {"empty": True}

    def answer(route: Any) -> None:
        real = route.fetch().json()
        route.fulfill(json=_without(real) if cast["empty"] else _with_many(real))

    desk.context.route("**/api/v1/copy", answer)
    for empty in (True, False):
        cast["empty"] = empty
        with desk.expect_response("**/api/v1/copy"):
            desk.get_by_role("button", name="Til desken").click()
            desk.reload()
        desk.evaluate("location.hash = 'copy'")
        unlock(desk)
        if empty:
            expect(sheet(desk, "Saker")).to_contain_text("Ingen")
            expect(sheet(desk, "Instrukser")).to_contain_text("Ingen")
            assert axe_finds(desk) == []
        else:
            expect(sheet(desk, "De som følges").locator("tbody tr")).to_have_count(_MANY)
            sheets = printed(desk)
            for number in range(_MANY):
                (on,) = [text for text in sheets if f"Vekter {number:03}." in text]
                assert f"Bygning {number:03}." in on, "a row is not broken by the edge of a sheet"
            assert all("Når Hvem" in text or "Laget" in text for text in sheets)


def _without(copy: dict[str, Any]) -> dict[str, Any]:
    lists = ("cases", "watches", "missions", "calls", "shifts", "operators")
    board = {**copy["board"], **{name: [] for name in lists}}
    return {**copy, "board": board, "cases": [], "missions": [], "sites": [], "people": [], "instructions": []}


def _with_many(copy: dict[str, Any]) -> dict[str, Any]:
    """Four hundred on duty, each at a place whose name takes several lines."""
    one = copy["board"]["watches"][0]
    many = [
        {
            **one,
            "id": f"many-{number}",
            "guard": {**one["guard"], "name": f"Vekter {number:03}."},
            "site_name": "Et lager med svært langt navn " * 3 + f"Bygning {number:03}.",
        }
        for number in range(_MANY)
    ]
    return {**copy, "board": {**copy["board"], "watches": many, "missions": []}}
