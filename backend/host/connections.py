"""Open sockets as the code sees them: API Gateway's connection API, ``/@connections/{id}``.

A page that reads too slowly is cut off rather than buffered for: it comes back, and fetches the whole board.
"""

import asyncio
import secrets
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import msgspec
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from chalicelib.platform.time import now_ms
from host.web import Answer, Scope, headers_of

LARGEST_MESSAGE = 128 * 1024
MOST_QUEUED = 64
NORMAL = 1000
TRY_AGAIN_LATER = 1013
_ABORT = "varde.abort"


class AbortableSocket(WebSocketsSansIOProtocol):
    """Uvicorn's socket, with a way to cut a peer off that reads nothing: a close frame would wait behind the rest."""

    async def run_asgi(self) -> None:
        """Hand the transport's abort to the application."""
        extensions: dict[str, Any] = self.scope["extensions"]
        extensions[_ABORT] = self.transport.abort
        await super().run_asgi()


class Connection:
    """One page's socket."""

    def __init__(self, scope: Scope) -> None:
        self.id = secrets.token_urlsafe(12)
        self.connected_ms = now_ms()
        self.active_ms = self.connected_ms
        self.client: str = scope["client"][0] if scope.get("client") else ""
        self.headers = headers_of(scope)
        self.query = parse_qs(scope["query_string"].decode("ascii"), keep_blank_values=True)
        self.outgoing: asyncio.Queue[str] = asyncio.Queue(MOST_QUEUED)
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        """With which code we ended it."""
        self._abort = scope["extensions"].get(_ABORT, lambda: None)

    @property
    def identity(self) -> dict[str, str]:
        """Who is at the other end, in API Gateway's words."""
        return {"sourceIp": self.client, "userAgent": self.headers.get("user-agent", "")}

    def end(self, code: int) -> None:
        """End it in order, from our side."""
        if not self.ended.done():
            self.ended.set_result(code)

    def cut_off(self) -> None:
        """End it without a word: it does not listen."""
        self.end(TRY_AGAIN_LATER)
        self._abort()


def connection_api(method: str, connection: Connection | None, body: bytes) -> Answer:
    """POST sends, GET tells, DELETE closes; one that is not there (any more) is gone: 410."""
    if connection is None or connection.ended.done():
        return _refusal(410, "GoneException")
    match method:
        case "POST":
            return _post(connection, body)
        case "GET":
            return _told(connection)
        case "DELETE":
            connection.end(NORMAL)
            return Answer(204)
    return _refusal(403, "ForbiddenException")


def _told(connection: Connection) -> Answer:
    told = {
        "connectedAt": _iso(connection.connected_ms),
        "lastActiveAt": _iso(connection.active_ms),
        "identity": connection.identity,
    }
    return Answer(200, msgspec.json.encode(told), {"content-type": "application/json"})


def _post(connection: Connection, body: bytes) -> Answer:
    if len(body) > LARGEST_MESSAGE:
        return _refusal(413, "PayloadTooLargeException")
    try:
        connection.outgoing.put_nowait(body.decode())
    except asyncio.QueueFull:
        connection.cut_off()
        return _refusal(410, "GoneException")
    except UnicodeDecodeError:
        return _refusal(400, "BadRequestException")
    return Answer(200)


def _refusal(status: int, name: str) -> Answer:
    headers: dict[str, str | list[str]] = {"content-type": "application/json", "x-amzn-errortype": name}
    return Answer(status, msgspec.json.encode({"message": name}), headers)


def _iso(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
