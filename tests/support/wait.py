"""Waiting for what another process does, without sleeping for a guessed time."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def until(look: Callable[[], T], within_s: float = 15.0, every_s: float = 0.02) -> T:
    """The first truthy answer of ``look``. Raises AssertionError with the last one when the time is up."""
    end = time.monotonic() + within_s
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"still {found!r} after {within_s} s")
        time.sleep(every_s)
