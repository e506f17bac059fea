"""The page of all SMS in a real browser: what arrives is seen at once, and one can answer and disturb the network."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.integration.host.conftest import Tiny
from tests.integration.host.test_sms import behave, messages, sent
from tests.support.desk import axe_finds

NINA = "+4790000001"
SIZES = {"phone": (390, 844), "desk": (1440, 900)}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tiny]:
    started = Tiny(tmp_path_factory.mktemp("sms")).start()
    yield started
    started.stop()


def opened(browser: Browser, tiny: Tiny) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO").new_page()
    page.goto(f"{tiny.url}/sms")
    return page


def test_an_empty_page_says_what_will_come(browser: Browser, tiny: Tiny) -> None:
    page = opened(browser, tiny)
    expect(page.get_by_text("Ingen SMS ennå.")).to_be_visible()
    expect(page.get_by_text("Nettet oppfører seg normalt.")).to_be_visible()


def test_what_arrives_is_seen_without_reloading_and_the_newest_first(browser: Browser, tiny: Tiny) -> None:
    page = opened(browser, tiny)
    sent(tiny, NINA, "Meld deg nå.")
    expect(page.get_by_text("Meld deg nå.")).to_be_visible()
    sent(tiny, NINA, "Siste varsel.")
    expect(page.locator("#list li .words").first).to_have_text("Siste varsel.")
    first = page.locator("#list li").first
    expect(first).to_contain_text("til Nina Nordmann")
    expect(first).to_contain_text("+47 900 00 001")
    expect(first).to_contain_text("Levert")


def test_one_answers_as_the_recipient(browser: Browser, tiny: Tiny) -> None:
    sent(tiny, NINA, "Er alt i orden?")
    page = opened(browser, tiny)
    row = page.locator("#list li", has_text="Er alt i orden?")
    row.get_by_role("button", name="Svar").click()
    expect(page.get_by_label("Tekst")).to_be_focused()
    page.keyboard.type("OK, alt vel")
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Svaret er sendt.")).to_be_visible()
    answer = page.locator("#list li.from").first
    expect(answer).to_contain_text("OK, alt vel")
    expect(answer).to_contain_text("Mottatt av sentralen")


def test_an_impossible_number_is_told_at_the_form(browser: Browser, tiny: Tiny) -> None:
    page = opened(browser, tiny)
    form = page.locator("#answer")
    form.get_by_label("Nummer").fill("12")
    form.get_by_label("Tekst").fill("OK")
    form.get_by_role("button").click()
    expect(form.get_by_role("status")).to_contain_text("Det gikk ikke")
    expect(form.get_by_label("Tekst")).to_have_value("OK")


def test_the_network_can_be_disturbed_and_put_right(browser: Browser, tiny: Tiny) -> None:
    page = opened(browser, tiny)
    form = page.locator("#network")
    form.get_by_label("Nummer").fill("900 00 009")
    form.get_by_label("Oppførsel").select_option("refuse_for_good")
    form.get_by_role("button", name="Bruk").click()
    expect(page.locator("#behaviours")).to_contain_text("+47 900 00 009: Avviser for godt")
    sent(tiny, "+4790000009", "Dette kommer ikke fram.")
    row = page.locator("#list li", has_text="Dette kommer ikke fram.")
    expect(row).to_contain_text("Avvist for godt")
    page.locator("#behaviours").get_by_role("button", name="Tilbake til normalt").click()
    expect(page.get_by_text("Nettet oppfører seg normalt.")).to_be_visible()
    sent(tiny, "+4790000009", "Men dette gjør det.")
    expect(page.locator("#list li", has_text="Men dette gjør det.")).to_contain_text("Levert")


def test_one_telephone_can_be_shown_alone(browser: Browser, tiny: Tiny) -> None:
    sent(tiny, "+4790000021", "Til den ene.")
    sent(tiny, "+4790000022", "Til den andre.")
    page = opened(browser, tiny)
    expect(page.get_by_text("Til den andre.")).to_be_visible()
    page.get_by_label("Vis telefonen").select_option("+4790000021")
    expect(page.get_by_text("Til den andre.")).to_be_hidden()
    expect(page.get_by_text("Til den ene.")).to_be_visible()
    assert [one["text"] for one in messages(tiny, "+4790000021")] == ["Til den ene."]


def test_words_from_outside_are_shown_and_never_run(browser: Browser, tiny: Tiny) -> None:
    page = opened(browser, tiny)
    sent(tiny, NINA, "<img src=x onerror=document.title='caught'>")
    expect(page.get_by_text("<img src=x")).to_be_visible()
    assert page.title() == "SMS på denne maskinen"


def test_it_says_so_when_what_it_shows_may_be_old(browser: Browser, fresh_tiny: Tiny) -> None:
    page = opened(browser, fresh_tiny)
    expect(page.get_by_text("Ingen SMS ennå.")).to_be_visible()
    fresh_tiny.kill()
    expect(page.get_by_role("alert")).to_contain_text("kan være gammelt")
    fresh_tiny.start()
    expect(page.get_by_role("alert")).to_be_hidden(timeout=10_000)


@pytest.fixture
def fresh_tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tiny]:
    started = Tiny(tmp_path_factory.mktemp("sms")).start()
    yield started
    started.stop()


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", ["phone", "desk"])
def test_everybody_can_use_it(browser: Browser, tiny: Tiny, size: str, theme: Literal["dark", "light"]) -> None:
    behave(tiny, "+4790000031", "never_deliver")
    behave(tiny, "+4790000032", "refuse_temporarily")
    for number in ("+4790000030", "+4790000031", "+4790000032"):
        sent(tiny, number, "En ganske lang melding som må brytes over flere linjer på en smal skjerm, med æøå.")
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, locale="en-GB", bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{tiny.url}/sms")
    expect(page.get_by_text("Messages, newest first")).to_be_visible()
    expect(page.locator("#list li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_finds(page) == []
    context.close()


@pytest.mark.parametrize(("language", "seasons"), [("nb", ("sommertid", "vintertid")), ("en", ("summer", "winter"))])
def test_in_the_hour_that_autumn_has_twice_it_says_which_of_the_two_it_is(
    browser: Browser, tiny: Tiny, language: str, seasons: tuple[str, str]
) -> None:
    """25 October 2026: ten past two comes at 00:10 and at 01:10 in Greenwich."""
    page = browser.new_context().new_page()
    page.goto(f"{tiny.url}/sms?language={language}")
    told = page.evaluate(
        """async (moments) => {
            const { clock } = await import("/sms/clock.js");
            const words = JSON.parse(document.body.dataset.words);
            return moments.map((ms) => clock(ms, words));
        }""",
        [1_792_887_000_000, 1_792_890_600_000, 1_792_883_400_000, 1_792_894_200_000],
    )
    first, second, before, after = told
    assert first.startswith(f"02:10:00 ({seasons[0]}"), told
    assert second.startswith(f"02:10:00 ({seasons[1]}"), told
    assert (before, after) == ("01:10:00", "03:10:00")
    page.context.close()
