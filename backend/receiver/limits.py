"""How much one address and one account may ask of us: over TCP it waits its turn, over UDP it is not answered.

Either way nothing that was acknowledged is lost, and what was not is sent again.
"""

from collections import Counter
from typing import Literal

import msgspec

MOST_REMEMBERED = 20_000
"""Addresses and accounts whose pace is remembered; the one that was seen first is forgotten first, and starts anew."""


class Allowance(msgspec.Struct, frozen=True, kw_only=True):
    """What is allowed. A supplier may bring thousands of panels from one address, over one connection or many."""

    connections: int = 20_000
    connections_per_address: int = 2_000
    panel_per_s: float = 20.0
    panel_at_once: int = 200
    """What one account may have stored. A panel that runs away is heard all the same, but no faster than this."""
    stranger_per_s: float = 2.0
    stranger_at_once: int = 40
    """What one address may have stored that is nobody's."""


class Pace:
    """A bucket for each name: it holds ``at_once``, and ``per_s`` flow into it."""

    def __init__(self, per_s: float, at_once: int) -> None:
        self._per_s = per_s
        self._at_once = float(at_once)
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait_s(self, name: str, now_s: float) -> float:
        """How long until that one's next; 0: now, and it is taken from the bucket."""
        held, since_s = self._buckets.get(name, (self._at_once, now_s))
        held = min(self._at_once, held + (now_s - since_s) * self._per_s)
        if held < 1:
            return (1 - held) / self._per_s
        if len(self._buckets) >= MOST_REMEMBERED and name not in self._buckets:
            del self._buckets[next(iter(self._buckets))]
        self._buckets[name] = held - 1, now_s
        return 0.0


class Limits:
    """What is open and how fast it goes. For the event loop's thread alone."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._open: Counter[str] = Counter()
        self._total = 0
        self._paces = {
            "panel": Pace(allowance.panel_per_s, allowance.panel_at_once),
            "stranger": Pace(allowance.stranger_per_s, allowance.stranger_at_once),
        }

    @property
    def open(self) -> int:
        """How many connections are open."""
        return self._total

    def opened(self, address: str) -> bool:
        """One more connection from there; False if it is one too many, and not counted."""
        allowed = self._allowance
        if self._total >= allowed.connections or self._open[address] >= allowed.connections_per_address:
            return False
        self._open[address] += 1
        self._total += 1
        return True

    def closed(self, address: str) -> None:
        """One that was counted is gone."""
        self._total -= 1
        self._open[address] -= 1
        if not self._open[address]:
            del self._open[address]

    def wait_s(self, sort: Literal["panel", "stranger"], name: str, now_s: float) -> float:
        """How long until that account, or that address, may have something stored; 0: now."""
        return self._paces[sort].wait_s(name, now_s)
