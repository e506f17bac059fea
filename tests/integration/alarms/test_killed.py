"""The receiver, and whoever judges, are killed between every two steps: nothing acknowledged is missing, none twice.

A panel repeats what it was not told to be safe, with the same number and a new time: the stories rest on it.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from chalicelib.engine.clock import LEASE_MS as CLOCK_LEASE_MS
from receiver.server import listen
from tests.support.faults import Faults
from tests.support.panels import Panels
from tests.support.receiving import HERE, answer_of, frame, judge_all
from tests.support.sms import Killed
from tests.support.wait import until
from tests.support.world import World

BACKEND = Path(__file__).resolve().parents[3] / "backend"
Story = tuple[tuple[str, ...], ...]
STORIES: dict[str, Story] = {
    "a burglary that is confirmed and restored": (("130 01",), ("130 02",), ("3130 01",)),
    "a fire": (("110 03",),),
    "a mains failure and its end": (("301 00",), ("3301 00",)),
    "two things in one signal": (("130 01", "151 05"),),
}


class Outcome(NamedTuple):
    """What came of it: the cases and what their journals tell, how many signals counted, what is still unrestored."""

    cases: tuple[str, ...]
    told: Counter[str]
    signals: int
    active: Counter[str]


def run(fresh: Callable[[], World], story: Story, write: int | None, *, after: bool) -> tuple[Outcome, bool]:
    """The story with whoever works killed at that write, and another going on; and whether anybody was killed."""
    world = fresh()
    panels = Panels(world)
    panels.add()
    killed = 0
    with Faults(world.engine.store) as faults:
        if write is not None:
            faults.kill(write, after=after)
        for number, codes in enumerate(story, 1):
            world.now_ms += 5_000
            while True:
                try:
                    panels.send("1001", *codes, judge=False, sequence=f"{number:04d}")
                    break
                except Killed:
                    killed += 1
                    world.now_ms += 20_000  # the panel waits for its answer, and says it again
            while True:
                try:
                    world.settle()
                    break
                except Killed:
                    killed += 1
                    world.clock = world.new_clock()
                    world.now_ms += CLOCK_LEASE_MS + 1
    world.advance(1)
    cases = world.open_cases()
    told = Counter(kind for row in cases for kind in world.told(f"case/{row.state.id}") if not kind.startswith("sms_"))
    assert world.broken(*(f"case/{row.state.id}" for row in cases)) == []
    alarms = panels.alarms()
    active = Counter({f"{one.code} {one.zone}": one.count for one in alarms.active})
    return Outcome(tuple(row.state.kind for row in cases), told, alarms.signals, active), killed > 0


@pytest.mark.timeout(300)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_killed_at_any_write_everything_is_kept_and_applied_once(
    fresh: Callable[[], World], story: Story, after: bool
) -> None:
    undisturbed, killed = run(fresh, story, None, after=after)
    assert not killed
    assert undisturbed.signals == len(story)
    write = 0
    while True:
        outcome, killed = run(fresh, story, write, after=after)
        assert (write, outcome) == (write, undisturbed)
        if not killed:
            break
        write += 1
    assert write >= 2 * len(story), "each signal is kept by one write and judged by another"


class Receiver:
    """The receiver's own process, on sockets that outlive it, as those that the centre opens for it do."""

    def __init__(self, prefix: str) -> None:
        self._stream, self._datagrams = listen(HERE, 0)
        self.port = int(self._stream.getsockname()[1])
        self._wakes, self._wake = os.pipe()
        self._environment = {**os.environ, "VARDE_TABLE_PREFIX": prefix, "PYTHONPATH": str(BACKEND)}
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """A new process."""
        told = [self._stream.fileno(), self._datagrams.fileno(), self._wake]
        names = ("--tcp-fd", "--udp-fd", "--wake-fd")
        words = [word for name, one in zip(names, told, strict=True) for word in (name, str(one))]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "receiver", *words], env=self._environment, pass_fds=told, cwd=BACKEND
        )

    def kill(self) -> None:
        """Without a word."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """For good."""
        self.kill()
        self._stream.close()
        self._datagrams.close()
        os.close(self._wakes)
        os.close(self._wake)


@pytest.fixture
def receiver(world: World, panels: Panels) -> Iterator[Receiver]:
    """It listens for the world's panels."""
    found = Receiver(world.config.table_prefix)
    yield found
    found.close()


def says_until_it_is_safe(port: int, account: str, codes: list[str]) -> None:
    """A panel: it says each thing again, on a new line, until it is told that it is kept."""
    for number, code in enumerate(codes, 1):
        sent = frame("ADM-CID", account, code, f"{number:04d}")
        while True:
            with contextlib.suppress(OSError), socket.create_connection((HERE, port), timeout=30) as call:
                call.sendall(sent)
                if answer_of(call) == f'"ACK"{number:04d}L0#{account}[]':
                    break


@pytest.mark.timeout(300)
def test_a_receiver_that_is_killed_again_and_again_loses_nothing_that_it_acknowledged(
    world: World, panels: Panels, receiver: Receiver
) -> None:
    """SIGKILL, wherever it is: four panels go on, each with 25 things to say, and every one is counted once."""
    accounts = [str(1_001 + number) for number in range(4)]
    codes = [f"1130 01 {1 + number % 2:03d}" for number in range(25)]
    for account in accounts:
        panels.add(account)
    callers = [threading.Thread(target=says_until_it_is_safe, args=(receiver.port, one, codes)) for one in accounts]
    for caller in callers:
        caller.start()
    kills = 0
    while any(caller.is_alive() for caller in callers):
        seen = kept_now(world)
        until(lambda seen=seen: kept_now(world) >= seen + 5 or not any(one.is_alive() for one in callers))  # type: ignore[misc]
        if any(caller.is_alive() for caller in callers):
            receiver.kill()
            kills += 1
            receiver.start()
    assert kills >= 5
    judge_all(world)
    assert panels.alarms().signals == len(accounts) * len(codes)


def kept_now(world: World) -> int:
    """How many signals wait to be judged."""
    lanes = ("life#0", "signal#0")
    return sum(1 for lane in lanes for item in world.engine.store.due(lane, 2**53) if item["kind"] == "signal")
