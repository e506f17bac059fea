"""A receiver that listens in the test, on a port of its own, on the test's tables; and panels that call it.

::

    with a_receiver(world) as port:
        with a_call(port) as call:
            call.sendall(frame("ADM-CID", "1001", "1130 01 005"))
            assert answer_of(call) ...
"""

import asyncio
import itertools
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.records.commit import Engine
from receiver.conversation import Desk
from receiver.dc09 import Envelope, Framer, Header, enframe, read_header
from receiver.limits import Allowance, Limits
from receiver.reception import Reception
from receiver.server import Server, listen

_SEQUENCE = itertools.count(1)


class Listening:
    """What a test sees of it."""

    def __init__(self, port: int, desk: Desk) -> None:
        self.port = port
        self.desk = desk


@contextmanager
def a_receiver(engine: Engine, secret: str, allowance: Allowance | None = None) -> Iterator[Listening]:
    """Listens until the block ends; then what is with the store has been kept."""
    loop = asyncio.new_event_loop()
    stream, datagrams = listen("127.0.0.1", 0)
    port = int(stream.getsockname()[1])
    desk = Desk(Reception(engine, secret), Limits(allowance or Allowance()))
    server = Server(desk)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(server.open(stream, datagrams), loop).result(10)
        yield Listening(port, desk)
    finally:
        asyncio.run_coroutine_threadsafe(server.close(10), loop).result(20)
        desk.close()
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@contextmanager
def a_call(port: int) -> Iterator[socket.socket]:
    """A panel's connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as call:
        call.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield call


def frame(identifier: str, account: str, data: str = "", sequence: str = "", more: str = "") -> bytes:
    """A plain frame as a panel sends it: ``frame("ADM-CID", "1001", "1130 01 005")``."""
    inside = f"#{account}|{data}" if data else ""
    number = sequence or f"{next(_SEQUENCE) % 10_000:04d}"
    return enframe(f'"{identifier}"{number}L0#{account}[{inside}]{more}'.encode())


def answer_of(call: socket.socket) -> str | None:
    """The next answer's body, as text; None if the line is closed without one."""
    framer = Framer()
    while chunk := call.recv(1):
        for piece in framer.feed(chunk):
            assert isinstance(piece, Envelope), piece
            assert not piece.oddities
            return piece.body.decode("latin-1")
    return None


def answers_of(call: socket.socket, count: int) -> list[str | None]:
    """The next answers."""
    return [answer_of(call) for _ in range(count)]


def sequence_of(raw: bytes) -> str:
    """The sequence of a frame that was made here."""
    (piece,) = Framer().feed(raw)
    assert isinstance(piece, Envelope)
    header = read_header(piece)
    assert isinstance(header, Header)
    return header.seq
