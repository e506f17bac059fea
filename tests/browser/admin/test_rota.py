"""The rota in a browser: a week planned by hand and by keyboard."""

import re
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Locator, Page, expect

from chalicelib.platform.time import NORWAY
from tests.support.admin_pages import at, pick
from tests.support.centre import Centre
from tests.support.desk import axe_finds
from tests.support.wait import until


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
    assert axe_finds(eva) == []
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
    assert axe_finds(eva) == []
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
