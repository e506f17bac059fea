"""From the commit of a change to the frame in which an operator's board shows it.

::

    POST ...  commit                                                        the frame
    --------->|  word to the queue, to the socket; the page asks for the row  |  painted
              |<------------------------ measured --------------------------->|
"""

import random
import secrets
import statistics
import time
from collections.abc import Iterator
from typing import Any

import httpx
from playwright.sync_api import Browser, Page

from bench.crowd.stage import ACTS, LOOKS, Crowd
from bench.results import Result
from chalicelib.platform.time import now_ms
from tests.support.centre import authorised
from tests.support.desk import operator_page

GOAL_MS = 100
SEEN = 6
"""So many of each list's first rows are in sight, whatever the screen."""

# Told by the page itself when a row looks otherwise than before, in the frame after which that is on the screen.
_WATCH = """([list, row]) => {
  const look = () => document.querySelector(`${list} [data-id="${row}"]`)?.textContent.replace(/[\\d:]+/g, "") ?? "";
  const place = () => document.querySelector(`${list} [data-id="${row}"]`)?.closest("li").getAttribute("aria-posinset");
  const before = `${place()} ${look()}`;
  window.painted = new Promise((done, failed) => {
    setTimeout(() => failed(new Error(`${list} ${row} never changed`)), 60000);
    const check = () => {
      if (`${place()} ${look()}` === before) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.timeOrigin + performance.now());
        port2.postMessage(null);
      });
    };
    const observer = new MutationObserver(check);
    observer.observe(document.querySelector(list), {
      childList: true, subtree: true, characterData: true, attributes: true,
    });
  });
}"""


def measure(centre: Crowd, browser: Browser, watched: int, cases: int, events: int) -> Iterator[Result]:
    """What the board costs, and how soon it shows what happened."""
    session = centre.sign_in_by_passkey(ACTS)
    yield Result(f"GET board, {cases} cases and {watched} watched", _board_ms(centre, session), "ms")
    page = operator_page(browser, centre, LOOKS)
    page.locator(".watch-row").first.wait_for(timeout=60_000)
    taken: set[str] = set()
    late = sorted(_latency_ms(centre, session, page, number, taken) for number in range(events))
    page.context.close()
    where = f"from commit to paint, {cases} cases and {watched} watched"
    yield Result(f"{where}: median", statistics.median(late), "ms")
    yield Result(f"{where}: p95", late[min(len(late) - 1, round(0.95 * len(late)))], "ms", GOAL_MS)


def _board_ms(centre: Crowd, session: dict[str, Any], times: int = 5) -> float:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        centre.got("board", session)
        took.append(1000 * (time.perf_counter() - start))
    return statistics.median(took)


def _latency_ms(centre: Crowd, session: dict[str, Any], page: Page, number: int, taken: set[str]) -> float:
    """One change to what is seen: somebody checks in who has little time left, or a case high in the queue is taken.

    A case is taken once: taken again by the same operator it is as it was, and a page that lags may still show it free.
    """
    time.sleep(random.uniform(0.05, 0.4))  # at no particular moment of the page's own rounds
    where = (".watches", ".queue")[number % 2]
    shown: list[str] = page.locator(f"{where} [data-id]").evaluate_all("rows => rows.map(row => row.dataset.id)")
    row = random.choice([one for one in shown if one not in taken][:SEEN])
    if where == ".watches":
        body = {"happened_at_ms": now_ms(), "on_behalf": {"identified_by": "known_voice", "note": ""}}
        return _seen(centre, page, where, row, row, "duties/{}/check-ins", session, body)
    taken.add(row)
    return _seen(centre, page, where, row, f"case/{row}", "cases/{}/take", session, {})


def _seen(
    centre: Crowd,
    page: Page,
    where: str,
    shown: str,
    row: str,
    path: str,
    session: dict[str, Any],
    body: dict[str, Any],
) -> float:
    page.evaluate(_WATCH, [where, shown])
    asked_ms = now_ms()
    headers = {"Idempotency-Key": secrets.token_hex(16), **authorised(session)}
    where_to = f"/api/v1/{path.format(row.partition('/')[2])}"
    answer = centre.client.post(where_to, json=body, headers=headers)
    while answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:  # nothing was changed: the same again
        answer = centre.client.post(where_to, json=body, headers=headers)
    assert answer.status_code == httpx.codes.OK, answer.text
    painted_ms: float = page.evaluate("window.painted")
    return painted_ms - centre.committed_ms(row, asked_ms)
