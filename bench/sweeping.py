"""The real clock on the real database, in a thread as the host runs it, and a note of what it fired and when."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from chalicelib.channels.receipts import InboundSms, Receipt
from chalicelib.channels.sms import Accepted, OutgoingSms
from chalicelib.engine.cases import Case
from chalicelib.engine.clock import Clock
from chalicelib.engine.messages import FanOut, Message
from chalicelib.engine.settle import Sender, Settle, judge_case, judge_fan_out, judged
from chalicelib.guards.deadlines import judge_duty
from chalicelib.guards.states import Duty
from chalicelib.platform.config import config
from chalicelib.platform.ids import new_id
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row

HOLDER = "bench"
PATIENCE_S = 120.0
_PATIENCE_EACH_S = 0.3


class Stuck(Exception):
    """Not everything was fired in a long time."""


class _Accepts:
    """A supplier that takes every SMS at once: what is measured is us."""

    def send(self, sms: OutgoingSms) -> Accepted:
        return Accepted(new_id())

    def receipts(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[Receipt]:
        return []

    def inbound(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[InboundSms]:
        return []


def settles() -> dict[str, Settle]:
    """What the deadlines of a lone guard lead to."""
    return {
        Case.KIND: judged(judge_case),
        Duty.KIND: judged(judge_duty),
        FanOut.KIND: judged(judge_fan_out),
        Message.KIND: Sender(config(), _Accepts()).settle,
    }


class Fired:
    """How late each deadline of a guard was acted on, in seconds."""

    def __init__(self, expected: int) -> None:
        self.late_s: list[float] = []
        self.last_s = 0.0
        self._expected = expected
        self._complete = threading.Event()

    def __call__(self, row: Row[Any], now_ms: int) -> None:
        if row.state.KIND != Duty.KIND:
            return
        self.late_s.append((now_ms - row.state.due_at_ms) / 1000)
        self.last_s = time.monotonic()
        if len(self.late_s) >= self._expected:
            self._complete.set()

    @property
    def complete(self) -> bool:
        """Whether all were fired."""
        return self._complete.is_set()

    def wait(self, seconds: float) -> None:
        """Until all were fired. Raises Stuck."""
        if not self._complete.wait(seconds + PATIENCE_S + self._expected * _PATIENCE_EACH_S):
            raise Stuck(f"{len(self.late_s)} of {self._expected} deadlines were fired")


@contextmanager
def sweeping(engine: Engine, fired: Fired) -> Iterator[None]:
    """The clock runs while the context lasts, and has finished what it began when that ends."""
    clock = Clock(engine, settles(), holder=HOLDER, on_fired=fired)
    thread = threading.Thread(target=clock.run)
    thread.start()
    try:
        yield
    finally:
        clock.stop()
        thread.join()


def asking(engine: Engine, fired: Fired, every_s: float, until: Callable[[], bool]) -> None:
    """The published manner of others: ask what is due, act on it one after the other, wait two seconds, ask again."""
    clock = Clock(engine, settles(), holder=HOLDER, on_fired=fired)
    while not until():
        clock.once()
        time.sleep(every_s)
