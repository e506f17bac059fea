"""What the desk shows of missions, in every look and language and on a narrow screen too: axe finds nothing."""

from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.platform.time import now_ms
from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page
from tests.support.field_missions import (
    COLLEAGUE,
    MARTE,
    OPERATOR,
    hasty_kind,
    hire,
    person,
    register,
    seen,
    without_pictures,
)
from tests.support.looks import LANGUAGES, fits, put_on
from tests.support.wait import until

NARROW, WIDE = (390, 844), (1440, 900)
WINDOWS_FIT = "[...document.querySelectorAll('dialog')].every(one => one.scrollWidth <= one.clientWidth)"
NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done))))"
"""What listens to the keys does so from the frame after the first picture."""
SIGN_OUT = {"nb": "Logg ut", "en": "Sign out"}
MOUNTAIN = "system-mountain"
KINDS = {"call_missed", "phone_dying"}
DOINGS = {"planned": 3, "out": 4}
"""Begin, change, call off; all well, longer, change, end."""
TOLD: dict[str, Any] = {
    "place": {
        "latitude": 69.3021,
        "longitude": 29.7514,
        "name": "Takseringsflate 214, Pasvik",
        "text": "Fra stikkveien to kilometer sør for Gjøken, sti mot øst over myra.",
    },
    "what": "Taksering av skog, åtte flater",
    "route": "Gjøken - flate 214-221 - samme vei tilbake",
    "vehicle": "Grønn Toyota Hilux, EL 10214",
    "companions": [{"name": "Ida Moe", "phone": "+4790000077"}],
    "next_of_kin": {"name": "Sigrid Bakken", "phone": "+4790000078"},
}

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.parametrize("language", LANGUAGES),
    pytest.mark.parametrize("theme", ["night", "day"]),
]


class Afoot(NamedTuple):
    """What goes on at the centre: missions by what is to be seen of them, and cases by their kind."""

    session: dict[str, Any]
    missions: dict[str, str]
    cases: dict[str, str]


@pytest.fixture(scope="module")
def afoot(centre: Centre) -> Afoot:
    """One is planned, one has a dying phone, one was not called in time, the others are to be called in one minute."""
    session, hasty = centre.sign_in_by_passkey(OPERATOR), hasty_kind(centre)
    lars, marte = person(centre, session, "Lars Bakken"), person(centre, session, "Marte Lie")
    siv, sander = hire(centre, "+4749000023", "Siv Fjellheim"), hire(centre, "+4749000024", "Sander Johannessen")
    ivar, hilde = hire(centre, "+4749000025", "Ivar Myhre"), hire(centre, "+4749000026", "Hilde Sæther")
    calls: dict[str, Any] = {"contact": "centre_calls", "lasts_s": 18_000, **TOLD}
    found = {
        "planned": register(
            centre, session, MOUNTAIN, worker=lars, start_in_s=86_400, interval_s=3_600, lasts_s=18_000, **TOLD
        ),
        "out": register(centre, session, MOUNTAIN, worker=marte, interval_s=1_500, lasts_s=18_000, **TOLD),
        "not called": register(centre, session, hasty, worker=siv, **{**calls, "interval_s": 10}),
        "coming": register(centre, session, MOUNTAIN, worker=sander, **{**calls, "interval_s": 1_500}),
        "coming, too": register(centre, session, MOUNTAIN, worker=hilde, **{**calls, "interval_s": 1_500}),
        "in the hand": register(centre, session, MOUNTAIN, worker=ivar, **{**calls, "interval_s": 1_500}),
    }
    missions = {name: str(one["id"]) for name, one in found.items()}
    said = {"happened_at_ms": now_ms(), "going_to": "Ned til Gjøken", "companion_phone": "+4790000077"}
    centre.posted(f"missions/{missions['out']}/dying", said, centre.sign_in_by_code(MARTE))

    def cases() -> dict[str, str]:
        found = centre.got("board", session)["cases"]
        return {one["kind"]: str(one["id"]) for one in found if one["kind"] in KINDS}

    return Afoot(session, missions, until(lambda: cases() if cases().keys() == KINDS else {}, 180))


@pytest.fixture(scope="module")
def silje(browser: Browser, centre: Centre, afoot: Afoot) -> Page:
    return at_the_desk(browser, centre, OPERATOR)


@pytest.fixture(scope="module")
def henrik(browser: Browser, centre: Centre, afoot: Afoot) -> Page:
    return at_the_desk(browser, centre, COLLEAGUE)


def at_the_desk(browser: Browser, centre: Centre, name: str) -> Page:
    page = operator_page(browser, centre, name)
    without_pictures(page.context)
    return page


def dressed(page: Page, theme: str, language: str) -> None:
    """The board as it is when nothing is open, in that look and language."""
    put_on(page, theme, language, of="desk")
    seen(page.locator(".due-calls .watch-row"))
    page.evaluate(NEXT_FRAME)


def opened(page: Page, address: str, heading: str) -> None:
    page.evaluate("address => { location.hash = address; }", address)
    seen(page.locator(heading))


def judged(page: Page, what: str) -> None:
    """On a narrow screen and on a wide one: nothing for axe to find, and nothing that runs out sideways."""
    for width, height in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": height})
        assert axe_finds(page) == [], (what, width)
        assert fits(page), (what, width)
        assert page.evaluate(WINDOWS_FIT), (what, width)


def closed(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("name", DOINGS)
def test_a_mission_and_everything_that_is_done_with_it(
    silje: Page, afoot: Afoot, theme: str, language: str, name: str
) -> None:
    dressed(silje, theme, language)
    opened(silje, f"mission/{afoot.missions[name]}", "#mission-facts")
    judged(silje, name)
    doings = silje.locator(".mission .case-head .buttons button")
    expect(doings).to_have_count(DOINGS[name])
    for at in range(DOINGS[name]):
        doings.nth(at).click()
        seen(silje.get_by_role("dialog").locator("[type=submit]"))
        judged(silje, doings.nth(at).inner_text())
        closed(silje)


def test_an_agreed_call_and_how_it_went(silje: Page, afoot: Afoot, theme: str, language: str) -> None:
    dressed(silje, theme, language)
    opened(silje, f"mission/{afoot.missions['coming']}", "#mission-facts")
    judged(silje, "a call that is coming")
    opened(silje, f"mission/{afoot.missions['not called']}", ".call-card")
    judged(silje, "a call that is late")
    for key, asked in (("2", "select"), ("1", "input[type=text]")):
        silje.keyboard.press(key)
        seen(silje.locator(f".call-card {asked}"))
        judged(silje, f"how the call went: {key}")


def test_a_case_about_a_mission(silje: Page, afoot: Afoot, theme: str, language: str) -> None:
    dressed(silje, theme, language)
    for kind, case_id in afoot.cases.items():
        opened(silje, f"case/{case_id}", ".case-mission #mission-facts")
        judged(silje, kind)


def test_a_mission_is_registered_for_somebody_on_the_telephone(
    silje: Page, afoot: Afoot, theme: str, language: str
) -> None:
    dressed(silje, theme, language)
    silje.keyboard.press("m")
    window = silje.get_by_role("dialog")
    window.locator("select").first.select_option(label="Lars Bakken")
    seen(window.locator(".templates button"))
    window.locator("[type=submit]").click()
    seen(window.locator("[aria-invalid=true]"))
    judged(silje, "what is missing")
    window.locator(".templates button").first.click()
    seen(window.locator(".four-forms"))
    window.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    judged(silje, "the whole")
    closed(silje)


def test_what_the_next_half_hour_brings_and_how_one_leaves(
    centre: Centre, silje: Page, henrik: Page, afoot: Afoot, theme: str, language: str
) -> None:
    dressed(silje, theme, language)
    silje.keyboard.press("v")
    window = silje.get_by_role("dialog")
    seen(window.locator(".coming-row"))
    judged(silje, "the next half hour")
    closed(silje)

    # How a call went must be told within minutes: it is told of the last one, and made anew.
    path = f"missions/{afoot.missions['in the hand']}/calls"
    centre.posted(path, {"outcome": "reached"}, afoot.session)
    centre.posted(f"{path}/dialled", {}, afoot.session)
    leaves(silje, OPERATOR, language)
    seen(window.locator(".owned button"))
    judged(silje, "a call in the hand")
    closed(silje)

    dressed(henrik, theme, language)
    leaves(henrik, COLLEAGUE, language)
    seen(henrik.get_by_role("dialog").locator("textarea"))
    judged(henrik, "what the next one must know")
    closed(henrik)


def leaves(page: Page, name: str, language: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=SIGN_OUT[language], exact=True).click()
