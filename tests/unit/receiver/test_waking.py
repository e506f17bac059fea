"""What the receiver says to the host, over a real pipe."""

import os
from collections.abc import Iterator

import pytest

from chalicelib.platform.operations import Key
from receiver.waking import READY, Pipe


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
