"""An operator trains: from the desk to the exercise beside it, through a case of the night, and nothing gets out."""

import re
import socketserver
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.centre import Centre
from tests.support.desk import Theme, axe_finds, operator_page
from tests.support.lifelines import keep_a_copy, printed

SILJE, HENRIK = "Silje Strand", "Henrik Vik"
LONG_MS = 120_000

pytestmark = pytest.mark.timeout(900)


class _Exercise(Centre):
    """The installation for exercises beside a centre."""

    def __init__(self, folder: Path, seed: bool, environment: Mapping[str, str]) -> None:
        super().__init__(folder, seed, environment)
        self.data = self.data.with_name(f"{self.data.name}-training")

    def _command(self) -> list[str]:
        return [*super()._command(), "--training"]


class _Heard(socketserver.BaseRequestHandler):
    """Whoever rings at the supplier's."""

    by: ClassVar[list[object]] = []

    def handle(self) -> None:
        """Remember that somebody did."""
        self.by.append(self.client_address)


@pytest.fixture(scope="module")
def supplier() -> Iterator[str]:
    """A supplier's address, as a real centre has it in its settings."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Heard) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module", autouse=True)
def patient(browser: Browser) -> None:
    expect.set_options(timeout=LONG_MS)


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory, supplier: str) -> Iterator[_Exercise]:
    real = {
        **{f"VARDE_{kind}_PROVIDER": "webhook" for kind in ("SMS", "VOICE")},
        **{f"VARDE_{kind}_OPTIONS": f'{{"url": "{supplier}"}}' for kind in ("SMS", "VOICE")},
        "VARDE_PUSH_SERVICES": supplier,
    }
    with _Exercise.start(Path(tmp_path_factory.mktemp("exercise")), environment=real) as started:
        yield started


def marks(page: Page) -> tuple[str, int]:
    """What is written across the page's top, and how high it stands there."""
    found = page.evaluate("""() => {
        const mark = getComputedStyle(document.documentElement, "::before");
        return [mark.position === "fixed" ? mark.content : "", parseInt(mark.height) || 0];
    }""")
    return str(found[0]), int(found[1])


def test_the_desk_leads_to_the_exercise_and_says_how_it_is_started(tmp_path: Path, browser: Browser) -> None:
    with Centre.start(tmp_path) as centre:
        silje = operator_page(browser, centre, SILJE)
        assert marks(silje)[0] in ("", "none"), "the centre itself is no exercise"
        silje.keyboard.press("Control+k")
        silje.keyboard.type("øvelsen")
        expect(silje.locator(".palette [role=option]").first).to_contain_text("åpne øvelsen")
        with silje.expect_popup() as opened:
            silje.keyboard.press("Enter")
        how = opened.value
        expect(how.get_by_role("heading")).to_have_text("Øvelsen er ikke startet")
        expect(how.get_by_text("make training")).to_be_visible()
        assert axe_finds(how) == []
        with _Exercise.start(tmp_path) as beside:
            how.get_by_role("link", name="Prøv igjen").click()
            expect(how).to_have_url(f"{beside.url}/training")
            expect(how.get_by_role("heading", level=1)).to_have_text("Øvelse: en natt ved sentralen")
        silje.get_by_role("button", name=SILJE).click()
        link = silje.get_by_role("link", name="Øvelse: spill en natt")
        expect(link).to_have_attribute("href", "/training")
        assert axe_finds(silje) == []
        silje.context.close()


@pytest.mark.parametrize("theme", ["night", "day"])
def test_no_page_of_an_exercise_can_be_taken_for_the_centres(
    exercise: _Exercise, browser: Browser, theme: Theme
) -> None:
    page = operator_page(browser, exercise, HENRIK, theme=theme)
    expect(page).to_have_title(re.compile("^ØVELSE · Varde"))
    for path in ("/desk", "/", "/admin", "/sms", "/training"):
        page.goto(exercise.url + path)
        words, height = marks(page)
        assert "ØVELSE · ikke sentralen" in words, path
        assert height >= 24, path
        assert page.title().startswith("ØVELSE · "), path
    page.context.close()
    english = operator_page(browser, exercise, HENRIK, theme=theme, language="en")
    expect(english.locator("html")).to_have_attribute("lang", "en")
    assert "EXERCISE · not the centre" in marks(english)[0]
    english.context.close()


def test_every_sheet_of_an_exercises_paper_copy_says_what_it_is(exercise: _Exercise, browser: Browser) -> None:
    page = operator_page(browser, exercise, HENRIK)
    keep_a_copy(page, exercise)
    sheets = printed(page)
    assert sheets
    assert all("ØVELSE · ikke sentralen" in sheet for sheet in sheets)
    page.context.close()


def test_a_case_of_the_night_is_taken_and_resolved_and_nothing_leaves_the_machine(
    exercise: _Exercise, browser: Browser, supplier: str
) -> None:
    silje = operator_page(browser, exercise, SILJE)
    night = silje.context.new_page()
    night.goto(f"{exercise.url}/training")
    night.get_by_label("Takt").select_option("30")
    night.get_by_role("button", name="Spill natten").click()
    expect(night.get_by_role("status")).to_contain_text("Natten spilles")

    silje.bring_to_front()
    row = silje.locator(".case-row", has_text="Kari Lund")
    expect(row).to_be_visible()
    row.click()
    expect(silje.locator("#case-heading")).to_be_visible()
    silje.keyboard.press("t")
    expect(silje.get_by_text("Du har saken")).to_be_visible()

    # What the one who fell says when rung stands on the exercise's page; what was done is noted at the desk.
    night.bring_to_front()
    # The desk hears of it first; rung before the page has, she would say what she said before she fell.
    expect(night.locator("#done")).to_contain_text("Kari Lund sender SOS")
    night.get_by_role("button", name="Ring Kari Lund").click()
    expect(night.get_by_text("Jeg falt ved tank 2")).to_be_visible()
    assert axe_finds(night) == []
    silje.bring_to_front()
    steps = silje.get_by_role("region", name="Plan").locator("li")
    for number in range(1, steps.count() + 1):
        silje.keyboard.press(str(number))
        expect(steps.nth(number - 1)).to_contain_text("Gjort")
    window = silje.get_by_role("dialog")
    silje.keyboard.press("r")
    window.get_by_text("Svarte", exact=True).click()
    window.locator("button.primary").click()
    expect(window).to_have_count(0)
    silje.keyboard.press("a")
    window.get_by_text("Nødetatene overtok").click()
    window.locator("button.primary").click()
    expect(row).to_have_count(0)

    night.bring_to_front()
    cases = night.locator("#cases")
    expect(cases).to_contain_text("tatt etter")
    expect(cases).to_contain_text("avsluttet etter")
    assert exercise.wait_for_sms("+4749000031", "ALARM|SOS", within_s=60), (
        "told on the telephones of the exercise alone"
    )
    assert _Heard.by == []
    silje.context.close()
