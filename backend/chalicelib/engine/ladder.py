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


class _Voice(msgspec.Struct, frozen=True):
    """When a rung speaks first, how often again, and how often at most."""

    first_ms: int
    repeat_ms: int | None = None
    most: int | None = None

    def last(self, until_ms: int) -> int | None:
        """The number of its latest word up to then, from 0; None before its first."""
        if until_ms < self.first_ms:
            return None
        if self.repeat_ms is None:
            return 0
        spoken = (until_ms - self.first_ms) // self.repeat_ms
        return spoken if self.most is None else min(spoken, self.most)

    def at(self, number: int) -> int:
        """When it says that word."""
        return self.first_ms + number * (self.repeat_ms or 0)

    def after(self, walked_ms: int) -> int | None:
        """When it speaks next; None when it has said all."""
        known = self.last(walked_ms)
        number = 0 if known is None else known + 1
        silent = number > 0 and (self.repeat_ms is None or (self.most is not None and number > self.most))
        return None if silent else self.at(number)


def _voices(ladder: tuple[Rung, ...], broadcast_s: int, started_ms: int) -> tuple[_Voice, ...]:
    """Each rung's, and that of the broadcast after them, which never falls silent."""
    last_s = max((rung.after_s for rung in ladder), default=0)
    broadcast = _Voice(started_ms + (last_s + broadcast_s) * SECOND_MS, broadcast_s * SECOND_MS)
    return (*(_voice(rung, started_ms) for rung in ladder), broadcast)


def _voice(rung: Rung, started_ms: int) -> _Voice:
    first_ms = started_ms + rung.after_s * SECOND_MS
    if rung.repeat_s is None:
        return _Voice(first_ms)
    most = None if rung.until_s is None else max(0, rung.until_s - rung.after_s) // rung.repeat_s
    return _Voice(first_ms, rung.repeat_s * SECOND_MS, most)


def steps_between(
    ladder: tuple[Rung, ...], broadcast_s: int, started_ms: int, walked_ms: int, until_ms: int
) -> Iterator[Step]:
    """The steps later than ``walked_ms``, up to ``until_ms``; of a rung's missed repeats only the latest."""
    for number, voice in enumerate(_voices(ladder, broadcast_s, started_ms)):
        repeat = voice.last(until_ms)
        if repeat is not None and voice.at(repeat) > walked_ms:
            yield Step(voice.at(repeat), number, repeat)


def next_step_ms(ladder: tuple[Rung, ...], broadcast_s: int, started_ms: int, walked_ms: int) -> int:
    """The moment of the first step later than ``walked_ms``. There always is one: the broadcast never ends."""
    moments = (voice.after(walked_ms) for voice in _voices(ladder, broadcast_s, started_ms))
    return min(moment for moment in moments if moment is not None)
