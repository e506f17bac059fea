"""What is known of the zones in a test, however their signals come: in order, late, again, with other zeros."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.alarms.testing import MOST_TESTED, ZoneHeard, heard_of


def told(*events: tuple[str, int, bool]) -> tuple[ZoneHeard, ...]:
    """Zone, moment, whether it said that it is over."""
    known: tuple[ZoneHeard, ...] = ()
    for zone, at_ms, over in events:
        known = heard_of(known, zone, "130", f"Sone {zone}", "burglary", at_ms, over=over)
    return known


def stands(one: ZoneHeard) -> bool:
    return one.came_ms > (one.restored_ms or -1)


@pytest.mark.parametrize(
    ("events", "open_now"),
    [
        ([("1", 10, False)], True),
        ([("1", 10, False), ("1", 20, True)], False),
        ([("1", 10, False), ("1", 20, True), ("1", 30, False)], True),
        ([("1", 20, True), ("1", 10, False)], False),
        ([("1", 10, True)], False),
    ],
)
def test_a_zone_stands_as_it_last_said_whatever_came_first(events: list[tuple[str, int, bool]], open_now: bool) -> None:
    (one,) = told(*events)
    assert stands(one) is open_now
    assert one.count == len(events)


def test_1_and_001_are_one_zone_and_a_code_without_a_zone_is_its_own() -> None:
    known = told(("1", 10, False), ("001", 20, True), ("2", 30, False))
    assert [(one.zone, one.count) for one in known] == [("1", 2), ("2", 1)]
    without = heard_of(known, "", "302", "", "trouble", 40, over=False)
    assert [one.code for one in without][2:] == ["302"]
    assert [one.count for one in heard_of(without, "", "302", "", "trouble", 50, over=True)][2:] == [2]
    assert len(heard_of(without, "", "305", "", "trouble", 60, over=False)) == 4


def test_a_panel_with_endless_zones_fills_nothing() -> None:
    known = told(*((str(number), number, False) for number in range(1, MOST_TESTED + 50)))
    assert len(known) == MOST_TESTED
    assert known[0].zone == "1"


@given(
    st.lists(
        st.tuples(st.sampled_from("123"), st.integers(1, 10_000), st.booleans()),
        min_size=1,
        unique_by=lambda one: (one[0], one[1]),
    )
)
def test_in_whatever_order_signals_come_their_own_times_decide(events: list[tuple[str, int, bool]]) -> None:
    known = {one.zone: one for one in told(*events)}
    for zone in {zone for zone, _, _ in events}:
        _, last_ms, over = max((event for event in events if event[0] == zone), key=lambda event: event[1])
        assert stands(known[zone]) is not over, last_ms
