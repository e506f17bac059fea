"""How soon somebody takes what comes in: a row for each first taking, and the percentiles that EN 50518 asks for. Pure.

A case is counted from when it opened, or from when something graver joined it; one that still waits is counted as long
as it has waited by now, so that a bad hour shows while it lasts.
"""

import math
from collections.abc import Iterable
from typing import ClassVar

import msgspec

from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS, HOUR_MS, SECOND_MS
from chalicelib.records.rows import State

KEPT_MS = 8 * DAY_MS
FIRST_SHARE, SECOND_SHARE = 0.80, 0.985
"""So many of all are to be taken within the first and the second limit (EN 50518)."""
_OF_A_WORKER = frozenset({"sos", "duress", "silence", "phone_dying", "wrong_pins"})
_OF_A_PANEL = frozenset({"panel_silent", "lift_untested", "test_unrestored"})


class Limits(msgspec.Struct, frozen=True):
    """Within what the first and the second share are to be taken, in milliseconds."""

    first_ms: int
    second_ms: int


GRAVE = Limits(30 * SECOND_MS, 60 * SECOND_MS)
"""Fire, hold-up and the like: what is of the first priority."""
OTHER = Limits(90 * SECOND_MS, 180 * SECOND_MS)


class Response(State, frozen=True, kw_only=True):
    """That a case was taken for the first time, and how long that took. Nothing in it is anybody's own."""

    KIND: ClassVar[str] = "response"

    case_id: str
    case_kind: str
    priority: int
    round: int
    delay_ms: int
    taken_at_ms: int

    @property
    def key(self) -> Key:
        """With all others of its hour."""
        return Key(responses_pk(self.taken_at_ms), f"{self.case_id}/{self.round:03d}")

    @property
    def expires_at_ms(self) -> int:
        """A week, and a day more."""
        return self.taken_at_ms + KEPT_MS


class Taken(msgspec.Struct, frozen=True):
    """One case as it is counted: taken, or still waiting."""

    kind: str
    priority: int
    delay_ms: int
    waits: bool = False


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """How soon those of one class were taken. ``None`` where there are none."""

    count: int
    waiting: int
    median_ms: int | None
    first_ms: int | None
    second_ms: int | None
    """Within what 80 % and 98.5 % of them were taken."""
    limits: Limits

    @property
    def late(self) -> bool:
        """Whether either share took longer than it may."""
        first, second = self.first_ms or 0, self.second_ms or 0
        return first > self.limits.first_ms or second > self.limits.second_ms


def responses_pk(at_ms: int) -> str:
    """Where the responses of that hour stand."""
    return f"responses/{at_ms // HOUR_MS}"


def is_counted(kind: str) -> bool:
    """Whether a case of that kind is one that somebody out there waits for: not what an operator opened himself."""
    return kind.startswith("alarm_") or kind in _OF_A_WORKER or kind in _OF_A_PANEL


def is_grave(priority: int) -> bool:
    """Whether the shorter limits hold."""
    return priority == 1


def figures(taken: Iterable[Taken], *, grave: bool) -> Figures:
    """The percentiles of those, by nearest rank."""
    all_of = list(taken)
    delays = sorted(one.delay_ms for one in all_of)
    return Figures(
        count=len(delays),
        waiting=sum(one.waits for one in all_of),
        median_ms=_at(delays, 0.5),
        first_ms=_at(delays, FIRST_SHARE),
        second_ms=_at(delays, SECOND_SHARE),
        limits=GRAVE if grave else OTHER,
    )


def _at(delays: list[int], share: float) -> int | None:
    return delays[math.ceil(share * len(delays)) - 1] if delays else None
