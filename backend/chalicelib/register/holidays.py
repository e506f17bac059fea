"""Norwegian public holidays and half-days, computed: the law has named the same twelve since 1947."""

from datetime import date, timedelta
from functools import lru_cache

_FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
_AFTER_EASTER = (-3, -2, 0, 1, 39, 49, 50)
"""Maundy Thursday, Good Friday, both Easter days, Ascension, both Whitsun days."""
_HALF_FIXED = ((12, 24), (12, 31))
_HALF_AFTER_EASTER = (-4, -1, 48)
"""The Wednesday before Maundy Thursday, and the eves of Easter and Whitsun."""


def is_holiday(day: date) -> bool:
    """Whether the whole day is one."""
    return day in _of(day.year)[0]


def is_half_day(day: date) -> bool:
    """Whether it becomes one at noon. One that is a holiday already is no half-day."""
    whole, half = _of(day.year)
    return day in half and day not in whole


@lru_cache(maxsize=32)
def _of(year: int) -> tuple[frozenset[date], frozenset[date]]:
    from dateutil.easter import easter  # type: ignore[import-untyped]

    sunday = easter(year)
    return (
        frozenset([*(date(year, *one) for one in _FIXED), *(sunday + timedelta(one) for one in _AFTER_EASTER)]),
        frozenset(
            [*(date(year, *one) for one in _HALF_FIXED), *(sunday + timedelta(one) for one in _HALF_AFTER_EASTER)]
        ),
    )
