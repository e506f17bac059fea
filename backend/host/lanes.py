"""Threads for the handlers, in lanes: an SOS never waits behind a report, however busy the rest is."""

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, TypeVar

T = TypeVar("T")

Name = Literal["life", "check_in", "rest", "socket"]

WORKERS: dict[Name, int] = {"life": 4, "check_in": 8, "rest": 16, "socket": 4}
MOST_WAITING: dict[Name, int | None] = {"life": None, "check_in": None, "rest": 256, "socket": 256}
"""What may wait for a free worker. None: nothing in this lane is ever turned away."""

_CHECK_IN = re.compile(r"/api/v1/duties/[^/]+/check-ins/?")


class Busy(Exception):
    """All workers of a lane are busy and enough is waiting already."""


def lane_of(method: str, path: str) -> Name:
    """Which lane a request goes in. A text from outside may be an SOS, so it goes where an SOS goes."""
    if method == "POST":
        if path.startswith("/api/v1/sos") or path.rstrip("/") == "/api/v1/sms/inbound":
            return "life"
        if _CHECK_IN.fullmatch(path):
            return "check_in"
    return "rest"


class Lanes:
    """One small pool of threads per lane."""

    def __init__(self) -> None:
        self._pools = {name: ThreadPoolExecutor(count, f"varde-{name}") for name, count in WORKERS.items()}
        self._taken = dict.fromkeys(WORKERS, 0)

    async def run(self, lane: Name, work: Callable[[], T]) -> T:
        """Do blocking work in a lane's thread. Raises Busy. Call it from the event loop's thread only."""
        most = MOST_WAITING[lane]
        if most is not None and self._taken[lane] >= WORKERS[lane] + most:
            raise Busy(lane)
        self._taken[lane] += 1
        future = asyncio.get_running_loop().run_in_executor(self._pools[lane], work)
        # Counted down when the work ends, not when somebody stops waiting for it: a thread cannot be called back.
        future.add_done_callback(lambda ended: self._release(lane, ended))
        return await asyncio.shield(future)

    def _release(self, lane: Name, ended: "asyncio.Future[T]") -> None:
        self._taken[lane] -= 1
        if not ended.cancelled():
            # Looked at, so that the failure of work that nobody waits for any more is not told a second time.
            ended.exception()

    def close(self) -> None:
        """Take no more work; what runs may end by itself."""
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)
