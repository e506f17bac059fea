"""What the receiver says to the host over a real pipe, and what it gathers for the queue in the cloud."""

import json
import os
import threading
from collections.abc import Iterator

import pytest

from chalicelib.platform.operations import Key
from receiver.waking import READY, Pipe, Queue, Row
from tests.support.wait import until


@pytest.fixture
def pipe() -> Iterator[tuple[int, Pipe]]:
    """Its reading end, and what writes into it."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    yield reading, Pipe(writing)
    for end in (reading, writing):
        os.close(end)


def test_what_changed_is_a_message_to_the_queue_and_each_message_is_a_line(pipe: tuple[int, Pipe]) -> None:
    reading, waking = pipe
    waking.say(READY)
    waking.changed([("signal", Key("signals/one", "signal/1"), 1)])
    assert os.read(reading, 1_000) == b'ready\n[["signal","signals/one","signal/1",1]]\n'


def test_a_pipe_that_nobody_empties_drops_whole_lines_and_never_waits(pipe: tuple[int, Pipe]) -> None:
    reading, waking = pipe
    line = "x" * 1_000
    while not waking.dropped:
        waking.say(line)
    said = os.read(reading, 10_000_000).split(b"\n")
    assert said.pop() == b""
    assert set(said) == {line.encode()}
    waking.say(READY)
    assert os.read(reading, 1_000) == b"ready\n"


def test_what_is_longer_than_goes_through_in_one_piece_is_left_to_the_clock(pipe: tuple[int, Pipe]) -> None:
    reading, waking = pipe
    waking.say("x" * 5_000)
    assert waking.dropped == 1
    with pytest.raises(BlockingIOError):
        os.read(reading, 1)


def test_a_host_that_is_gone_stops_nobody() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    Pipe(writing).say(READY)
    os.close(writing)


def signals(first: int, count: int = 1) -> list[Row]:
    return [("signal", Key("signals/one", f"signal/{number}"), 1) for number in range(first, first + count)]


class Sqs:
    """Takes bodies, slowly or not at all, as it is told."""

    def __init__(self) -> None:
        self.requests: list[list[str]] = []
        self.open = threading.Event()
        self.open.set()
        self.fails = False

    def send(self, bodies: list[str]) -> None:
        self.requests.append(bodies)
        self.open.wait(60)
        if self.fails:
            raise ConnectionError("the queue is away")

    @property
    def told(self) -> list[str]:
        return [row[2] for bodies in self.requests for body in bodies for row in json.loads(body)]


def test_a_signal_is_a_message_that_the_waker_understands() -> None:
    sqs = Sqs()
    Queue(sqs.send).changed(signals(1))
    until(lambda: sqs.requests)
    assert sqs.requests == [['[["signal","signals/one","signal/1",1]]']]


def test_a_sign_of_life_wakes_nobody() -> None:
    sqs = Sqs()
    waking = Queue(sqs.send)
    waking.changed([("panel_watch", Key("panel/one", "watch"), 1), *signals(1)])
    waking.ready()
    until(lambda: sqs.requests)
    assert sqs.told == ["signal/1"]


def test_what_comes_while_a_request_is_under_way_goes_together_in_the_next_and_nobody_waits() -> None:
    sqs = Sqs()
    sqs.open.clear()
    waking = Queue(sqs.send)
    waking.changed(signals(0))
    until(lambda: sqs.requests)
    for one in range(1, 251):
        waking.changed(signals(one))
    assert len(sqs.requests) == 1
    sqs.open.set()
    until(lambda: len(sqs.told) == 251)
    assert sqs.told == [f"signal/{number}" for number in range(251)]
    assert [len(bodies) for bodies in sqs.requests] == [1, 10, 10, 5]
    assert max(len(json.loads(body)) for bodies in sqs.requests for body in bodies) == 10


def test_a_queue_that_is_away_is_tried_again_with_the_next_and_what_was_dropped_is_counted() -> None:
    sqs = Sqs()
    sqs.fails = True
    waking = Queue(sqs.send)
    waking.changed(signals(1, 3))
    until(lambda: waking.dropped == 3)
    sqs.fails = False
    waking.changed(signals(4))
    until(lambda: "signal/4" in sqs.told)
    assert waking.dropped == 3


def test_a_storm_that_outgrows_what_may_wait_is_left_to_the_clock() -> None:
    sqs = Sqs()
    sqs.open.clear()
    waking = Queue(sqs.send)
    waking.changed(signals(0, 30_000))
    assert waking.dropped >= 30_000 - 20_000 - 100
    sqs.open.set()
    until(lambda: len(sqs.told) + waking.dropped == 30_000)
