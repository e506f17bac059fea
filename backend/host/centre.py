"""The composition: one Chalice app and the parts around it, on one socket, from the first request to the last."""

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import msgspec
import uvicorn
from chalice.app import Chalice

from chalicelib.platform.time import now_ms
from host.api import Api
from host.asgi import Host
from host.connections import LARGEST_MESSAGE, AbortableSocket
from host.functions import Functions
from host.lanes import Lanes
from host.pages import Pages
from host.panels import Panels
from host.schedules import Schedules
from host.sms.carrier import Carrier
from host.sms.routes import Changes, NamesOf, Sms
from host.sms.telephones import Telephones
from host.sockets import Sockets
from host.training.player import Player
from host.training.routes import ToldOf, Training
from host.training.towards import Towards
from host.wakes import Wakes

_LAST_CALLS_S = 3.0
_LAST_ANSWERS_S = 5
_FIRST_BEAT_S = 15.0


class Application(Protocol):
    """What the host asks of the module ``app``."""

    app: Chalice

    def configure(self, wake: Callable[[str], None]) -> None:
        """Be told how the sender is woken: with the body of a message to its queue."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the parts of one centre are told."""

    url: str
    """By what name and port browsers find it."""
    configuration: Path
    pages: Path
    outside: Path
    sms_secret: str
    access_key_id: str
    open_to_others: bool = False
    training: bool = False


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises OSError when it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named TCP, or asyncio does not know that it may send each answer at once: that would cost 40 ms an answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(1024)
    except OSError:
        listener.close()
        raise
    return listener


class Centre:
    """A running centre. ``database_up`` tells whether the tables can be reached."""

    def __init__(
        self,
        application: Application,
        settings: Settings,
        *,
        names_of: NamesOf = lambda numbers: {},
        database_up: Callable[[], bool] = lambda: True,
        told_of: ToldOf = lambda since_ms: [],
        exercise_at: Callable[[], str | None] = lambda: None,
        panels: Callable[[Callable[[str], None]], Panels] | None = None,
    ) -> None:
        authority = settings.url.partition("://")[2]
        self._database_up = database_up
        self._started_ms = now_ms()
        self._functions = Functions(application.app, settings.configuration)
        self._lanes = Lanes()
        self._wakes = Wakes(self._functions)
        application.configure(self._wakes.put)
        self._panels = panels(self._wakes.put) if panels else None
        self._schedules = Schedules(self._functions)
        self._sockets = Sockets(self._functions, self._lanes, authority)
        self._changes = Changes()
        self._telephones = Telephones(settings.outside)
        self._carrier = Carrier(
            self._telephones, f"http://127.0.0.1:{authority.rpartition(':')[2]}", settings.sms_secret
        )
        self._telephones.changed = self._outside_changed
        here = f"http://127.0.0.1:{authority.rpartition(':')[2]}"
        self._training = Training(Player(here), told_of) if settings.training else None
        self.host = Host(
            api=Api(self._functions, self._lanes),
            pages=Pages(settings.pages, authority),
            sockets=self._sockets,
            sms=Sms(self._telephones, self._changes, settings.sms_secret, names_of),
            health=self.health,
            access_key_id=settings.access_key_id,
            open_to_others=settings.open_to_others,
            exercise=self._training or Towards(exercise_at),
        )

    def serve(self, listener: socket.socket, ready: Callable[[], None]) -> None:
        """Answer until SIGINT or SIGTERM, then end what runs. ``ready`` is called once it answers.

        The signal is raised again when all has ended; whoever calls this from the main thread handles it.
        """
        server = _Server(
            uvicorn.Config(
                self.host,
                lifespan="off",
                ws=AbortableSocket,
                ws_max_size=LARGEST_MESSAGE,
                ws_per_message_deflate=False,
                # Addresses carry tickets and numbers; and who a request is from is not for its headers to say.
                access_log=False,
                log_config=None,
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=_LAST_ANSWERS_S,
            ),
            ready=lambda: self._begin(ready),
            stopping=self._stop_waiting,
        )
        try:
            server.run(sockets=[listener])
        finally:
            self._end()

    def health(self) -> dict[str, Any]:
        """What a script wants to know of it."""
        database = self._database_up()
        panels = self._panels
        return {
            "ok": database and (panels is None or panels.running),
            "database": database,
            "started_ms": self._started_ms,
            "sockets": len(self._sockets),
            "wakes_dropped": self._wakes.dropped,
            "receiver": panels and panels.health(),
            "schedules": {
                one.name: {"succeeded_ms": one.succeeded_ms, "failures": one.failures} for one in self._schedules.all
            },
        }

    def _outside_changed(self) -> None:
        self._changes.tell()
        self._carrier.nudge()

    def _begin(self, ready: Callable[[], None]) -> None:
        self._wakes.start()
        if self._panels is not None:
            # Before the clock's first look: it is not to find that nobody has listened while we were down.
            self._panels.start(_FIRST_BEAT_S)
        self._schedules.start()
        self._carrier.start()
        ready()

    def _stop_waiting(self) -> None:
        self._functions.stopping.set()
        self._changes.close()

    def _end(self) -> None:
        self._functions.stopping.set()
        if self._training is not None:
            self._training.player.stop()
        self._carrier.stop()
        if self._panels is not None:
            self._panels.stop()
        self._schedules.wait(_LAST_CALLS_S)
        self._wakes.close()
        self._lanes.close()
        self._telephones.close()


class _Server(uvicorn.Server):
    """Uvicorn, saying when it answers and when it begins to stop."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], stopping: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready
        self._stopping = stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            await asyncio.to_thread(self._ready)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopping()
        await super().shutdown(sockets)
