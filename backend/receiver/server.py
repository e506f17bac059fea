"""The port that panels call: TCP and UDP on the same number, and what a slow, silent or strange caller may do there."""

import asyncio
import socket
from collections.abc import Callable
from typing import cast

from receiver.conversation import Conversation, Desk
from receiver.dc09 import LIMIT, SCANNERS, Framer, split
from receiver.reception import Peer

BACKLOG = 4_096
"""So many callers may knock at once: a whole town's panels come back together when the power does."""
_CHUNK = 16_384
_MOST_WAITING = 32
"""Pieces of one connection; the rest waits at the panel."""
_MOST_DATAGRAMS = 5_000
_NO_ENDING_S = 2.0
"""After so long without another byte, a frame that lacks its carriage return alone is whole."""
_SILENT_S = 30.0
"""So long may somebody stand on the line without a frame, or with half of one."""


def listen(host: str, port: int) -> tuple[socket.socket, socket.socket]:
    """Both sockets on one port; port 0 is any that is free. Raises OSError when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    stream = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    datagrams = socket.socket(family, socket.SOCK_DGRAM)
    try:
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        stream.bind((host, port))
        stream.listen(BACKLOG)
        datagrams.bind((host, stream.getsockname()[1]))
    except OSError:
        stream.close()
        datagrams.close()
        raise
    return stream, datagrams


class Server:
    """Both doors, open until closed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lines: set[_Line] = set()
        self._server: asyncio.Server | None = None
        self._datagrams: asyncio.DatagramTransport | None = None

    async def open(self, stream: socket.socket, datagrams: socket.socket) -> None:
        """Begin to answer on these two."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Line(self._desk, self._lines), sock=stream, backlog=BACKLOG)
        self._datagrams, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(self._desk), sock=datagrams)

    async def close(self, within_s: float) -> None:
        """Let nobody in, give what is with the store so long to be kept and answered, and hang up."""
        if self._server is not None:
            self._server.close()
        for line in self._lines:
            line.hear_no_more()
        until_s = asyncio.get_running_loop().time() + within_s
        while self._desk.at_work and asyncio.get_running_loop().time() < until_s:
            await asyncio.sleep(0.02)
        for line in list(self._lines):
            line.hang_up()
        if self._datagrams is not None:
            self._datagrams.close()


class _Line(asyncio.BufferedProtocol):
    """One connection."""

    def __init__(self, desk: Desk, lines: "set[_Line]") -> None:
        self._desk = desk
        self._lines = lines
        self._buffer = memoryview(bytearray(_CHUNK))
        self._framer = Framer()
        self._transport: asyncio.Transport | None = None
        self._conversation: Conversation | None = None
        self._address = ""
        self._timer: asyncio.TimerHandle | None = None
        self._paused = False
        self._blocked = False
        self._greeted = False
        self._said_all = False
        self._deaf = False

    # -- what asyncio says ---------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        made = cast("asyncio.Transport", transport)
        address = _address(made.get_extra_info("peername"))
        if not self._desk.limits.opened(address):
            self._desk.counts["too many connections"] += 1
            made.abort()
            return
        connection: socket.socket = made.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._transport, self._address = made, address
        self._conversation = Conversation(self._desk, Peer("tcp", address), self, patient=True)
        self._lines.add(self)
        self._await_more()

    def get_buffer(self, sizehint: int) -> memoryview:
        """Ours is as large as we mean to read at once, whatever is asked for."""
        return self._buffer

    def buffer_updated(self, nbytes: int) -> None:
        if self._conversation is None:
            return
        pieces = self._framer.feed(bytes(self._buffer[:nbytes]))
        stranger = self._framer.stranger
        self._greeted = self._greeted or bool(pieces)
        self._conversation.take(pieces)
        if stranger in SCANNERS:
            self._conversation.take(self._framer.close())
            return
        self._await_more()
        self._breathe()

    def eof_received(self) -> bool:
        if self._conversation is None or self._transport is None or self._transport.is_closing():
            return False
        self._stop_waiting()
        # Kept open until what came is answered: a panel may close its own half as soon as it has spoken.
        self._said_all = True
        self._conversation.take(self._framer.close())
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        if self._conversation is None:
            return
        self._conversation.end()
        self._conversation.take(self._framer.close())
        self._stop_waiting()
        self._lines.discard(self)
        self._desk.limits.closed(self._address)
        self._transport = None

    def pause_writing(self) -> None:
        self._blocked = True
        self._breathe()

    def resume_writing(self) -> None:
        self._blocked = False
        self._breathe()

    # -- what the conversation says ------------------------------------------------------------------------------

    def answer(self, reply: bytes) -> None:
        """Send it."""
        if self._transport is not None:
            self._transport.write(reply)

    def hang_up(self) -> None:
        """Close; what was answered is still sent."""
        self._stop_waiting()
        if self._transport is not None:
            self._transport.close()

    def settled(self) -> None:
        """Everything that came has been dealt with."""
        self._breathe()
        if self._said_all:
            self.hang_up()

    def hear_no_more(self) -> None:
        """Read nothing more; what has come is dealt with."""
        self._deaf = True
        self._breathe()

    # ------------------------------------------------------------------------------------------------------------

    def _breathe(self) -> None:
        """Read on, or let the panel wait until what it sent is dealt with and it has read what was answered."""
        if self._transport is None or self._conversation is None or self._transport.is_closing():
            return
        full = self._deaf or self._blocked or self._conversation.waiting >= _MOST_WAITING
        if full and not self._paused:
            self._transport.pause_reading()
        elif self._paused and not full:
            self._transport.resume_reading()
        self._paused = full

    def _await_more(self) -> None:
        self._stop_waiting()
        if self._framer.waiting or not self._greeted:
            seconds = _NO_ENDING_S if self._framer.whole else _SILENT_S
            self._timer = asyncio.get_running_loop().call_later(seconds, self._silent)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _silent(self) -> None:
        """Nothing more has come."""
        assert self._conversation is not None
        if self._framer.whole:
            self._greeted = True
            self._conversation.take(self._framer.close())
            return
        self._desk.counts["silent"] += 1
        self._conversation.take(self._framer.close())
        self.hang_up()


class _Datagrams(asyncio.DatagramProtocol):
    """Every datagram is whole, or it is nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._transport: asyncio.DatagramTransport | None = None
        self._open = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        transport = self._transport
        if transport is None:
            return
        if self._open >= _MOST_DATAGRAMS:
            self._desk.counts["let go"] += 1
            return
        self._open += 1
        wire = _Return(lambda reply: transport.sendto(reply, addr), self._settled)
        Conversation(self._desk, Peer("udp", _address(addr)), wire, patient=False).take(split(data, LIMIT))

    def error_received(self, exc: Exception) -> None:
        self._desk.counts["unreachable"] += 1

    def _settled(self) -> None:
        self._open -= 1


class _Return:
    """The way back of one datagram."""

    def __init__(self, send: Callable[[bytes], None], settled: Callable[[], None]) -> None:
        self._send = send
        self._settled = settled

    def answer(self, reply: bytes) -> None:
        """Send it to whoever sent."""
        self._send(reply)

    def hang_up(self) -> None:
        """There is nothing to close."""

    def settled(self) -> None:
        """It has been dealt with."""
        self._settled()


def _address(peer: object) -> str:
    """Without the port."""
    return str(peer[0]) if isinstance(peer, tuple) and peer else "unknown"
