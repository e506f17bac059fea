"""The days on which Norway rests, and those that end at noon."""

from datetime import date, timedelta

import pytest

from chalicelib.register.holidays import is_half_day, is_holiday

HOLIDAYS = {
    2024: "01-01 03-28 03-29 03-31 04-01 05-01 05-09 05-17 05-19 05-20 12-25 12-26",
    2025: "01-01 04-17 04-18 04-20 04-21 05-01 05-17 05-29 06-08 06-09 12-25 12-26",
    2026: "01-01 04-02 04-03 04-05 04-06 05-01 05-14 05-17 05-24 05-25 12-25 12-26",
    2027: "01-01 03-25 03-26 03-28 03-29 05-01 05-06 05-16 05-17 12-25 12-26",
    2038: "01-01 04-22 04-23 04-25 04-26 05-01 05-17 06-03 06-13 06-14 12-25 12-26",
}
"""As printed calendars have them: in 2027 Whit Monday is the seventeenth of May, and 2038 has the latest Easter."""


@pytest.mark.parametrize("year", HOLIDAYS)
def test_the_holidays_of_a_year_are_those_of_the_calendar(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(one) for one in range(366))
    found = [f"{day:%m-%d}" for day in days if day.year == year and is_holiday(day)]
    assert " ".join(found) == HOLIDAYS[year]


def test_the_half_days_are_the_eves_and_the_wednesday_before_maundy_thursday() -> None:
    days = (date(2026, 1, 1) + timedelta(one) for one in range(365))
    assert [f"{day:%m-%d}" for day in days if is_half_day(day)] == ["04-01", "04-04", "05-23", "12-24", "12-31"]


def test_an_eve_that_is_a_holiday_is_no_half_day() -> None:
    assert is_holiday(date(2008, 5, 1))  # Labour Day and Ascension in one
    assert not is_half_day(date(2008, 5, 1))
