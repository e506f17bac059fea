"""What the clock calls is called on time, whatever became of the last call."""

import threading
import time

import pytest

from host.schedules import MOST_AT_ONCE, NotUnderstood, Schedule, interval_s
from tests.support.wait import until


@pytest.mark.parametrize(
    ("expression", "seconds"), [("rate(1 minute)", 60), ("rate(5 minutes)", 300), ("rate(2 hours)", 7200)]
)
def test_a_rate_is_an_interval(expression: str, seconds: float) -> None:
    assert interval_s(expression) == seconds


@pytest.mark.parametrize(
    "expression", ["cron(0 12 * * ? *)", "rate(0 minutes)", "rate(1 second)", "", "at(2026-01-01)"]
)
def test_a_schedule_that_cannot_be_kept_is_refused_at_the_start(expression: str) -> None:
    with pytest.raises(NotUnderstood, match="rate"):
        interval_s(expression)


def kept(schedule: Schedule) -> threading.Event:
    stopping = threading.Event()
    threading.Thread(target=schedule.keep, args=[stopping], daemon=True).start()
    return stopping


def test_the_first_call_comes_at_once() -> None:
    called = threading.Event()
    stopping = kept(Schedule("sweep", 3600, lambda _: called.set()))
    assert called.wait(5)
    stopping.set()


def test_a_call_that_fails_is_shown_and_the_next_tick_comes(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[str] = []

    def fail_first(name: str) -> None:
        calls.append(name)
        if len(calls) == 1:
            raise RuntimeError("a defect")

    schedule = Schedule("sweep", 0.05, fail_first)
    stopping = kept(schedule)
    until(lambda: len(calls) >= 3)
    stopping.set()
    assert schedule.failures == 1
    assert schedule.succeeded_ms is not None
    assert "sweep failed; it is called again at its next tick" in caplog.text
    assert "a defect" in caplog.text


def test_a_call_that_lasts_overlaps_with_the_next() -> None:
    both = threading.Barrier(2, timeout=5)
    met = threading.Event()

    def meet(_: str) -> None:
        if not met.is_set():
            both.wait()
            met.set()

    stopping = kept(Schedule("sweep", 0.05, meet))
    assert met.wait(5)
    stopping.set()


def test_calls_that_never_end_do_not_pile_up_without_limit(caplog: pytest.LogCaptureFixture) -> None:
    hanging = threading.Event()
    started: list[str] = []

    def hang(name: str) -> None:
        started.append(name)
        hanging.wait(20)

    schedule = Schedule("sweep", 0.02, hang)
    stopping = kept(schedule)
    until(lambda: "this tick is left out" in caplog.text)
    stopping.set()
    assert len(started) == MOST_AT_ONCE
    hanging.set()
    schedule.wait(time.monotonic() + 5)
