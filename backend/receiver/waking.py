"""How others are woken when something has been kept: quicker than the clock's next look, and never needed for it.

The host has given us a pipe, and puts what comes out of it into its queue.
"""

import os

import msgspec

from chalicelib.platform.operations import Key

READY = "ready"
"""The line by which the host learns that somebody listens."""
_AT_ONCE = 4_096
"""Bytes that go through a pipe whole or not at all."""


class Pipe:
    """Lines to the host. A pipe that is full drops: the clock finds what they would have said."""

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor
        self.dropped = 0

    def changed(self, rows: list[tuple[str, Key, int]]) -> None:
        """Say that these rows, each by kind, key and version, have changed."""
        self.say(msgspec.json.encode([[kind, *key, version] for kind, key, version in rows]).decode())

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
