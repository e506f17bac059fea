"""The receivers that are measured, each as a process of its own with a register of the same accounts."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bench.ground import put
from chalicelib.records.commit import Engine
from chalicelib.register.accounts import account_of
from chalicelib.register.panel import Panel
from host.dynamodb import ROOT
from receiver.server import listen
from receiver.waking import READY
from tests.support.receiving import HERE
from tests.support.wait import until

_UP_S = 30.0


def accounts(count: int) -> list[str]:
    """So many, as diallers write them."""
    return [f"B{number:05X}" for number in range(count)]


def register(engine: Engine, count: int) -> None:
    """A panel for each account."""
    panels = [
        Panel(customer_id="bench", id=f"panel-{one}", name=one, site_id=f"site-{one}", account=one)
        for one in accounts(count)
    ]
    put(engine, [state for panel in panels for state in (panel, account_of(panel))])


@contextmanager
def ours() -> Iterator[int]:
    """Varde's, on the tables that the environment names: its port."""
    stream, datagrams = listen(HERE, 0)
    hears, says = os.pipe()
    fds = stream.fileno(), datagrams.fileno(), says
    words = [sys.executable, "-m", "receiver"]
    for name, fd in zip(("tcp", "udp", "wake"), fds, strict=True):
        words += [f"--{name}-fd", str(fd)]
    process = subprocess.Popen(words, pass_fds=fds, env={**os.environ, "PYTHONPATH": str(ROOT / "backend")})
    os.close(says)
    ready = threading.Event()
    threading.Thread(target=_hear, args=(hears, ready), daemon=True).start()
    try:
        assert ready.wait(_UP_S), "the receiver did not come up"
        yield int(stream.getsockname()[1])
    finally:
        _stop(process)
        stream.close()
        datagrams.close()


def _hear(pipe: int, ready: threading.Event) -> None:
    """What it says is not needed here; that it says it, once."""
    with os.fdopen(pipe, "rb") as words:
        for line in words:
            if READY.encode() in line:
                ready.set()


@contextmanager
def theirs(known: Sequence[str]) -> Iterator[int]:
    """pysiaalarm: its port."""
    python = subprocess.run([ROOT / "infra" / "panels"], check=True, capture_output=True, text=True).stdout.strip()
    with socket.create_server((HERE, 0)) as free:
        port = int(free.getsockname()[1])
    words = [str(ROOT / python), str(ROOT / "bench" / "panels" / "theirs.py"), str(port), *known]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, env={"PATH": os.environ["PATH"]})
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"READY"
        until(lambda: _answers(port), _UP_S)
        yield port
    finally:
        _stop(process)


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HERE, port), timeout=1).close()
    except OSError:
        return False
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(30)
