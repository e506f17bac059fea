"""A guard's phone in a real browser: its size, its sensors, and ears that hear what the page plays."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Geolocation, Page, expect

from bench.client import Client
from tests.support.centre import Centre
from tests.support.push import Browser as Subscription
from tests.support.wait import until

HERE: Geolocation = {"latitude": 69.67, "longitude": 18.98, "accuracy": 12}

_EARS = """
window.heard = [];
window.shaken = 0;
const Played = window.OscillatorNode;
window.OscillatorNode = class extends Played {
  constructor(context, options) { super(context, options); window.heard.push(Math.round(options.frequency)); }
};
navigator.vibrate = () => { window.shaken += 1; return true; };
"""

_BATTERY = "navigator.getBattery = async () => ({ level: window.charge ?? %s });"

_LOOK = """
if (!localStorage.getItem("varde-theme-field")) localStorage.setItem("varde-theme-field", %s);
"""

_PUSH = """
(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0)).buffer;
  const { endpoint, p256dh, auth } = %s;
  const KEY = "subscribed-with";
  const subscription = () => {
    const bound = localStorage.getItem(KEY);
    if (!bound) return null;
    return {
      endpoint,
      options: { applicationServerKey: bytes(bound) },
      getKey: (name) => bytes(name === "auth" ? auth : p256dh),
      unsubscribe: async () => { localStorage.removeItem(KEY); return true; },
    };
  };
  PushManager.prototype.getSubscription = async () => subscription();
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    const raw = String.fromCharCode(...new Uint8Array(applicationServerKey.buffer ?? applicationServerKey));
    localStorage.setItem(KEY, btoa(raw).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""));
    return subscription();
  };
})();
"""


def a_phone(
    browser: Browser,
    *,
    width: int = 390,
    height: int = 844,
    charge: float = 0.64,
    theme: str = "auto",
    here: Geolocation = HERE,
    subscription: Subscription | None = None,
) -> BrowserContext:
    """A phone with a browser. ``subscription`` is what its browser's push service gives it; the network is real."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="nb-NO",
        has_touch=True,
        geolocation=here,
        permissions=["geolocation", "notifications"] if subscription else ["geolocation"],
    )
    context.add_init_script(_EARS + _BATTERY % charge + _LOOK % json.dumps(theme))
    if subscription:
        context.add_init_script(_PUSH % json.dumps(subscription.subscription))
    return context


def enter(context: BrowserContext, centre: Centre, number: str) -> Page:
    """The page, with somebody let in by the code in an SMS; what comes then depends on who it is."""
    page = context.new_page()
    page.goto(centre.url)
    seen = max((int(one["id"]) for one in centre.received(number)), default=0)
    page.get_by_label("Mobilnummeret ditt").fill(number)
    page.get_by_role("button", name="Send kode").click()
    code = re.search(r"\b\d{6}\b", centre.wait_for_sms(number, r"\b\d{6}\b", seen))
    assert code
    # Sent by itself when six digits are there.
    page.get_by_label("Kode fra SMS").fill(code[0])
    return page


def sign_in(context: BrowserContext, centre: Centre, number: str) -> Page:
    """The page of a guard who is not on duty."""
    page = enter(context, centre, number)
    expect(page.get_by_text("Hvor skal du på vakt?")).to_be_visible()
    return page


def go_on_duty(page: Page, assignment: str) -> None:
    """On duty at an assignment, with its instruction read."""
    page.get_by_role("button", name=assignment).first.click()
    page.get_by_label("Jeg har lest instruksen").check()
    page.get_by_role("button", name="PÅ VAKT").click()
    expect(page.get_by_text("ALENE", exact=True)).to_be_visible()


def wait_for_shell(page: Page) -> None:
    """Until the service worker has kept the page: from then on it opens without network."""
    page.wait_for_function(
        """async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            const kept = await caches.keys();
            return registration?.active?.state === "activated" && kept.length > 0;
        }""",
        timeout=30_000,
    )


def hold_sos(page: Page) -> None:
    """A finger on SOS for as long as it takes."""
    button = page.locator("button.hold")
    box = button.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_function("() => document.querySelector('.hold')?.classList.contains('holding')")
    page.wait_for_function("() => !document.querySelector('.hold.holding')", timeout=15_000)
    page.mouse.up()


def heard(page: Page) -> list[int]:
    """The tones that the page has played, in hertz."""
    found: list[int] = page.evaluate("window.heard")
    return found


class Worker:
    """The page's service worker, reached as the browser's push service reaches it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._line = page.context.new_cdp_session(page)
        self._registrations: list[dict[str, Any]] = []
        self._line.on(
            "ServiceWorker.workerRegistrationUpdated", lambda event: self._registrations.extend(event["registrations"])
        )
        self._line.send("ServiceWorker.enable")

    def deliver(self, word: bytes) -> None:
        """What a push service hands to the browser, opened."""
        where = until(self._registered)[-1]
        origin = where["scopeURL"].rstrip("/")
        message = {"origin": origin, "registrationId": where["registrationId"], "data": word.decode()}
        self._line.send("ServiceWorker.deliverPushMessage", message)

    def _registered(self) -> list[dict[str, Any]]:
        # What the browser has told comes in with the answer to the next question.
        self._page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return self._registrations

    def shown(self) -> list[dict[str, str]]:
        """The notifications that stand on the screen."""
        found: list[dict[str, str]] = self._page.evaluate(
            """async () => (await (await navigator.serviceWorker.ready).getNotifications())
                .map(({ title, body, tag }) => ({ title, body, tag }))"""
        )
        return found


# -- at the centre, without a page -----------------------------------------------------------------------------------


@contextmanager
def client_of(centre: Centre, person: str) -> Iterator[Client]:
    """Somebody at the centre, without a page."""
    client = Client(centre.url, centre.sign_in_by_passkey(person)["access_token"])
    try:
        yield client
    finally:
        client.close()


def board_row(operator: Client, name: str) -> dict[str, Any]:
    """How the centre sees a guard."""
    rows = [one for one in operator.get("board")["watches"] if one["guard"]["name"] == name]
    return rows[0] if rows else {}
