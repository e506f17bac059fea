"""Calls that fall due in the same minutes, spread so that one person can make them: pure arithmetic.

An agreed interval is the longest that somebody may go unheard: a call may come earlier than agreed, and never later.

due          |||           |        so much apart, the last stays, those before it move ahead:
spread   |  |  |           |
"""

from collections.abc import Iterable, Sequence

import msgspec

from chalicelib.platform.time import MINUTE_MS

CALL_MS = 2 * MINUTE_MS
"""So long does a call take, with what is written down after it."""


class DueCall(msgspec.Struct, frozen=True):
    """A call that is to come: when at the latest, and when at the earliest it still makes sense."""

    id: str
    due_ms: int
    earliest_ms: int


class Move(msgspec.Struct, frozen=True):
    """A call that comes earlier than it was to."""

    id: str
    from_ms: int
    to_ms: int


def spread(calls: Iterable[DueCall], apart_ms: int = CALL_MS) -> tuple[Move, ...]:
    """What has to move so that calls are ``apart_ms`` apart, as far as each one's earliest allows.

    Walked from the last to the first: each stays where it is unless the one after it is too near.
    """
    moves: list[Move] = []
    next_ms: int | None = None
    for call in reversed(_in_turn(calls)):
        wanted = call.due_ms if next_ms is None else min(call.due_ms, next_ms - apart_ms)
        at_ms = min(call.due_ms, max(wanted, call.earliest_ms))
        next_ms = at_ms if next_ms is None else min(next_ms, at_ms)
        if at_ms < call.due_ms:
            moves.append(Move(call.id, call.due_ms, at_ms))
    return tuple(reversed(moves))


def bunched(calls: Iterable[DueCall], apart_ms: int = CALL_MS) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more, each nearer to the one before it than a call takes."""
    groups: list[list[DueCall]] = []
    for call in _in_turn(calls):
        if groups and call.due_ms - groups[-1][-1].due_ms < apart_ms:
            groups[-1].append(call)
        else:
            groups.append([call])
    return tuple(tuple(one.id for one in group) for group in groups if len(group) > 1)


def _in_turn(calls: Iterable[DueCall]) -> Sequence[DueCall]:
    return sorted(calls, key=lambda call: (call.due_ms, call.id))
