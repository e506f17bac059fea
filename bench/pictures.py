"""``make pictures``: a centre of its own, a night played on it, and its screens kept in ``docs/pictures``.

Everything is made through the public doors. The layout is the same each time; the hours on it are those of the day.
"""

import argparse
import base64
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from host.dynamodb import ROOT
from tests.support.centre import Centre
from tests.support.desk import Theme, chromium, operator_page
from tests.support.field_phone import enter

PICTURES = ROOT / "docs" / "pictures"
OPERATOR, MANAGER = "Silje Strand", "Eva Holm"
HOUR_MS = 3_600_000
WATCHED = ("+4749000011", "+4749000012", "+4749000013", "+4749000014")
IN_NEED, ON_THE_PHONE, IN_THE_FIELD = "+4749000015", "+4749000016", "+4749000021"
SPOTS = ((69.6779, 18.9750), (69.6812, 18.9901), (60.3929, 5.3242), (59.6660, 10.7702))
QUALITY = 82


def now_ms() -> int:
    """The time, as phones send it."""
    return int(time.time() * 1000)


class Night:
    """What is going on at the centre when the pictures are taken."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.desk = centre.sign_in_by_passkey("Henrik Vik")

    def play(self) -> None:
        """Four guards are watched and a biologist, one cries for help, one text is not understood, a gate is closed."""
        for number, phone in enumerate(WATCHED):
            self.on_duty(phone, number)
        session, _ = self.on_duty(IN_NEED, 0)
        body = {"happened_at_ms": now_ms(), "position": spot(0), "battery_percent": 46}
        self.centre.posted("sos", body, session)
        self.centre.answer_sms(WATCHED[1], "Porten ved lasterampen står åpen. Skal jeg lukke den?")
        self.gate()
        self.mission = self.on_mission()

    def on_mission(self) -> dict[str, Any]:
        """A field worker who is out, and heard from; the companion is on no phone of ours."""
        session = self.centre.sign_in_by_code(IN_THE_FIELD)
        place = {"latitude": 62.3021, "longitude": 11.9034, "name": "Femundsmarka sør"}
        began_ms = now_ms()
        here = {"latitude": 62.3047, "longitude": 11.9120, "accuracy_m": 9, "measured_at_ms": began_ms}
        body = {
            "place": place,
            "what": "Taksering av furuskog",
            "route": "Fra Elgå langs vestsida, samme vei tilbake",
            "vehicle": "Hvit Toyota Hilux ved båtplassen",
            "companions": [{"name": "Ida Moe", "phone": "+4790000077"}],
            "kind_id": self.centre.got("me/mission", session)["kinds"][0]["id"],
            "start_ms": began_ms,
            "planned_end_ms": began_ms + 6 * HOUR_MS,
            "contact": "own",
            "start_now": True,
            "position": here,
        }
        return self.centre.posted("missions", body, session)

    def on_duty(self, phone: str, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
        """A guard on duty, each at another assignment, who has just checked in from there."""
        session = self.centre.sign_in_by_code(phone)
        mine = self.centre.got("me/duty", session)
        assignment = mine["assignments"][number % len(mine["assignments"])]
        body = {
            "assignment_id": assignment["id"],
            "planned_end_ms": now_ms() + 7 * HOUR_MS,
            "instruction_version": assignment["instruction_version"],
            "position": spot(number),
            "battery_percent": 71 - 9 * number,
        }
        return session, self.centre.posted("duties", body, session)

    def gate(self) -> None:
        """A case by hand."""
        manager = self.centre.sign_in_by_passkey(MANAGER)
        customer = self.centre.got("customers", manager)["items"][0]
        text = "Innringer står utenfor den lukkede porten og skal hente en bil."
        self.centre.posted("cases", {"kind": "assistance", "customer_id": customer["id"], "text": text}, self.desk)


def spot(number: int) -> dict[str, Any]:
    """Where somebody is."""
    latitude, longitude = SPOTS[number % len(SPOTS)]
    return {"latitude": latitude, "longitude": longitude, "accuracy_m": 12, "measured_at_ms": now_ms()}


def keep(page: Page, name: str, folder: Path) -> None:
    """The screen as it stands, as a small WebP."""
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    (folder / f"{name}.webp").write_bytes(base64.b64decode(shot["data"]))
    print(f"  {name}.webp", flush=True)


def desk(browser: Browser, centre: Centre, theme: Theme, folder: Path) -> None:
    """The desk with the cry for help open, taken and worked on."""
    page = operator_page(browser, centre, OPERATOR, theme=theme)
    page.locator(".queue [data-id]").first.click()
    expect(page.locator("#case-heading")).to_be_visible()
    expect(page.locator(".watches [data-id]").first).to_be_visible()
    expect(page.get_by_text("Henter", exact=False)).to_have_count(0, timeout=30_000)
    keep(page, f"desk-{theme}", folder)
    page.context.close()


def mission(browser: Browser, centre: Centre, night: Night, theme: Theme, folder: Path) -> None:
    """Somebody who is out: what was told, where, and who is beside."""
    page = operator_page(browser, centre, OPERATOR, theme=theme)
    page.evaluate(f"location.hash = 'mission/{night.mission['id']}'")
    expect(
        page.get_by_role("heading", name="Femundsmarka sør").or_(page.get_by_text("Taksering")).first
    ).to_be_visible()
    expect(page.get_by_text("Henter", exact=False)).to_have_count(0, timeout=30_000)
    keep(page, f"desk-mission-{theme}", folder)
    page.context.close()


def signed_in(browser: Browser, centre: Centre, theme: str, number: str) -> Page:
    """A phone of that number, signed in by the code that came to it."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        locale="nb-NO",
        geolocation={"latitude": 59.9131, "longitude": 10.7523, "accuracy": 12},
        permissions=["geolocation"],
    )
    context.add_init_script(f"localStorage.setItem('varde-theme-field', '{theme}');")
    return enter(context, centre, number)


def phone(browser: Browser, centre: Centre, theme: str, folder: Path) -> None:
    """A lone guard's phone."""
    page = signed_in(browser, centre, theme, ON_THE_PHONE)
    start, at_work = page.get_by_role("button", name="Tilsyn hovedkontoret"), page.get_by_text("ALENE", exact=True)
    expect(start.or_(at_work).first).to_be_visible()
    if start.is_visible():
        start.click()
        page.get_by_label("Jeg har lest instruksen").check()
        page.get_by_role("button", name="PÅ VAKT").click()
    expect(at_work).to_be_visible()
    page.get_by_role("button", name="ALT OK").click()
    expect(page.get_by_text("bekreftet av sentralen").first).to_be_attached()
    keep(page, f"phone-{theme}", folder)
    page.context.close()


def out_there(browser: Browser, centre: Centre, theme: str, folder: Path) -> None:
    """A field worker's phone, out on a mission."""
    page = signed_in(browser, centre, theme, IN_THE_FIELD)
    expect(page.get_by_role("heading", name="UTE")).to_be_visible()
    page.get_by_role("button", name="ALT OK").click()
    expect(page.locator("#ok-said")).to_contain_text("Sendt")
    keep(page, f"phone-mission-{theme}", folder)
    page.context.close()


def main() -> int:
    """Take them all."""
    options = argparse.ArgumentParser(prog="bench.pictures", description=__doc__)
    options.add_argument("--folder", type=Path, default=PICTURES, help="where they are kept")
    folder: Path = options.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, Centre.start(Path(scratch)) as centre, chromium() as browser:
        for look in ("day", "night"):
            phone(browser, centre, look, folder)
        night = Night(centre)
        night.play()
        themes: tuple[Theme, ...] = ("night", "day")
        for theme in themes:
            desk(browser, centre, theme, folder)
            mission(browser, centre, night, theme, folder)
            out_there(browser, centre, theme, folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
