"""Keys in real browsers: a guard takes one by its tag and goes home with it; an operator sees where each is."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.client import Client
from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page
from tests.support.field_phone import a_phone, client_of, go_on_duty, sign_in
from tests.support.looks import LANGUAGES, fits, put_on
from tests.support.wait import until

SITE, TAG, OTHER = "Fjellparken senter", "N-0147", "N-0582"
GUARD, COLLEAGUE = "Ingrid Moen", "Ola Berg"
OFFICE = "Tilsyn hovedkontoret"


@pytest.fixture(scope="module")
def operator(centre: Centre) -> Iterator[Client]:
    with client_of(centre, "Silje Strand") as client:
        yield client


@pytest.fixture(scope="module")
def desk(browser: Browser, centre: Centre) -> Iterator[Page]:
    page = operator_page(browser, centre, "Henrik Vik")
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def keys(operator: Client) -> dict[str, dict[str, Any]]:
    """The keys of the register, by tag."""
    return {one["name"]: one for one in operator.get("keys", limit=500)["items"]}


@pytest.fixture(autouse=True)
def in_their_places(operator: Client, keys: Any) -> None:
    """No test begins with a key that another left out."""
    for one in operator.get("keys-now")["keys"]:
        operator.post(f"keys/{one['id']}/in", {})


def stands(operator: Client, keys: Any, tag: str = TAG) -> dict[str, Any]:
    found = operator.get("keys-now", site_id=keys[tag]["site_id"])["keys"]
    return next(one for one in found if one["tag"] == tag)


def person(operator: Client, name: str) -> str:
    return next(str(one["id"]) for one in operator.get("people", limit=500)["items"] if one["name"] == name)


def opens(desk: Page) -> Any:
    """From wherever one is, by the palette."""
    desk.keyboard.press("Escape")
    desk.keyboard.press("Control+k")
    desk.keyboard.type("nøkler")
    expect(desk.locator(".palette [role=option]").first).to_contain_text("Nøkler")
    desk.keyboard.press("Enter")
    window = desk.get_by_role("dialog", name="Nøkler")
    expect(window).to_be_visible()
    return window


def card(window: Any, tag: str = TAG) -> Any:
    return window.get_by_role("region", name=tag)


def press(page: Page, within: Any, name: str) -> None:
    within.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def choose(page: Page, within: Any, name: str) -> None:
    """From the list of people, by typing, once they are there."""
    whom = within.get_by_label("Til hvem")
    expect(whom.locator("option", has_text=name)).to_be_attached()
    whom.focus()
    page.keyboard.type(name)


def test_an_operator_gives_a_key_out_passes_it_on_and_hangs_it_back_by_keyboard(
    desk: Page, operator: Client, keys: Any
) -> None:
    window = opens(desk)
    expect(window).to_contain_text("Alle nøkler henger på plass")
    expect(window.get_by_label("Sted").locator("option", has_text=SITE)).to_be_attached()
    window.get_by_label("Sted").focus()
    desk.keyboard.type(SITE)
    one = card(window)
    expect(one).to_contain_text("På plass · Skap A, krok 12")
    press(desk, one, "Lever ut")
    press(desk, one, "Lever ut")
    expect(one.get_by_role("alert")).to_contain_text("Velg hvem som får nøkkelen")
    choose(desk, one, GUARD)
    press(desk, one, "Lever ut")
    expect(one).to_contain_text(f"Ute hos {GUARD}")
    assert stands(operator, keys)["holder"]["name"] == GUARD

    press(desk, one, "Gi videre")
    choose(desk, one, COLLEAGUE)
    expect(one.get_by_label("Til hvem").locator("option", has_text=GUARD)).to_have_count(0)
    press(desk, one, "Gi videre")
    expect(one).to_contain_text(f"Ute hos {COLLEAGUE}")

    press(desk, one, "Lever inn")
    expect(one).to_contain_text("På plass")
    assert stands(operator, keys)["state"] == "in"


def test_a_lost_key_opens_its_case_on_the_desk_and_is_found_again(desk: Page, operator: Client, keys: Any) -> None:
    operator.post(f"keys/{keys[OTHER]['id']}/out", {"holder_id": person(operator, GUARD)})
    window = opens(desk)
    one = card(window, OTHER)
    expect(one).to_contain_text(SITE)
    press(desk, one, "Meld tapt")
    one.get_by_label("Hva som er kjent").focus()
    desk.keyboard.type("Falt i sjøen")
    press(desk, one, "Meld tapt")
    expect(desk.locator("#case-heading")).to_be_visible()
    expect(desk.get_by_role("main")).to_contain_text("Tapt nøkkel")
    expect(desk.get_by_role("main")).to_contain_text(f"{GUARD} hadde den sist")
    expect(desk.get_by_role("main")).to_contain_text(f"{OTHER} · Falt i sjøen")
    window = opens(desk)
    expect(card(window, OTHER)).to_contain_text("Tapt sist hos")
    press(desk, card(window, OTHER), "Funnet")
    expect(window).to_contain_text("Alle nøkler henger på plass")
    desk.keyboard.press("Escape")
    desk.locator(".case-row", has_text="Tapt nøkkel").first.click()
    expect(desk.get_by_role("main")).to_contain_text("meldte nøkkelen funnet")


def test_a_guard_takes_a_key_by_its_tag_and_says_why_he_goes_home_with_it(
    browser: Browser, centre: Centre, operator: Client, keys: Any
) -> None:
    operator.post(f"keys/{keys[OTHER]['id']}/out", {"holder_id": person(operator, COLLEAGUE)})
    phone = sign_in(a_phone(browser), centre, "+4749000016")
    go_on_duty(phone, OFFICE)
    phone.get_by_role("button", name="Instruks").click()
    phone.get_by_role("button", name="Nøkler").click()
    expect(phone.get_by_text("Du har ingen nøkler.")).to_be_visible()
    assert axe_finds(phone) == []

    phone.get_by_label("Merket på nøkkelen").fill("n0147")
    phone.get_by_role("button", name="TA UT").click()
    expect(phone.locator(".cards")).to_contain_text(TAG)
    assert "Fjellparken" not in phone.content()

    phone.get_by_label("Merket på nøkkelen").fill(OTHER)
    phone.get_by_role("button", name="TA UT").click()
    expect(phone.get_by_role("alert")).to_contain_text(COLLEAGUE)
    phone.get_by_role("button", name="JA, JEG HAR DEN").click()
    expect(phone.locator(".cards")).to_contain_text(OTHER)
    phone.locator(".cards li", has_text=OTHER).get_by_role("button", name="Lever inn").click()
    expect(phone.locator(".cards")).not_to_contain_text(OTHER)
    assert stands(operator, keys, OTHER)["state"] == "in"

    phone.get_by_role("button", name="Tilbake").click()
    phone.get_by_role("button", name="Gå av vakt").click()
    expect(phone.get_by_text(f"Du har nøkkel {TAG}.")).to_be_visible()
    assert axe_finds(phone) == []
    phone.get_by_label("Hvorfor du beholder den").fill("Skal åpne kl. 06")
    phone.get_by_role("button", name="JA, GÅ AV VAKT").click()
    until(lambda: stands(operator, keys)["kept"] == "Skal åpne kl. 06", 60)
    assert [one for one in operator.get("board")["cases"] if one["kind"] == "key_not_in"] == []
    phone.context.close()


def test_a_guard_who_has_lost_one_says_so_twice_before_it_is_a_case(
    browser: Browser, centre: Centre, operator: Client, keys: Any
) -> None:
    phone = sign_in(a_phone(browser), centre, "+4749000015")
    go_on_duty(phone, "Kveldsvakt senteret")
    phone.evaluate("location.hash = 'keys'")
    phone.get_by_label("Merket på nøkkelen").fill(TAG)
    phone.get_by_role("button", name="TA UT").click()
    phone.get_by_role("button", name="Jeg har mistet den").click()
    expect(phone.get_by_text(f"Er {TAG} tapt?")).to_be_visible()
    assert stands(operator, keys)["state"] == "out"
    phone.get_by_role("button", name="JA, DEN ER TAPT").click()
    expect(phone.get_by_text("Du har ingen nøkler.")).to_be_visible()
    assert stands(operator, keys)["state"] == "lost"
    phone.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["day", "night"])
def test_the_window_of_keys_is_readable_in_every_look(
    desk: Page, operator: Client, keys: Any, language: str, theme: str
) -> None:
    operator.post(f"keys/{keys[TAG]['id']}/out", {"holder_id": person(operator, GUARD)})
    operator.post(f"keys/{keys[OTHER]['id']}/lost", {"text": ""})
    desk.keyboard.press("Escape")
    put_on(desk, theme, language, of="desk")
    expect(desk.locator(".console")).to_be_visible()
    desk.keyboard.press("Control+k")
    name = "Nøkler" if language == "nb" else "Keys"
    desk.keyboard.type(name)
    expect(desk.locator(".palette [role=option]").first).to_contain_text(name)
    desk.keyboard.press("Enter")
    window = desk.get_by_role("dialog", name=name, exact=True)
    expect(card(window, OTHER)).to_be_visible()
    expect(card(window)).to_be_visible()
    for width, height in ((1440, 900), (390, 844)):
        desk.set_viewport_size({"width": width, "height": height})
        assert fits(desk)
        assert axe_finds(desk) == []
    desk.set_viewport_size({"width": 1440, "height": 900})
