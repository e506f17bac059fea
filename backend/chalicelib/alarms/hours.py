"""When a partition may be open: its hours by the wall, on Norwegian days. Pure."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from chalicelib.platform.time import NORWAY, SECOND_MS
from chalicelib.register.holidays import is_holiday
from chalicelib.register.panel import HOLIDAY, Hours, Partition

EARLY_MS = 30 * 60 * SECOND_MS
"""So long before its hours may somebody come in."""


def is_within(partition: Partition, at_ms: int, grace_s: int) -> bool:
    """Whether it may be opened then: in its hours, a little before, or within their grace."""
    return any(
        opens - EARLY_MS <= at_ms <= closes + grace_s * SECOND_MS for opens, closes in _spans(partition.hours, at_ms)
    )


def next_close_ms(partition: Partition, at_ms: int, grace_s: int) -> int | None:
    """The first moment after ``at_ms`` by which it has to be armed; None without hours."""
    due = (closes + grace_s * SECOND_MS for _, closes in _spans(partition.hours, at_ms))
    return min((one for one in due if one > at_ms), default=None)


def _spans(hours: tuple[Hours, ...], at_ms: int) -> Iterator[tuple[int, int]]:
    """The hours from the day before to a week after, public holidays with their own."""
    today = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(NORWAY).date()
    for offset in range(-2, 9):
        day = today + timedelta(days=offset)
        kind = HOLIDAY if is_holiday(day) else day.weekday()
        for one in hours:
            if kind in one.days:
                opens, closes = _at(day, one.opens), _at(day, one.closes)
                yield opens, closes if closes > opens else _at(day + timedelta(days=1), one.closes)


def _at(day: date, time: str) -> int:
    hour, _, minute = time.partition(":")
    whole = datetime(day.year, day.month, day.day, tzinfo=NORWAY)
    wall = whole + timedelta(hours=int(hour), minutes=int(minute))  # by the wall: NORWAY resolves it afterwards
    return int(wall.timestamp() * 1000)
