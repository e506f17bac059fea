"""``python -m receiver``: listens for alarm panels until it is stopped, and beats so that others know that it does.

Whoever starts it on one machine has opened its door already; behind a load balancer it opens its own (``--port``).
"""

import argparse
import asyncio
import logging
import resource
import secrets
import signal
import socket
import sys
from collections import Counter

from chalicelib.alarms.receivers import BEAT_MS, beat
from chalicelib.platform import observability
from chalicelib.platform.config import Config, Misconfigured, config
from chalicelib.platform.shapes import know_all
from chalicelib.platform.store import Store
from chalicelib.platform.time import now_ms
from chalicelib.records.commit import Engine
from receiver.conversation import Desk
from receiver.limits import Allowance, Limits
from receiver.reception import Reception
from receiver.server import Server, listen
from receiver.waking import Pipe, Queue, Waking, to_sqs

_LAST_FRAMES_S = 3.0


def _open_files() -> None:
    """As many as may be: each panel on the line is one, and the usual thousand is a small town."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


async def serve(settings: Config, sockets: tuple[socket.socket, socket.socket], waking: Waking) -> None:
    """Answer until SIGTERM or SIGINT, then end what is with the store."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, stopping.set)
    engine = Engine(Store(settings), settings.shards, waking.changed)
    desk = Desk(Reception(engine, settings.secret), Limits(Allowance()))
    server = Server(desk)
    await server.open(*sockets)
    beating = asyncio.create_task(_beat(engine, desk, waking))
    await stopping.wait()
    beating.cancel()
    await server.close(_LAST_FRAMES_S)
    desk.close()


async def _beat(engine: Engine, desk: Desk, waking: Waking) -> None:
    """From the loop, so that a receiver whose loop stands still is missed; the write itself in a thread."""
    name = f"{socket.gethostname()}-{secrets.token_hex(4)}"
    while True:
        told = Counter(desk.counts)
        try:
            await asyncio.to_thread(beat, engine, name, now_ms(), told)
            desk.counts -= told
            waking.ready()
        except Exception as error:
            observability.failed(error, "a beat was not written")
        await asyncio.sleep(BEAT_MS / 1000)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m receiver", description="Receives alarms: SIA DC-09, TCP and UDP.")
    opened = {"tcp": "a listening socket", "udp": "a socket for datagrams", "wake": "a pipe for wake-ups"}
    for name, what in opened.items():
        parser.add_argument(f"--{name}-fd", type=int, help=f"{what} that whoever starts us has opened")
    parser.add_argument("--port", type=int, help="open the door ourselves, and wake others by VARDE_WAKE_QUEUE_URL")
    parser.add_argument("--host", default="127.0.0.1", help="the address of that door; else only this machine's")
    return parser


def _door(asked: argparse.Namespace, settings: Config) -> tuple[tuple[socket.socket, socket.socket], Waking]:
    """The sockets, and who is woken. Raises OSError and Misconfigured."""
    if asked.port is None:
        return (socket.socket(fileno=asked.tcp_fd), socket.socket(fileno=asked.udp_fd)), Pipe(asked.wake_fd)
    if not settings.wake_queue_url:
        raise Misconfigured("VARDE_WAKE_QUEUE_URL is missing: with --port it is whom we wake when an alarm has come")
    return listen(asked.host, asked.port), Queue(to_sqs(settings))


def main(arguments: list[str]) -> int:
    """Run; 0 when it was asked to stop."""
    logging.basicConfig(level=logging.WARNING)
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.port is None and None in (asked.tcp_fd, asked.udp_fd, asked.wake_fd):
        parser.error("give --port, or all of --tcp-fd, --udp-fd and --wake-fd")
    know_all()
    try:
        settings = config()
        sockets, waking = _door(asked, settings)
    except (Misconfigured, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    _open_files()
    asyncio.run(serve(settings, sockets, waking))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
