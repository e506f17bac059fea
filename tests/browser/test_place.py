"""The right column in a real browser, without the map's pictures: where, how old, in which forms, who is nearest."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page

OLA, KARI, PER = ("Ola Berg", "+4749000011"), ("Kari Lund", "+4749000012"), ("Per Haugen", "+4749000013")


@pytest.fixture(scope="module")
def centre(centre: Centre) -> Centre:
    """With three on duty."""
    on_duty(centre, OLA[1], 69.6792, 18.9878)
    on_duty(centre, KARI[1], 69.6810, 18.9950)
    on_duty(centre, PER[1], 69.6500, 18.9550)
    return centre


def on_duty(centre: Centre, number: str, latitude: float, longitude: float) -> None:
    """A guard goes on duty, four minutes after the phone last knew where it was."""
    session = centre.sign_in_by_code(number)
    mine = centre.got("me/duty", session)
    assignment, now = mine["assignments"][0], mine["server_now_ms"]
    measured = {"accuracy_m": 25, "measured_at_ms": now - 240_000}
    body = {
        "assignment_id": assignment["id"],
        "planned_end_ms": now + 4 * 3_600_000,
        "instruction_version": assignment["instruction_version"],
        "position": {"latitude": latitude, "longitude": longitude, **measured},
    }
    centre.posted("duties", body, session)


@pytest.fixture(scope="module")
def desk(browser: Browser, centre: Centre) -> Page:
    page = operator_page(browser, centre, "Silje Strand", permissions=["clipboard-read", "clipboard-write"])
    page.context.route("https://cache.kartverket.no/**", lambda route: route.abort())
    page.reload()
    return page


def test_with_nothing_open_everybody_is_on_one_map_and_a_mark_opens_by_key(desk: Page) -> None:
    whole = desk.get_by_role("region", name="Kart over alle som følges")
    expect(whole.get_by_role("button", name=f"{PER[0]}, posisjon")).to_be_visible()
    expect(desk.get_by_text("3 av 3 med posisjon")).to_be_visible()
    expect(desk.get_by_text("Kartbildene kommer ikke")).to_be_visible()
    assert axe_finds(desk) == []
    whole.get_by_role("button", name=f"{PER[0]}, posisjon").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name=PER[0])).to_be_visible()


@pytest.mark.parametrize("theme", ["night", "day"])
def test_a_watch_shows_where_how_old_in_which_forms_and_who_is_nearest(desk: Page, theme: str) -> None:
    desk.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    desk.locator(".watch-row", has_text=OLA[0]).click()
    place = desk.get_by_role("complementary", name="Sted")
    expect(place.get_by_text("± 25 m").first).to_be_visible()
    expect(place.get_by_text("69,67920° N 18,98780° Ø")).to_be_visible()
    expect(place.get_by_text("69° 40,752′ N 018° 59,268′ Ø")).to_be_visible()
    expect(place.get_by_text("34W DC", exact=False).first).to_be_visible()
    expect(place.get_by_text("Terminalgata 40")).to_be_visible()
    near = place.locator(".near li")
    expect(near).to_have_count(2)
    expect(near.nth(0)).to_contain_text(KARI[0])
    expect(near.nth(1)).to_contain_text(PER[0])
    expect(near.nth(1)).to_contain_text("km")
    expect(near.nth(0)).to_contain_text("± 25 m")
    assert axe_finds(desk) == []


def test_a_form_is_copied_as_other_programs_take_it(desk: Page) -> None:
    desk.locator(".watch-row", has_text=OLA[0]).click()
    place = desk.get_by_role("complementary", name="Sted")
    place.get_by_role("button", name="Kopier Desimalgrader").first.click()
    expect(place.get_by_role("button", name="Kopier Desimalgrader").first).to_have_text("Kopiert")
    assert desk.evaluate("navigator.clipboard.readText()") == "69.67920, 18.98780"


def test_the_map_is_moved_and_drawn_closer_by_key(desk: Page) -> None:
    desk.locator(".watch-row", has_text=OLA[0]).click()
    whole = desk.get_by_role("region", name="Kart over Breivika havneterminal")
    expect(whole).to_be_visible()
    scale = whole.locator(".leaflet-control-scale-line")
    before = scale.inner_text()
    whole.focus()
    desk.keyboard.press("-")
    expect(scale).not_to_have_text(before)
