"""A position is read as people type it, or not at all."""

import pytest

from chalicelib.channels.coordinates import read_position


@pytest.mark.parametrize(
    "text",
    [
        *("59.91 10.75", "59,91 10,75", "59.91,10.75", "59.91, 10.75", "59,91, 10,75", "59.91;10.75", "+59.91 +10.75"),
        *("n59.91 e10.75", "59.91n 10.75ø", "n 59.91 ø 10.75", "59.91° n, 10.75° e", "10.75e 59.91n", "e10.75 n59.91"),
        *("59.91 nord 10.75 øst", "59.91° north 10.75° east", "n59.91 10.75e", "059.91 010.75"),
        *("59 54.6 10 45", "59 54,6 10 45,0", "n59 54.6 ø10 45", "59°54.6'n 10°45'ø", "59° 54.6′ n 10° 45.0′ e"),
        *("59 54 36 10 45 0", "59°54'36\"n 10°45'0.0\"e", "59° 54’ 36” n, 10° 45’ 00” ø"),
    ],
)
def test_each_form_is_the_same_place(text: str) -> None:
    assert read_position(text) == (59.91, 10.75)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("-33.5 -70.25", (-33.5, -70.25)),
        ("33 30 s 70 15 v", (-33.5, -70.25)),
        ("s33.5 w70.25", (-33.5, -70.25)),
        ("-0.5 0", (-0.5, 0.0)),
        ("-0 30 0 0", (-0.5, 0.0)),
        ("90 180", (90.0, 180.0)),
        ("59 10", (59.0, 10.0)),
    ],
)
def test_signs_and_letters_say_which_side_of_the_earth(text: str, position: tuple[float, float]) -> None:
    assert read_position(text) == position


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ",", "°", "n", "n e", "59.91", "59.91 10.75 3", "1 2 3 4 5", "1 2 3 4 5 6 7 8"),
        *("90.1 10", "10 180.1", "n91 e10", "-91 10", "999 999"),
        *("59,91,10,75", "59,10,5", "59.91.10.75", "59-91", "59-54.6 10-45", "59..91 10", "59,,10"),
        *("59 60 10 0", "59 54.6 10 -45", "59.5 30 10 0", "59 54.5 30 10 45 0"),
        *("n-59 e10", "n59 10", "59 10e", "n59 n10", "n59 e10 e", "ne 59 10", "59 10 ne", "59 n 54.6 e 10 45"),
        *("32v nm 98 43", "597423 6643460", "x59 y10", "59.91 10.75 hytta", "1234 5", "59.1234567890123 10"),
    ],
)
def test_what_can_be_read_in_two_ways_or_none_is_not_read(text: str) -> None:
    assert read_position(text) is None
