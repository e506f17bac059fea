"""When an instruction holds: hours of the week on a Norwegian wall clock, where a holiday is a day of its own.

Each instant is one minute of one kind of day, so that two instructions overlap exactly if they share such a minute:

      mon  00:00 ................................ 24:00
      ...
      sun  00:00 ................................ 24:00
  holiday  00:00 ................................ 24:00      from noon on a half-day, too
"""

from collections.abc import Iterable
from typing import Literal, get_args

import msgspec

from chalicelib.platform.time import local
from chalicelib.register.holidays import is_half_day, is_holiday

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday"]
DAYS: tuple[Day, ...] = get_args(Day)
DAY_MIN = 24 * 60
HALF_DAY_FROM = 12
"""From this hour a half-day counts as a holiday."""


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """From one minute of the day to another, on some kinds of day. What goes on past midnight is two of them."""

    days: tuple[Day, ...]
    start_min: int = 0
    end_min: int = DAY_MIN


Minutes = dict[Day, int]
"""For each kind of day the minutes that are meant, as the bits of a number."""


def moment_of(at_ms: int) -> tuple[Day, int]:
    """Which kind of day an instant falls on, and in which of its minutes."""
    there = local(at_ms)
    day = there.date()
    if is_holiday(day) or (is_half_day(day) and there.hour >= HALF_DAY_FROM):
        return "holiday", there.hour * 60 + there.minute
    return DAYS[there.weekday()], there.hour * 60 + there.minute


def minutes_of(periods: Iterable[Period]) -> Minutes:
    """All the minutes of some periods; of none, every minute there is."""
    found: Minutes = {}
    several = tuple(periods)
    for period in several or (Period(days=DAYS),):
        bits = (1 << max(period.end_min, 0)) - (1 << max(period.start_min, 0)) if within(period) else 0
        for day in period.days:
            found[day] = found.get(day, 0) | bits
    return found


def within(period: Period) -> bool:
    """Whether its hours are hours of one day."""
    return 0 <= period.start_min < period.end_min <= DAY_MIN


def shared(one: Minutes, other: Minutes) -> tuple[Day, int] | None:
    """The first minute that both have, if any."""
    for day in DAYS:
        both = one.get(day, 0) & other.get(day, 0)
        if both:
            return day, (both & -both).bit_length() - 1
    return None


def united(several: Iterable[Minutes]) -> Minutes:
    """The minutes that any of them has."""
    found: Minutes = {}
    for one in several:
        for day, bits in one.items():
            found[day] = found.get(day, 0) | bits
    return found


def is_whole_week(minutes: Minutes) -> bool:
    """Whether no minute is left out."""
    return all(minutes.get(day, 0) == (1 << DAY_MIN) - 1 for day in DAYS)


def holds(periods: tuple[Period, ...], at_ms: int) -> bool:
    """Whether an instant lies within them; within none of them lies every instant."""
    day, minute = moment_of(at_ms)
    return not periods or any(day in one.days and one.start_min <= minute < one.end_min for one in periods)


def hours(minute: int) -> str:
    """``07:05``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
