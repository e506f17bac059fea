"""Keeps the receiver running beside the host, as a process of its own: a storm of alarms never waits for a full desk.

The sockets are the host's: who calls while the receiver starts anew waits at the door, and is let in.
"""

import contextlib
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from host.words import beside

READY = b"ready"
"""What the receiver says each time it has told the tables that it listens."""
_STOP_S = 6.0
_LONGEST_PAUSE_S = 10.0
_STEADY_S = 30.0
BACKEND = Path(__file__).resolve().parents[1]

log = logging.getLogger("host.panels")


class PanelDoor(NamedTuple):
    """Where panels call: one number, over TCP and UDP."""

    stream: socket.socket
    datagrams: socket.socket

    @property
    def port(self) -> int:
        """The number."""
        return int(self.stream.getsockname()[1])


class Panels:
    """The receiver behind its door. ``put`` is given what it has kept, as the body of a message to the queue."""

    def __init__(self, door: PanelDoor, put: Callable[[str], None]) -> None:
        self._door = door
        self._put = put
        self._stopping = threading.Event()
        self._ready = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="varde-panels", daemon=True)
        self.restarts = 0

    @property
    def running(self) -> bool:
        """Whether it listens as far as we know."""
        return self._ready.is_set()

    def health(self) -> dict[str, int | bool]:
        """What a script wants to know of it."""
        return {"port": self._door.port, "running": self.running, "restarts": self.restarts}

    def start(self, within_s: float) -> None:
        """Start it, and wait until it has said that it listens; no longer, for no guard is to wait for it."""
        self._thread.start()
        if not self._ready.wait(within_s):
            log.error("%s", beside("receiver_late"))

    def stop(self) -> None:
        """Ask it to stop, and wait until what came has been kept and answered."""
        self._stopping.set()
        process = self._process
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        if self._thread.is_alive():
            self._thread.join(_STOP_S)
        if process is not None and process.poll() is None:
            process.kill()

    def _keep(self) -> None:
        """Start it, listen to it until it ends, and so on; it ends with this thread at the latest."""
        pause_s = 0.5
        while not self._stopping.is_set():
            began_s = time.monotonic()
            code = self._run()
            self._ready.clear()
            if self._stopping.is_set():
                return
            log.error("%s (%d)", beside("receiver_died"), code)
            pause_s = 0.5 if time.monotonic() - began_s >= _STEADY_S else min(2 * pause_s, _LONGEST_PAUSE_S)
            self._stopping.wait(pause_s)
            self.restarts += 1

    def _run(self) -> int:
        reading, writing = os.pipe()
        stream, datagrams = (one.fileno() for one in self._door)
        own = ["--tcp-fd", str(stream), "--udp-fd", str(datagrams), "--wake-fd", str(writing)]
        with open(reading, "rb") as said:
            try:
                process = subprocess.Popen(
                    [*_ends_with_us(), sys.executable, "-m", "receiver", *own],
                    pass_fds=(stream, datagrams, writing),
                    env={**os.environ, "PYTHONPATH": str(BACKEND)},
                    # A Ctrl+C at the terminal is the host's to pass on, in its own order.
                    start_new_session=True,
                )
            finally:
                os.close(writing)
            self._process = process
            if self._stopping.is_set():
                process.terminate()
            for line in said:
                self._hear(line.strip())
        return process.wait()

    def _hear(self, line: bytes) -> None:
        if line == READY:
            self._ready.set()
        elif line:
            self._put(line.decode())


def _ends_with_us() -> list[str]:
    """Where it can, the system takes it down with the thread that started it, even if the host is killed."""
    return ["setpriv", "--pdeathsig", "KILL", "--"] if shutil.which("setpriv") else []
