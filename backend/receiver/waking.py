"""How others are woken when something has been kept: quicker than the clock's next look, and never needed for it.

On one machine the host has given us a pipe, and puts what comes out of it into its queue; in the cloud that is SQS.
"""

import os
import queue
import threading
from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from chalicelib.alarms.signal import Signal
from chalicelib.platform import observability
from chalicelib.platform.config import Config
from chalicelib.platform.operations import Key

READY = "ready"
"""The line by which the host learns that somebody listens."""
_AT_ONCE = 4_096
"""Bytes that go through a pipe whole or not at all."""
_IN_A_MESSAGE = 10
"""Signals that one call of the waker judges: of its half minute it needs little, even where each opens a case."""
_IN_A_BATCH = 10
"""Messages in one request to SQS, which takes no more."""
_WAITING = 20_000

Row = tuple[str, Key, int]
"""A row that has changed: its kind, its key and its version."""


class Waking(Protocol):
    """Who is told that something was kept. Safe for threads, and never waited for."""

    def changed(self, rows: list[Row]) -> None:
        """Say that these rows have changed."""

    def ready(self) -> None:
        """Say that somebody listens."""


class Pipe:
    """Lines to the host. A pipe that is full drops: the clock finds what they would have said."""

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor
        self.dropped = 0

    def changed(self, rows: list[Row]) -> None:
        """Say that these rows have changed."""
        self.say(_body(rows))

    def ready(self) -> None:
        """Say that somebody listens."""
        self.say(READY)

    def say(self, line: str) -> None:
        """One line. Those that are longer than what goes through in one piece are left to the clock."""
        raw = line.encode() + b"\n"
        try:
            if len(raw) <= _AT_ONCE:
                os.write(self._descriptor, raw)
                return
        except BlockingIOError:
            pass
        except OSError:
            # The host is gone, and whoever started us takes us down.
            return
        self.dropped += 1


class Queue:
    """Messages to SQS, from a thread of its own: a panel is not answered later because the queue is slow.

    What is kept while a request is under way goes together in the next: the greater the storm, the fuller the messages.
    ``send`` takes up to ten bodies and raises what it likes; they are dropped then, and the clock finds their signals.
    """

    def __init__(self, send: Callable[[list[str]], None]) -> None:
        self._send = send
        self._rows: queue.Queue[Row] = queue.Queue(_WAITING)
        self.dropped = 0
        threading.Thread(target=self._run, name="varde-waking", daemon=True).start()

    def changed(self, rows: list[Row]) -> None:
        """Say that these rows have changed; only a signal is worth waking anybody for."""
        for row in rows:
            if row[0] != Signal.KIND:
                continue
            try:
                self._rows.put_nowait(row)
            except queue.Full:
                self.dropped += 1

    def ready(self) -> None:
        """The load balancer finds out by itself."""

    def _run(self) -> None:
        while True:
            rows = [self._rows.get()]
            while len(rows) < _IN_A_MESSAGE * _IN_A_BATCH:
                try:
                    rows.append(self._rows.get_nowait())
                except queue.Empty:
                    break
            bodies = [_body(rows[at : at + _IN_A_MESSAGE]) for at in range(0, len(rows), _IN_A_MESSAGE)]
            try:
                self._send(bodies)
            except Exception as error:
                self.dropped += len(rows)
                observability.failed(error, "wake-ups were left to the clock")


def to_sqs(settings: Config) -> Callable[[list[str]], None]:
    """What sends bodies to the installation's queue. Raises at one that was not taken."""
    import boto3

    client: Any = boto3.client("sqs", region_name=settings.region)

    def send(bodies: list[str]) -> None:
        entries = [{"Id": str(number), "MessageBody": body} for number, body in enumerate(bodies)]
        answer = client.send_message_batch(QueueUrl=settings.wake_queue_url, Entries=entries)
        if failed := answer.get("Failed"):
            raise RuntimeError(f"SQS refused {len(failed)} of {len(bodies)}: {failed[0].get('Code')}")

    return send


def _body(rows: list[Row]) -> str:
    return msgspec.json.encode([[kind, *key, version] for kind, key, version in rows]).decode()
