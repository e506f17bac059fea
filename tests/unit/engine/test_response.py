"""How soon cases are taken, by what EN 50518 asks for."""

from hypothesis import given
from hypothesis import strategies as some

from chalicelib.engine.response import GRAVE, OTHER, Taken, figures, is_counted


def taken(*delays_s: int, waits: bool = False) -> list[Taken]:
    return [Taken("alarm_fire", 1, delay * 1_000, waits) for delay in delays_s]


def test_eighty_of_a_hundred_are_within_the_first_and_all_but_one_within_the_second() -> None:
    found = figures(taken(*range(1, 101)), grave=True)
    assert (found.count, found.median_ms, found.first_ms, found.second_ms) == (100, 50_000, 80_000, 99_000)
    assert found.late


def test_the_limits_are_those_of_the_class() -> None:
    those = taken(40, 40, 40)
    assert figures(those, grave=True).late
    assert not figures(those, grave=False).late
    assert (GRAVE.first_ms, GRAVE.second_ms, OTHER.first_ms, OTHER.second_ms) == (30_000, 60_000, 90_000, 180_000)


def test_one_that_still_waits_counts_as_long_as_it_has_waited() -> None:
    those = [*taken(5, 5, 5), *taken(600, waits=True)]
    found = figures(those, grave=True)
    assert (found.count, found.waiting, found.late) == (4, 1, True)


def test_without_any_nothing_is_late_and_nothing_is_made_up() -> None:
    found = figures([], grave=True)
    assert (found.count, found.median_ms, found.first_ms, found.second_ms, found.late) == (0, None, None, None, False)


def test_what_an_operator_opened_himself_is_not_counted() -> None:
    assert [is_counted(kind) for kind in ("alarm_lift", "sos", "silence", "panel_silent")] == [True] * 4
    assert [is_counted(kind) for kind in ("message", "assistance", "shift_note", "wrong_contact")] == [False] * 4


@given(some.lists(some.integers(0, 10**7), min_size=1))
def test_each_share_of_them_was_taken_within_its_time(delays_ms: list[int]) -> None:
    found = figures((Taken("alarm_fire", 1, one) for one in delays_ms), grave=False)
    for share, within_ms in ((0.5, found.median_ms), (0.8, found.first_ms), (0.985, found.second_ms)):
        assert within_ms in delays_ms
        assert sum(one <= within_ms for one in delays_ms) >= share * len(delays_ms)
        assert sum(one < within_ms for one in delays_ms) < share * len(delays_ms)
