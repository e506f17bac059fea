"""Two operators side by side in real browsers: one case goes from one to the other, waits, and follows its plan."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.platform.time import now_ms
from tests.support.centre import Centre
from tests.support.desk import axe_finds, operator_page

GUARD = "+4749000011"
SILJE, HENRIK = "Silje Strand", "Henrik Vik"


@pytest.fixture(scope="module")
def silje(browser: Browser, centre: Centre) -> Page:
    return operator_page(browser, centre, SILJE)


@pytest.fixture(scope="module")
def henrik(browser: Browser, centre: Centre) -> Page:
    return operator_page(browser, centre, HENRIK, theme="day")


@pytest.fixture(scope="module")
def desk(centre: Centre) -> dict[str, Any]:
    return centre.sign_in_by_passkey("Nina Aas")


@pytest.fixture(scope="module")
def customer(centre: Centre, desk: dict[str, Any]) -> str:
    return str(centre.got("customers", desk)["items"][1]["id"])


def a_case(centre: Centre, desk: dict[str, Any], customer: str, *pages: Page) -> str:
    """A case by hand, open before everybody."""
    body = {"kind": "assistance", "customer_id": customer, "text": "Porten er lukket."}
    case_id = str(centre.posted("cases", body, desk)["case"]["id"])
    for page in pages:
        page.evaluate(f"location.hash = 'case/{case_id}'")
        expect(page.get_by_role("button", name="Ta saken")).to_be_visible()
    return case_id


def plan_of(page: Page) -> Any:
    return page.get_by_role("region", name="Plan")


def test_a_case_is_handed_over_by_name_and_accepted(
    centre: Centre, desk: dict[str, Any], customer: str, silje: Page, henrik: Page
) -> None:
    a_case(centre, desk, customer, silje, henrik)
    silje.keyboard.press("t")
    expect(silje.get_by_role("button", name="Overlat")).to_be_visible()
    silje.keyboard.press("v")
    window = silje.get_by_role("dialog")
    window.get_by_text(HENRIK).click()
    assert axe_finds(silje) == []
    window.get_by_role("button", name="Overlat").click()
    expect(silje.get_by_text(f"Du har bedt {HENRIK} overta")).to_be_visible()
    expect(henrik.get_by_role("alert").get_by_text(f"{SILJE} ber deg overta saken.")).to_be_visible()
    assert axe_finds(henrik) == []
    henrik.keyboard.press("y")
    expect(henrik.get_by_role("button", name="Overlat")).to_be_visible()
    expect(silje.get_by_text(f"tatt av {HENRIK}").first).to_be_visible()


def test_two_operators_see_each_others_hands(
    centre: Centre, desk: dict[str, Any], customer: str, silje: Page, henrik: Page
) -> None:
    a_case(centre, desk, customer, silje, henrik)
    expect(silje.get_by_text(f"{HENRIK} har saken oppe.")).to_be_visible()
    henrik.keyboard.press("n")
    henrik.locator("textarea:focus").press_sequentially("Ringer vaktmesteren")
    expect(silje.get_by_text(f"{HENRIK} skriver")).to_be_visible()
    assert axe_finds(silje) == []
    henrik.keyboard.press("Escape")
    henrik.keyboard.press("Escape")
    expect(silje.get_by_text(f"{HENRIK} har saken oppe.")).to_have_count(0)
    expect(silje.get_by_text(f"{HENRIK} skriver")).to_have_count(0)


def test_each_sees_the_cases_of_the_desk_that_he_covers(
    centre: Centre, desk: dict[str, Any], customer: str, silje: Page, henrik: Page
) -> None:
    case_id = a_case(centre, desk, customer, silje, henrik)
    silje.get_by_label("Jeg dekker").select_option("alarm")
    expect(silje.locator(f"[data-id='{case_id}']")).to_have_count(0)
    expect(silje.get_by_text("på den andre plassen")).to_be_visible()
    expect(henrik.locator(f"[data-id='{case_id}']")).to_be_visible()
    henrik.get_by_label("Jeg dekker").select_option("alarm")
    expect(henrik.get_by_role("alert").get_by_text("Ingen andre dekker formidlingen nå")).to_be_visible()
    expect(henrik.get_by_label("Jeg dekker")).to_have_value("both")
    assert axe_finds(henrik) == []
    silje.get_by_label("Jeg dekker").select_option("both")
    expect(silje.locator(f"[data-id='{case_id}']")).to_be_visible()


def test_a_question_is_withdrawn_or_declined_by_one_key(
    centre: Centre, desk: dict[str, Any], customer: str, silje: Page, henrik: Page
) -> None:
    a_case(centre, desk, customer, silje, henrik)
    silje.keyboard.press("t")
    for answer, who in (("h", silje), ("x", henrik)):
        expect(silje.get_by_role("button", name="Overlat")).to_be_visible()
        silje.keyboard.press("v")
        silje.get_by_role("dialog").get_by_text(HENRIK).click()
        silje.get_by_role("dialog").get_by_role("button", name="Overlat").click()
        expect(henrik.get_by_text(f"{SILJE} ber deg overta saken.")).to_be_visible()
        expect(silje.get_by_role("dialog")).to_have_count(0)
        who.keyboard.press(answer)
        expect(henrik.get_by_text(f"{SILJE} ber deg overta saken.")).to_have_count(0)


def test_a_case_is_parked_and_taken_out_again(
    centre: Centre, desk: dict[str, Any], customer: str, silje: Page, henrik: Page
) -> None:
    a_case(centre, desk, customer, silje, henrik)
    silje.keyboard.press("t")
    expect(silje.get_by_role("button", name="Parker")).to_be_visible()
    silje.keyboard.press("p")
    window = silje.get_by_role("dialog")
    window.get_by_text("5 minutter", exact=True).click()
    window.get_by_role("button", name="Parker til").click()
    expect(window.get_by_text("Skriv hva du venter på.")).to_be_visible()
    window.get_by_label("Hva venter du på?").fill("Vaktmesteren ringer tilbake")
    assert axe_finds(silje) == []
    window.get_by_role("button", name="Parker til").click()
    expect(silje.get_by_text("Parkert til").first).to_be_visible()
    expect(henrik.get_by_text("Alle kan ta den imens.")).to_be_visible()
    expect(silje.get_by_role("dialog")).to_have_count(0)
    silje.keyboard.press("p")
    expect(henrik.get_by_text("Alle kan ta den imens.")).to_have_count(0)


def test_a_silent_alarm_follows_its_plan_and_ends_only_when_the_compulsory_step_is_done(
    centre: Centre, silje: Page
) -> None:
    guard = centre.sign_in_by_code(GUARD)
    case_id = centre.posted("sos", {"happened_at_ms": now_ms()}, guard)["sos_id"]
    silje.evaluate(f"location.hash = 'case/{case_id}'")
    plan = plan_of(silje)
    expect(plan.get_by_text("Ta saken for å følge planen.")).to_be_visible()
    silje.keyboard.press("t")
    expect(plan.locator("[aria-current=step]")).to_contain_text("Ring 112")
    silje.keyboard.press("a")
    window = silje.get_by_role("dialog")
    window.get_by_text("Falsk alarm").click()
    window.locator("button.primary").click()
    expect(window.get_by_text("punkt 1 i planen først")).to_be_visible()
    silje.keyboard.press("Escape")
    silje.keyboard.press("1")
    expect(plan.locator("li").first).to_contain_text("Gjort")
    expect(plan.locator("li").first).to_contain_text(SILJE)
    silje.keyboard.press("1")
    expect(plan.locator("li").first).not_to_contain_text("Gjort")
    plan.get_by_role("button", name="Hopp over: Ring 112").click()
    window.get_by_label("Hvorfor hoppes punktet over?").fill("Politiet er alt på stedet")
    window.locator("button.primary").click()
    expect(plan.locator("li").first).to_contain_text("Politiet er alt på stedet")
    assert axe_finds(silje) == []
    silje.keyboard.press("a")
    window.get_by_text("Falsk alarm").click()
    window.locator("button.primary").click()
    expect(silje.get_by_text("avsluttet saken").first).to_be_visible()


def test_a_call_that_was_logged_wrong_is_put_right_and_both_stay(
    centre: Centre, desk: dict[str, Any], customer: str, silje: Page
) -> None:
    case_id = a_case(centre, desk, customer, silje)
    silje.keyboard.press("t")
    expect(silje.get_by_role("button", name="Parker")).to_be_visible()
    centre.posted(f"cases/{case_id}/calls", {"number": "+4749000201", "outcome": "reached"}, desk)
    silje.get_by_role("button", name="Rett samtalen").click()
    window = silje.get_by_role("dialog")
    window.get_by_text("Telefonsvarer").click()
    window.locator("button.primary").click()
    expect(silje.get_by_text("rettet samtalen: Telefonsvarer")).to_be_visible()
    expect(silje.get_by_text("ringte: Svarte")).to_be_visible()


def test_whoever_leaves_hands_over_what_he_owns_and_the_next_one_signs(
    centre: Centre, browser: Browser, desk: dict[str, Any], customer: str, silje: Page
) -> None:
    page = operator_page(browser, centre, "Tor Hagen")
    a_case(centre, desk, customer, page)
    page.keyboard.press("t")
    expect(page.get_by_role("button", name="Overlat")).to_be_visible()
    page.get_by_role("button", name="Tor Hagen").click()
    page.get_by_role("button", name="Logg ut").click()
    window = page.get_by_role("dialog")
    expect(window.get_by_text("Du eier 1 sak")).to_be_visible()
    assert axe_finds(page) == []
    office = page.context.new_page()
    office.goto(f"{centre.url}/admin")
    office.get_by_role("button", name="Tor Hagen").click()
    office.get_by_role("button", name="Logg ut").click()
    expect(office.get_by_text("Du eier åpne saker (1)")).to_be_visible()
    assert axe_finds(office) == []
    office.close()
    window.get_by_role("button", name=f"Overlat alt til {SILJE}").click()
    expect(window.get_by_text(f"venter på {SILJE}")).to_be_visible()
    silje.locator(".case-row", has_text="Tor Hagen ber deg overta").click()
    silje.get_by_role("region", name="Hvem har saken").get_by_role("button", name="Overta", exact=False).click()
    expect(silje.get_by_text("Du har saken")).to_be_visible()
    window.get_by_label("Hva må den neste vite?").fill("Heisen på hotellet henger.")
    assert axe_finds(page) == []
    window.get_by_role("button", name="Avslutt vakten").click()
    expect(page.locator(".console")).to_have_count(0)

    expect(silje.get_by_text("Vaktskifte fra Tor Hagen")).to_be_visible()
    silje.get_by_role("button", name="Les og signer").click()
    note = silje.get_by_role("dialog")
    expect(note.get_by_text("Heisen på hotellet henger.")).to_be_visible()
    assert axe_finds(silje) == []
    note.get_by_role("button", name="Jeg har lest det").click()
    expect(silje.get_by_text("Vaktskifte fra Tor Hagen")).to_have_count(0)


def test_what_no_word_was_said_of_is_seen_all_the_same(
    browser: Browser, centre: Centre, desk: dict[str, Any], customer: str
) -> None:
    """The socket lives and says nothing: versions are compared, and what differs is asked about."""
    page = operator_page(browser, centre, HENRIK)
    page.route_web_socket("**/ws*", lambda socket: socket.connect_to_server().on_message(lambda _: None))
    page.reload()
    expect(page.locator(".top-state")).to_contain_text("Direkte")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("/api/v1/")[2]))
    body = {"kind": "assistance", "customer_id": customer, "text": "Portene står åpne"}
    case = str(centre.posted("cases", body, desk)["case"]["id"])
    row = page.locator(f'.queue [data-id="{case}"]')
    expect(row).to_be_visible()
    centre.posted(f"cases/{case}/take", {}, desk)
    centre.posted(f"cases/{case}/resolve", {"disposition": "assistance_given", "note": "Låst."}, desk)
    expect(row).to_have_count(0)
    assert "board" not in asked, "the whole is not read for it"
    page.context.close()
