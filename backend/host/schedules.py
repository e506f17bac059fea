"""Calls the scheduled functions as EventBridge does: on time, each in its own thread, whatever became of the last call.

A call that outlives its tick overlaps with the next one, as it does in AWS.
"""

import logging
import re
import threading
import time
from collections.abc import Callable

from chalicelib.platform.time import now_ms
from host.functions import Functions, schedule_event

_UNITS_S = {"minute": 60.0, "hour": 3600.0, "day": 86400.0}
_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
MOST_AT_ONCE = 8
"""So many calls of one function may overlap. More would mean that none of them ends."""

log = logging.getLogger("host.schedules")


class NotUnderstood(Exception):
    """A schedule that the host cannot keep; the message names it."""


def interval_s(expression: str) -> float:
    """The seconds between two ticks of ``rate(1 minute)`` and the like."""
    found = _RATE.fullmatch(expression)
    if found is None or int(found[1]) == 0:
        raise NotUnderstood(f"The host keeps schedules such as rate(5 minutes), not {expression}.")
    return int(found[1]) * _UNITS_S[found[2]]


class Schedule:
    """One function and its ticks. The first comes at once: after a restart nothing waits for a minute to pass."""

    def __init__(self, name: str, every_s: float, call: Callable[[str], None]) -> None:
        self.name = name
        self.succeeded_ms: int | None = None
        self.failures = 0
        self._every_s = every_s
        self._call = call
        self._running: set[threading.Thread] = set()
        self._lock = threading.Lock()

    def keep(self, stopping: threading.Event) -> None:
        """Tick until stopped."""
        next_tick = time.monotonic()
        while not stopping.wait(max(0.0, next_tick - time.monotonic())):
            self._tick()
            # A machine that slept for an hour has one tick to make up for, not sixty.
            next_tick = max(next_tick + self._every_s, time.monotonic())

    def wait(self, until: float) -> None:
        """Give the calls that still run until that moment to end."""
        with self._lock:
            running = list(self._running)
        for thread in running:
            thread.join(max(0.0, until - time.monotonic()))

    def _tick(self) -> None:
        thread = threading.Thread(target=self._run, name=f"varde-{self.name}", daemon=True)
        with self._lock:
            if len(self._running) >= MOST_AT_ONCE:
                log.error("%s: %d calls have not ended; this tick is left out", self.name, MOST_AT_ONCE)
                return
            self._running.add(thread)
        thread.start()

    def _run(self) -> None:
        try:
            self._call(self.name)
            self.succeeded_ms = now_ms()
        except Exception:
            self.failures += 1
            log.exception("%s failed; it is called again at its next tick", self.name)
        finally:
            with self._lock:
                self._running.discard(threading.current_thread())


class Schedules:
    """Everything the app wants called by the clock."""

    def __init__(self, functions: Functions) -> None:
        self._functions = functions
        self.all = [
            Schedule(source.name, interval_s(_text(source.schedule_expression)), self._call)
            for source in functions.schedules()
        ]

    def start(self) -> None:
        """Start to tick."""
        for schedule in self.all:
            thread = threading.Thread(target=schedule.keep, args=[self._functions.stopping], daemon=True)
            thread.name = f"varde-clock-{schedule.name}"
            thread.start()

    def wait(self, seconds: float) -> None:
        """After ``functions.stopping`` was set: give what runs this long to end."""
        until = time.monotonic() + seconds
        for schedule in self.all:
            schedule.wait(until)

    def _call(self, name: str) -> None:
        self._functions.call(name, schedule_event(name))


def _text(expression: object) -> str:
    return expression if isinstance(expression, str) else str(expression.to_string())  # type: ignore[attr-defined]
