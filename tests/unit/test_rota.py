"""Weeks as the wall shows them: also those with an hour more and an hour less."""

from datetime import datetime

import pytest

from chalicelib.guards.rota import later_by_weeks, monday_of
from chalicelib.platform.time import HOUR_MS, NORWAY


def ms(text: str) -> int:
    """A moment by the wall in Norway; of two with the same name the first."""
    return int(datetime.fromisoformat(text).replace(tzinfo=NORWAY).timestamp() * 1000)


@pytest.mark.parametrize(
    ("at", "monday"),
    [
        ("2026-11-23T00:00", "2026-11-23"),
        ("2026-11-29T23:59", "2026-11-23"),
        ("2026-03-29T23:30", "2026-03-23"),
        ("2026-10-26T00:00", "2026-10-26"),
        ("2027-01-01T12:00", "2026-12-28"),
    ],
)
def test_a_week_begins_on_its_monday(at: str, monday: str) -> None:
    assert monday_of(ms(at)) == monday


@pytest.mark.parametrize(
    ("at", "weeks", "then", "hours"),
    [
        ("2026-11-23T22:00", 1, "2026-11-30T22:00", 168),
        ("2026-03-23T22:00", 1, "2026-03-30T22:00", 167),
        ("2026-10-19T22:00", 1, "2026-10-26T22:00", 169),
        ("2026-03-22T02:30", 1, "2026-03-29T03:30", 168),
    ],
)
def test_a_night_shift_begins_at_ten_in_summer_and_in_winter(at: str, weeks: int, then: str, hours: int) -> None:
    moved = later_by_weeks(ms(at), weeks)
    assert moved == ms(then)
    assert moved - ms(at) == hours * HOUR_MS
