"""Times and places in an SMS can be read in one way only, also on the two nights when the clock changes."""

from datetime import UTC, datetime

import pytest

from chalicelib.channels.catalogue_en import ENGLISH
from chalicelib.channels.catalogue_nb import NORWEGIAN
from chalicelib.channels.moments import decimal_degrees, degrees_minutes, distance, moment
from chalicelib.platform.time import HOUR_MS, MINUTE_MS


def at(text: str) -> int:
    """Milliseconds of a moment written in UTC."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


AUTUMN = at("2026-10-25T00:30")  # 02:30 summer time; an hour later it is 02:30 again
SPRING = at("2026-03-29T00:59")  # 01:59; a minute later it is 03:00


def test_today_is_told_by_the_clock_alone() -> None:
    now = at("2026-06-01T19:00")
    assert moment(now + HOUR_MS, now, NORWEGIAN) == "22:00"
    assert moment(at("2026-01-15T21:00"), at("2026-01-15T06:00"), NORWEGIAN) == "22:00"


def test_another_day_is_told_with_its_date() -> None:
    now = at("2026-06-01T21:50")  # ten to midnight in Norway
    assert moment(now + 20 * MINUTE_MS, now, NORWEGIAN) == "2.6. 00:10"
    assert moment(now + 20 * MINUTE_MS, now, ENGLISH) == "2 Jun 00:10"
    assert moment(at("2026-12-24T16:00"), at("2026-06-01T19:00"), ENGLISH) == "24 Dec 17:00"


def test_seconds_are_never_rounded_up_beyond_a_deadline() -> None:
    now = at("2026-06-01T19:00")
    assert moment(now + MINUTE_MS - 1, now, NORWEGIAN) == "21:00"


@pytest.mark.parametrize(
    ("hours", "norwegian", "english"),
    [
        (-1, "01:30", "01:30"),
        (0, "02:30 (sommertid)", "02:30 (summer time)"),
        (1, "02:30 (vintertid)", "02:30 (winter time)"),
        (2, "03:30", "03:30"),
    ],
)
def test_the_hour_that_comes_twice_says_which_one_it_is(hours: int, norwegian: str, english: str) -> None:
    assert moment(AUTUMN + hours * HOUR_MS, AUTUMN, NORWEGIAN) == norwegian
    assert moment(AUTUMN + hours * HOUR_MS, AUTUMN, ENGLISH) == english


def test_on_the_autumn_night_every_quarter_of_an_hour_reads_differently() -> None:
    quarters = [AUTUMN + step * 15 * MINUTE_MS for step in range(-8, 12)]
    assert len({moment(quarter, AUTUMN, NORWEGIAN) for quarter in quarters}) == len(quarters)


def test_on_the_spring_night_the_hour_that_does_not_exist_is_never_told() -> None:
    told = [moment(SPRING + step * MINUTE_MS, SPRING, NORWEGIAN) for step in range(-5, 6)]
    assert told[5:7] == ["01:59", "03:00"]
    assert not [text for text in told if text.startswith("02:") or "tid" in text]


@pytest.mark.parametrize(
    ("latitude", "longitude", "norwegian", "english"),
    [
        (59.9127, 10.7461, "59 54.762 N 10 44.766 Ø", "59 54.762 N 10 44.766 E"),
        (-33.5, -70.25, "33 30.000 S 70 15.000 V", "33 30.000 S 70 15.000 W"),
        (59.9999999, 0.0, "60 00.000 N 0 00.000 Ø", "60 00.000 N 0 00.000 E"),
    ],
)
def test_a_position_reads_as_rescue_services_say_it(
    latitude: float, longitude: float, norwegian: str, english: str
) -> None:
    assert degrees_minutes(latitude, longitude, NORWEGIAN) == norwegian
    assert degrees_minutes(latitude, longitude, ENGLISH) == english


def test_a_position_reads_as_maps_take_it() -> None:
    assert decimal_degrees(59.9127, 10.7461) == "59.91270 10.74610"


@pytest.mark.parametrize(("metres", "text"), [(3.4, "3 m"), (999.4, "999 m"), (999.6, "1 km"), (12_400, "12 km")])
def test_accuracy_is_told_in_metres_or_kilometres(metres: float, text: str) -> None:
    assert distance(metres) == text
