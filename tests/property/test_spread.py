"""Spreading calls: earlier within what was agreed, never later, and no more than is needed."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.engine.spread import CALL_MS, DueCall, bunched, spread

_times = st.integers(0, 40 * CALL_MS)


@st.composite
def agreed(draw: st.DrawFn) -> list[DueCall]:
    count = draw(st.integers(0, 12))
    found = []
    for number in range(count):
        due_ms = draw(_times)
        found.append(DueCall(f"mission{number}", due_ms, due_ms - draw(st.integers(0, 15 * CALL_MS))))
    return found


def after(calls: list[DueCall]) -> list[DueCall]:
    moved = {move.id: move.to_ms for move in spread(calls)}
    return [DueCall(call.id, moved.get(call.id, call.due_ms), call.earliest_ms) for call in calls]


@given(agreed())
def test_no_call_comes_later_than_agreed_nor_earlier_than_makes_sense(calls: list[DueCall]) -> None:
    for before, now in zip(calls, after(calls), strict=True):
        assert before.earliest_ms <= now.due_ms <= before.due_ms


@given(agreed())
def test_a_call_moves_only_where_another_is_near(calls: list[DueCall]) -> None:
    if not bunched(calls):
        assert spread(calls) == ()
    for move in spread(calls):
        assert move.to_ms < move.from_ms


@given(agreed())
def test_where_there_is_room_all_are_as_far_apart_as_a_call_takes(calls: list[DueCall]) -> None:
    roomy = [DueCall(call.id, call.due_ms, call.due_ms - len(calls) * CALL_MS - 40 * CALL_MS) for call in calls]
    assert bunched(after(roomy)) == ()


@given(agreed())
def test_spreading_again_moves_nothing_more_where_there_was_room(calls: list[DueCall]) -> None:
    roomy = [DueCall(call.id, call.due_ms, -100 * CALL_MS) for call in calls]
    assert spread(after(roomy)) == ()


@given(agreed(), st.randoms())
def test_the_order_in_which_calls_are_told_does_not_matter(calls: list[DueCall], random: Random) -> None:
    shuffled = list(calls)
    random.shuffle(shuffled)
    assert spread(shuffled) == spread(calls)


@given(agreed())
def test_spreading_leaves_no_more_in_bunches_than_there_were(calls: list[DueCall]) -> None:
    def crowd(of: list[DueCall]) -> int:
        return sum(len(group) - 1 for group in bunched(of))

    roomy = [DueCall(call.id, call.due_ms, -100 * CALL_MS) for call in calls]
    assert crowd(after(roomy)) <= crowd(roomy)


def test_three_at_once_come_two_minutes_apart_and_the_last_stays() -> None:
    calls = [DueCall(name, 60 * CALL_MS, 0) for name in "abc"]
    assert [(move.id, (move.from_ms - move.to_ms) // CALL_MS) for move in spread(calls)] == [("a", 2), ("b", 1)]
