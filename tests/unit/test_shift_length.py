"""Sixteen hours, by the wall or by the watch: also on the nights that have an hour more and an hour less."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.guards.length import LONGEST_H, latest_end_ms
from chalicelib.platform.time import HOUR_MS, NORWAY


def ms(text: str) -> int:
    """A moment by the wall in Norway; of two with the same name the first."""
    return int(datetime.fromisoformat(text).replace(tzinfo=NORWAY).timestamp() * 1000)


@pytest.mark.parametrize(
    ("start", "latest", "hours"),
    [
        ("2026-11-25T16:00", "2026-11-26T08:00", 16),
        ("2026-10-24T16:00", "2026-10-25T08:00", 17),
        ("2026-03-28T16:00", "2026-03-29T09:00", 16),
        ("2026-03-28T10:30", "2026-03-29T03:30", 16),
    ],
)
def test_what_is_planned_by_the_wall_may_last_as_the_wall_says(start: str, latest: str, hours: int) -> None:
    assert latest_end_ms(ms(start)) == ms(latest)
    assert latest_end_ms(ms(start)) - ms(start) == hours * HOUR_MS


def test_of_an_hour_that_comes_twice_the_later_one_is_meant() -> None:
    assert latest_end_ms(ms("2026-10-24T10:30")) == ms("2026-10-25T03:30") - HOUR_MS


@given(st.integers(ms("2024-01-01"), ms("2036-01-01")))
def test_nobody_may_stay_shorter_than_sixteen_hours_nor_longer_than_seventeen(start_ms: int) -> None:
    assert LONGEST_H * HOUR_MS <= latest_end_ms(start_ms) - start_ms <= (LONGEST_H + 1) * HOUR_MS
