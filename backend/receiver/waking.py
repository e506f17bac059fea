"""How others are woken when something has been kept: quicker than the clock's next look, and never needed for it.

On one machine the host has given us a pipe; in AWS it is the queue that the configuration names.
"""

import os
import queue
import threading
from typing import Any

import msgspec

from chalicelib.platform import observability
from chalicelib.platform.operations import Key

READY = "ready"
"""The line by which the host learns that somebody listens."""
_MOST_WAITING = 10_000
_MOST_IN_ONE = 10


class Pipe:
    """Lines to the host. A pipe that is full drops: the clock finds what they would have said."""

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor
        self.dropped = 0

    def changed(self, rows: list[tuple[str, Key, int]]) -> None:
        """Say that these rows, each by kind, key and version, have changed."""
        self.say(_body(rows))

    def say(self, line: str) -> None:
        """One line. Those that are longer than what goes through in one piece are left to the clock."""
        raw = line.encode() + b"\n"
        try:
            if len(raw) <= 4_096:  # the system writes so much whole, or not at all
                os.write(self._descriptor, raw)
                return
        except BlockingIOError:
            pass
        except OSError:
            # The host is gone, and whoever started us takes us down.
            return
        self.dropped += 1


class Queue:
    """Messages to SQS, sent by a thread of their own: no panel waits for them."""

    def __init__(self, url: str, region: str) -> None:
        self._url = url
        self._region = region
        self._waiting: queue.Queue[str] = queue.Queue(_MOST_WAITING)
        self.dropped = 0
        threading.Thread(target=self._send, name="varde-wakes", daemon=True).start()

    def changed(self, rows: list[tuple[str, Key, int]]) -> None:
        """Say that these rows have changed."""
        try:
            self._waiting.put_nowait(_body(rows))
        except queue.Full:
            self.dropped += 1

    def say(self, line: str) -> None:
        """Nobody waits for it here."""

    def _send(self) -> None:
        import boto3

        client: Any = boto3.client("sqs", region_name=self._region)
        while True:
            bodies = [self._waiting.get()]
            while len(bodies) < _MOST_IN_ONE and not self._waiting.empty():
                bodies.append(self._waiting.get())
            entries = [{"Id": str(at), "MessageBody": body} for at, body in enumerate(bodies)]
            try:
                client.send_message_batch(QueueUrl=self._url, Entries=entries)
            except Exception as error:
                observability.failed(error, "a wake-up was left to the clock", count=len(bodies))


class Nobody:
    """Where there is nobody to wake: the clock finds everything."""

    dropped = 0

    def changed(self, rows: list[tuple[str, Key, int]]) -> None:
        """Nobody hears it."""

    def say(self, line: str) -> None:
        """Nobody hears it."""


Waking = Pipe | Queue | Nobody


def _body(rows: list[tuple[str, Key, int]]) -> str:
    return msgspec.json.encode([[kind, *key, version] for kind, key, version in rows]).decode()
