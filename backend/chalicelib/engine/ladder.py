"""The ladder as arithmetic: which steps fall between two instants. Rungs add; earlier ones keep ringing.

After the last rung comes the broadcast, which nobody can switch off but by taking the case. It is one more rung here.
"""

from collections.abc import Iterator

import msgspec

from chalicelib.platform.time import SECOND_MS
from chalicelib.register.policy import Rung


class Step(msgspec.Struct, frozen=True):
    """One rung at one moment. ``rung`` is the ladder's length for the broadcast; ``repeat`` counts from 0."""

    at_ms: int
    rung: int
    repeat: int


def moments(ladder: tuple[Rung, ...], broadcast_s: int) -> tuple[tuple[int, int | None], ...]:
    """For each rung, and for the broadcast after them: after how many seconds, and how often again."""
    last_s = max((rung.after_s for rung in ladder), default=0)
    return (*((rung.after_s, rung.repeat_s) for rung in ladder), (last_s + broadcast_s, broadcast_s))


def steps_between(
    ladder: tuple[Rung, ...], broadcast_s: int, started_ms: int, walked_ms: int, until_ms: int
) -> Iterator[Step]:
    """The steps later than ``walked_ms``, up to ``until_ms``; of a rung's missed repeats only the latest."""
    for number, (after_s, repeat_s) in enumerate(moments(ladder, broadcast_s)):
        first_ms = started_ms + after_s * SECOND_MS
        if until_ms < first_ms:
            continue
        repeat = (until_ms - first_ms) // (repeat_s * SECOND_MS) if repeat_s else 0
        at_ms = first_ms + repeat * (repeat_s or 0) * SECOND_MS
        if at_ms > walked_ms:
            yield Step(at_ms, number, repeat)


def next_step_ms(ladder: tuple[Rung, ...], broadcast_s: int, started_ms: int, walked_ms: int) -> int:
    """The moment of the first step later than ``walked_ms``. There always is one: the broadcast never ends."""
    return min(
        _next(started_ms, walked_ms, *rung)
        for rung in moments(ladder, broadcast_s)
        if _later(started_ms, walked_ms, *rung)
    )


def _later(started_ms: int, walked_ms: int, after_s: int, repeat_s: int | None) -> bool:
    return repeat_s is not None or started_ms + after_s * SECOND_MS > walked_ms


def _next(started_ms: int, walked_ms: int, after_s: int, repeat_s: int | None) -> int:
    first_ms = started_ms + after_s * SECOND_MS
    if first_ms > walked_ms:
        return first_ms
    assert repeat_s is not None
    step_ms = repeat_s * SECOND_MS
    return first_ms + ((walked_ms - first_ms) // step_ms + 1) * step_ms
