"""The ladder as arithmetic: it adds, it repeats, and it never ends."""

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.engine.ladder import next_step_ms, steps_between
from chalicelib.register.policy import Rung

START_MS = 1_798_000_000_000

rungs = st.builds(
    Rung,
    after_s=st.integers(0, 900),
    to=st.sampled_from(["worker", "operators", "duty_manager"]),
    channels=st.just(("sms",)),
    repeat_s=st.none() | st.integers(10, 600),
    until_s=st.none() | st.integers(0, 2400),
)
ladders = st.lists(rungs, max_size=6).map(tuple)
broadcasts = st.integers(10, 600)


@given(ladders, broadcasts, st.integers(0, 7200))
def test_there_always_is_a_next_step(ladder: tuple[Rung, ...], broadcast_s: int, walked_s: int) -> None:
    walked_ms = START_MS + walked_s * 1000
    assert next_step_ms(ladder, broadcast_s, START_MS, walked_ms) > walked_ms


@given(ladders, broadcasts)
def test_walking_from_step_to_step_takes_every_rung_at_its_moment(ladder: tuple[Rung, ...], broadcast_s: int) -> None:
    walked_ms, taken = START_MS - 1, []
    last_ms = START_MS + (max((rung.after_s for rung in ladder), default=0) + broadcast_s) * 1000
    while (now_ms := next_step_ms(ladder, broadcast_s, START_MS, walked_ms)) <= last_ms:
        steps = list(steps_between(ladder, broadcast_s, START_MS, walked_ms, now_ms))
        assert steps
        assert all(step.at_ms == now_ms for step in steps)
        taken += steps
        walked_ms = now_ms
    assert len({(step.rung, step.repeat) for step in taken}) == len(taken)
    firsts = {step.rung: step.at_ms for step in taken if step.repeat == 0}
    assert firsts == {
        **{number: START_MS + rung.after_s * 1000 for number, rung in enumerate(ladder)},
        len(ladder): last_ms,
    }


@given(ladders, broadcasts, st.integers(0, 7200))
def test_after_an_outage_each_rung_speaks_once(ladder: tuple[Rung, ...], broadcast_s: int, late_s: int) -> None:
    until_ms = START_MS + late_s * 1000
    steps = list(steps_between(ladder, broadcast_s, START_MS, START_MS - 1, until_ms))
    assert len({step.rung for step in steps}) == len(steps)
    for number, rung in enumerate(ladder):
        assert (number in {step.rung for step in steps}) == (rung.after_s <= late_s)


@given(ladders, broadcasts, st.integers(0, 3600), st.integers(0, 3600))
def test_nothing_is_said_twice(ladder: tuple[Rung, ...], broadcast_s: int, first_s: int, more_s: int) -> None:
    middle_ms, until_ms = START_MS + first_s * 1000, START_MS + (first_s + more_s) * 1000
    before = set(steps_between(ladder, broadcast_s, START_MS, START_MS - 1, middle_ms))
    after = set(steps_between(ladder, broadcast_s, START_MS, middle_ms, until_ms))
    assert not before & after


@given(ladders, broadcasts, st.integers(0, 7200))
def test_a_rung_is_said_no_more_after_its_end_and_the_broadcast_never_ends(
    ladder: tuple[Rung, ...], broadcast_s: int, until_s: int
) -> None:
    for step in steps_between(ladder, broadcast_s, START_MS, START_MS - 1, START_MS + until_s * 1000):
        rung = ladder[step.rung] if step.rung < len(ladder) else None
        if rung and rung.until_s is not None and step.repeat:
            assert step.at_ms <= START_MS + rung.until_s * 1000


def test_a_rung_of_ten_seconds_rings_until_its_end() -> None:
    ladder = (Rung(after_s=10, to="operators", channels=("sms",), repeat_s=10, until_s=35),)
    walked_ms = START_MS - 1
    said: list[int] = []
    while len(said) < 4:
        walked_ms = next_step_ms(ladder, 60, START_MS, walked_ms)
        said.append((walked_ms - START_MS) // 1000)
    assert said == [10, 20, 30, 70]
