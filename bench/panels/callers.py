"""Panels that call: each sends a frame, waits for its answer, and sends the next, as the protocol asks of it.

As little as can be is done here between an answer and the next frame: what is measured is who answers.
"""

import random
import selectors
import socket
import time
from collections.abc import Sequence

import msgspec

from chalicelib.platform.ids import new_id
from tests.support.receiving import HERE, frame

EVENTS = 0.01
"""The share of what panels send that is not just a sign of life."""
_SILENT_S = 60.0
"""Who is not answered for so long is not answered at all."""


class Answered(msgspec.Struct, frozen=True):
    """What became of the frames."""

    took_s: float
    acknowledged: int
    sent: int

    @property
    def per_s(self) -> float:
        """Frames that were acknowledged."""
        return self.acknowledged / self.took_s


def frames(account: str, count: int, events: float = EVENTS) -> list[bytes]:
    """What one panel sends: signs of life, and now and then a burglary. No two are alike, nor like those before."""
    word = new_id()
    return [
        frame("SIA-DCS", account, f"Nri1/BA{number % 999 + 1:03d}^{word}^", f"{number % 9_999 + 1:04d}")
        if random.random() < events
        else frame("NULL", account, "", f"{number % 9_999 + 1:04d}")
        for number in range(count)
    ]


def call(port: int, of_each: Sequence[Sequence[bytes]], *, at_once: bool = False) -> Answered:
    """All of them; the time counts from when all are connected, or with ``at_once`` from before the first is."""
    before = time.perf_counter()
    calls = [(_connected(port), iter(frames)) for frames in of_each]
    if not at_once:
        before = time.perf_counter()
    acknowledged = 0
    with selectors.DefaultSelector() as ready:
        for one, left in calls:
            ready.register(one, selectors.EVENT_READ, left)
            one.send(next(left))
        while ready.get_map():
            answered = ready.select(_SILENT_S)
            assert answered, "some frames are not answered"
            for key, _ in answered:
                assert isinstance(key.fileobj, socket.socket)
                line = key.fileobj
                answer = line.recv(4_096)
                acknowledged += b'"ACK"' in answer
                following = next(key.data, None) if answer else None
                if following is None:
                    ready.unregister(line)
                    line.close()
                else:
                    line.send(following)
    return Answered(time.perf_counter() - before, acknowledged, sum(len(frames) for frames in of_each))


def _connected(port: int) -> socket.socket:
    line = socket.create_connection((HERE, port), timeout=_SILENT_S)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line
