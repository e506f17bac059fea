"""The screens of a mission on the phone, in every look and language: accessible, and nothing runs out sideways."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.centre import Centre
from tests.support.desk import axe_finds
from tests.support.field_missions import LARS, MARTE, OPERATOR, fill_in, hire, person, register, seen, worker_phone
from tests.support.field_phone import wait_for_shell
from tests.support.looks import LANGUAGES, LATER_MS, THEMES, fits, open_screen, put_on, tell, wait_for_colour

NARROW = 360
SIV, SANDER, IVAR = "+4749000023", "+4749000024", "+4749000025"
PAIR = {"leads": SIV, "follows": SANDER}
KIND = "system-mountain"
TOLD: dict[str, Any] = {
    "place": {
        "latitude": 62.3021,
        "longitude": 11.9034,
        "name": "Femundsmarka sør, ved Svukuriset",
        "text": "Hytta har ved og nødtelefon. Bommen er låst om natten.",
    },
    "what": "Taksering av furuskog på åtte flater",
    "route": "Fra Elgå langs vestsida, samme vei tilbake",
    "vehicle": "Hvit Toyota Hilux ved båtplassen, EL 10214",
    "companions": [{"name": "Ida Moe", "phone": "+4790000077"}],
    "next_of_kin": {"name": "Sigrid Bakken", "phone": "+4790000078"},
}

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.parametrize("language", LANGUAGES),
    pytest.mark.parametrize("theme", THEMES),
]


@pytest.fixture(scope="module")
def desk(centre: Centre) -> dict[str, Any]:
    return centre.sign_in_by_passkey(OPERATOR)


@pytest.fixture(scope="module")
def planned(browser: Browser, centre: Centre, desk: dict[str, Any]) -> Iterator[tuple[Page, str, str]]:
    """The phone of somebody with a mission planned; it, and an earlier one that is a template."""
    page = worker_phone(browser, centre, LARS, width=NARROW)
    lars = person(centre, desk, "Lars Bakken")
    mission = register(centre, desk, KIND, worker=lars, start_in_s=86_400, interval_s=3_600, **TOLD)
    template = centre.got(f"people/{lars['id']}/missions", desk)["templates"][0]
    yield page, mission["id"], template["id"]
    page.context.close()


@pytest.fixture(scope="module")
def out(browser: Browser, centre: Centre, desk: dict[str, Any]) -> Iterator[tuple[Page, dict[str, Any]]]:
    """The phone of somebody who is out and checks in herself, and what it is told."""
    page = worker_phone(browser, centre, MARTE, charge=0.12, width=NARROW)
    register(centre, desk, KIND, worker=person(centre, desk, "Marte Lie"), interval_s=3_600, **TOLD)
    yield page, tell(page, "mission")
    page.unroute_all(behavior="ignoreErrors")
    page.context.close()


@pytest.fixture(scope="module")
def called(browser: Browser, centre: Centre, desk: dict[str, Any]) -> Iterator[dict[str, tuple[Page, dict[str, Any]]]]:
    """The phones of two whom the centre calls, the one who leads and the one who comes along."""
    siv, sander = hire(centre, SIV, "Siv Fjellheim"), hire(centre, SANDER, "Sander Johannessen")
    pages = {name: worker_phone(browser, centre, number, width=NARROW) for name, number in PAIR.items()}
    party = [sander["id"]]
    register(centre, desk, KIND, worker=siv, party=party, contact="centre_calls", interval_s=3_600, **TOLD)
    yield {name: (page, tell(page, "mission")) for name, page in pages.items()}
    for page in pages.values():
        page.unroute_all(behavior="ignoreErrors")
        page.context.close()


@pytest.fixture(scope="module")
def cut_off(browser: Browser, centre: Centre) -> Iterator[Page]:
    """The phone of somebody who has begun without coverage."""
    hire(centre, IVAR, "Ivar Myhre")
    page = worker_phone(browser, centre, IVAR, width=NARROW)
    wait_for_shell(page)
    page.get_by_role("button", name="NYTT OPPDRAG").click()
    fill_in(page, "Rondvatnet")
    page.context.set_offline(True)
    page.get_by_role("button", name="REGISTRER OG START").click()
    seen(page.get_by_text("Sentralen vet ikke at du er ute"))
    yield page
    page.context.close()


def judged(page: Page, what: object) -> None:
    assert axe_finds(page) == [], what
    assert fits(page), what


def unfolded(page: Page) -> None:
    """All that a form asks is in sight."""
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")


def test_a_mission_is_registered_confirmed_changed_and_cancelled(
    planned: tuple[Page, str, str], theme: str, language: str
) -> None:
    page, mission, template = planned
    put_on(page, theme, language)
    seen(page.get_by_role("button", name=TOLD["place"]["name"]))
    judged(page, "the list")
    for route in ("new", f"new/{template}", f"change/{mission}", f"planned/{mission}", f"cancel/{mission}"):
        open_screen(page, f"mission/{route}")
        unfolded(page)
        if route.startswith(("new/", "change/")):
            seen(page.locator(".place-field .four-forms"))
        judged(page, route)
        if route == "new":
            page.locator("[type=submit]").click()
            seen(page.locator("[aria-invalid=true]"))
            judged(page, "what is missing")


def test_a_mission_under_way_asks_for_check_ins(out: tuple[Page, dict[str, Any]], theme: str, language: str) -> None:
    page, shown = out
    states: dict[str | None, dict[str, Any]] = {
        None: {},
        "soon": {"next_contact_ms": 60_000, "stage": "reminded", "planned_end_ms": 60_000},
        "now": {"next_contact_ms": -60_000, "stage": "silent", "planned_end_ms": -60_000},
    }
    for colour, state in states.items():
        shown.clear()
        shown.update(state)
        put_on(page, theme, language)
        page.locator(".ring").wait_for(timeout=LATER_MS)
        wait_for_colour(page, colour)
        judged(page, colour)
    shown.clear()
    put_on(page, theme, language)
    page.locator(".ring").wait_for(timeout=LATER_MS)
    wait_for_colour(page, None)
    for route in ("mission/change", "mission/end", "dying"):
        open_screen(page, route)
        unfolded(page)
        judged(page, route)


@pytest.mark.parametrize("who", PAIR)
def test_a_mission_on_which_the_centre_calls(
    called: dict[str, tuple[Page, dict[str, Any]]], who: str, theme: str, language: str
) -> None:
    page, shown = called[who]
    for next_ms in (1_800_000, -60_000):
        shown.clear()
        shown["next_contact_ms"] = next_ms
        put_on(page, theme, language)
        page.locator("button.ok").wait_for(timeout=LATER_MS)
        judged(page, next_ms)


def test_a_mission_that_the_centre_does_not_know_of_says_so(cut_off: Page, theme: str, language: str) -> None:
    put_on(cut_off, theme, language)
    seen(cut_off.get_by_role("status"))
    judged(cut_off, "starting")
