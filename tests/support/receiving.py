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

from chalicelib.alarms.signal import Signal, account_pk, window_of, window_sk
from chalicelib.platform.time import now_ms
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, from_item
from receiver.conversation import Desk
from receiver.dc09 import Envelope, Framer, Header, enframe, read_header
from receiver.dc09.cipher import encipher
from receiver.dc09.moments import write_moment
from receiver.limits import Allowance, Limits
from receiver.reception import Reception
from receiver.server import Server, listen
from tests.support.world import World

HERE = "127.0.0.1"
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
    stream, datagrams = listen(HERE, 0)
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
    with socket.create_connection((HERE, port), timeout=20) as call:
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


def one_signal(port: int, account: str, data: str) -> str | None:
    """A signal (Contact ID) in a call of its own; the answer."""
    with a_call(port) as call:
        call.sendall(frame("ADM-CID", account, data))
        return answer_of(call)


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


def kept(world: World, account: str, at_ms: int | None = None) -> list[Signal]:
    """What is kept of an account, or of what named none from here, about now, and has not been judged yet."""
    window = window_of(at_ms or now_ms())
    pk = account_pk(account, HERE)
    items = world.engine.store.waiting("live", pk, window_sk(window - 1), window_sk(window + 1) + "z")
    rows: list[Row[Signal]] = [from_item(item) for item in items]
    return sorted((row.state for row in rows), key=lambda one: one.received_at_ms)


def judge_all(world: World) -> None:
    """Everything that has come is judged."""
    world.now_ms = now_ms()
    world.settle()


def encrypted(account: str, data: str, at_ms: int, key: bytes, sequence: str = "0001") -> bytes:
    """An encrypted Contact ID frame."""
    inside = f"#{account}|{data}]_{write_moment(at_ms)}".encode()
    return enframe(f'"*ADM-CID"{sequence}L0#{account}['.encode() + encipher(inside, key))
