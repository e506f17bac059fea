"""From the frame on the wire to the frame on the screen: how soon an operator's open page shows a new alarm.

::

    the panel sends   kept   judged   told to the page                 painted
    |------------------------- measured --------------------------------->|
"""

import random
import secrets
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from bench.results import Result
from tests.support.centre import Centre, authorised
from tests.support.desk import chromium, operator_page
from tests.support.receiving import a_call, answer_of, frame
from tests.support.wait import until

GOAL_MS = 500
LOOKS, ACTS, KEEPS = "Silje Strand", "Henrik Vik", "Eva Holm"
IN_SIGHT = 8
"""So many cases are drawn, whatever the screen."""

# Resolved by the page itself in the frame after which the site's name is on the screen.
_WATCH = """name => {
  window.painted = new Promise((done, failed) => {
    setTimeout(() => failed(new Error(`${name} never came`)), 60000);
    const queue = document.querySelector(".queue");
    const observer = new MutationObserver(() => {
      if (!queue.textContent.includes(name)) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.timeOrigin + performance.now());
        port2.postMessage(null);
      });
    });
    observer.observe(queue, { childList: true, subtree: true, characterData: true });
  });
}"""


def measure(folder: Path, events: int) -> Iterator[Result]:
    """As many burglaries, each at a site of its own; a page that is open all the while."""
    folder.mkdir(parents=True, exist_ok=True)
    with Centre.start(folder, receives=True) as centre, chromium() as browser:
        tag = f"{random.randrange(16**4):04X}"
        _register(centre, tag, events)
        late = sorted(_late_ms(centre, browser, tag, events))
    yield Result("from a panel's frame to the painted case: median", statistics.median(late), "ms")
    p95 = late[min(len(late) - 1, round(0.95 * len(late)))]
    yield Result("from a panel's frame to the painted case: p95", p95, "ms", GOAL_MS)


def _register(centre: Centre, tag: str, events: int) -> None:
    admin = centre.sign_in_by_passkey(KEEPS)
    customer = centre.posted("customers", {"name": f"Maling {tag}"}, admin)
    place = {"address": "Gata 1", "postal_code": "0150", "town": "Oslo", "municipality": "Oslo"}
    for number in range(events):
        owner = {"customer_id": customer["id"]}
        site = centre.posted("sites", {**place, **owner, "name": _name(tag, number)}, admin)
        panel = {**owner, "site_id": site["id"], "name": _name(tag, number), "account": _account(tag, number)}
        centre.posted("panels", panel, admin)


def _late_ms(centre: Centre, browser: Browser, tag: str, events: int) -> Iterator[float]:
    acts = centre.sign_in_by_passkey(ACTS)
    page = operator_page(browser, centre, LOOKS)
    page.locator(".queue").wait_for()
    for number in range(events):
        if number % IN_SIGHT == 0:
            _resolve_all(centre, acts)
        time.sleep(random.uniform(0.05, 0.4))  # at no particular moment of the page's own rounds
        yield _one_ms(centre, page, _name(tag, number), _account(tag, number))
    page.context.close()


def _resolve_all(centre: Centre, acts: dict[str, Any]) -> None:
    """An empty queue: the list draws what is in sight alone, and the newest is the last."""
    for case in centre.got("board", acts)["cases"]:
        centre.posted(f"cases/{case['id']}/take", {}, acts)
        until(lambda case=case: _resolved(centre, case["id"], acts), 20)  # type: ignore[misc]


def _resolved(centre: Centre, case_id: str, acts: dict[str, Any]) -> bool:
    """What came a moment ago must have been seen first."""
    headers = {"Idempotency-Key": secrets.token_hex(16), **authorised(acts)}
    body = {"disposition": "false_alarm", "note": ""}
    return centre.client.post(f"/api/v1/cases/{case_id}/resolve", json=body, headers=headers).is_success


def _one_ms(centre: Centre, page: Page, name: str, account: str) -> float:
    page.evaluate(_WATCH, name)
    with a_call(centre.panel_port) as call:
        raw = frame("ADM-CID", account, "1130 01 001")
        sent_ms = time.time() * 1_000
        call.sendall(raw)
        assert answer_of(call)
    painted_ms: float = page.evaluate("window.painted")
    return painted_ms - sent_ms


def _name(tag: str, number: int) -> str:
    return f"Målested {tag}-{number:03d}."


def _account(tag: str, number: int) -> str:
    return f"{tag}{number:04X}"
