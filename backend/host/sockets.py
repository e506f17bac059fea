"""WebSockets at ``/ws``, and the connection API that the code posts to, both as API Gateway has them.

A page that reads too slowly is cut off rather than buffered for: it comes back, and fetches the whole board.
"""

import asyncio
import secrets
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import parse_qs

import msgspec
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from chalicelib.platform.time import now_ms
from host.functions import Event, Functions
from host.lanes import Busy, Lanes
from host.web import Answer, Receive, Scope, Send, headers_of

IDLE_S = 600.0
LIFE_S = 7200.0
"""API Gateway's limits; pages that live with these live in the cloud too."""
SEND_S = 10.0
LARGEST_MESSAGE = 128 * 1024
MOST_QUEUED = 64
_ABORT = "varde.abort"
_NORMAL = 1000
_AWAY = 1001
_LOST = 1006
_TRY_AGAIN_LATER = 1013


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

    def end(self, code: int) -> None:
        """End it in order, from our side."""
        if not self.ended.done():
            self.ended.set_result(code)

    def cut_off(self) -> None:
        """End it without a word: it does not listen."""
        self.end(_TRY_AGAIN_LATER)
        self._abort()


class Sockets:
    """All open sockets of this host. Used from the event loop's thread only."""

    def __init__(self, functions: Functions, lanes: Lanes, domain: str) -> None:
        self._functions = functions
        self._lanes = lanes
        self._domain = domain
        self._open: dict[str, Connection] = {}

    # -- the page's side -----------------------------------------------------------------------------------------

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Keep one socket from its handshake to its end."""
        await receive()
        connection = Connection(scope)
        # Known before the code knows of it: what is posted while the handshake lasts waits, and is not answered "gone".
        self._open[connection.id] = connection
        try:
            status = await self._call("$connect", connection, eventType="CONNECT")
            if not 200 <= status < 300:
                await _deny(send, status)
                return
            await send({"type": "websocket.accept"})
            code = await self._serve(connection, receive, send)
        except ClientDisconnected:
            code = _LOST
        finally:
            self._open.pop(connection.id, None)
        await self._call("$disconnect", connection, eventType="DISCONNECT", disconnectStatusCode=code)

    async def _serve(self, connection: Connection, receive: Receive, send: Send) -> int:
        """Until one side has had enough. Returns the code it ended with."""
        ends: list[asyncio.Future[int]] = [
            asyncio.create_task(self._listen(connection, receive)),
            asyncio.create_task(_talk(connection, send)),
            connection.ended,
        ]
        try:
            async with asyncio.timeout(LIFE_S):
                done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            code = next(iter(done)).result()
        except TimeoutError:
            code = _AWAY
        finally:
            for end in ends:
                end.cancel()
            await asyncio.gather(*ends, return_exceptions=True)
        await _say_goodbye(connection, send, code)
        return code

    async def _listen(self, connection: Connection, receive: Receive) -> int:
        while True:
            try:
                async with asyncio.timeout(IDLE_S):
                    message = await receive()
            except TimeoutError:
                return _AWAY
            if message["type"] == "websocket.disconnect":
                return int(message.get("code") or 1005)
            connection.active_ms = now_ms()
            text = message.get("text")
            if text is not None:
                await self._call("$default", connection, body=text, eventType="MESSAGE", messageId=secrets.token_hex(8))

    async def _call(self, route: str, connection: Connection, body: str | None = None, **context: Any) -> int:
        """Call the function for a route; 500 and the log when it fails, as API Gateway does."""
        name = self._functions.socket_handler(route)
        if name is None:
            return 200
        event = self._event(route, connection, body, context)
        try:
            answer = await self._lanes.run("socket", partial(self._functions.call, name, event))
        except Busy:
            return 503
        except Exception:
            self._functions.app.log.exception("the socket's %s failed", route)
            return 500
        return int(answer.get("statusCode", 200))

    def _event(self, route: str, connection: Connection, body: str | None, context: dict[str, Any]) -> Event:
        event: Event = {
            "requestContext": {
                "routeKey": route,
                "messageDirection": "IN",
                "connectionId": connection.id,
                "connectedAt": connection.connected_ms,
                "requestTimeEpoch": now_ms(),
                "requestId": secrets.token_hex(8),
                "domainName": self._domain,
                "stage": "live",
                "apiId": "local",
                "identity": {
                    "sourceIp": connection.client,
                    "userAgent": connection.headers.get("user-agent", ""),
                },
                **context,
            },
            "isBase64Encoded": False,
        }
        if body is not None:
            event["body"] = body
        if route == "$connect":
            event["headers"] = connection.headers
            event["multiValueHeaders"] = {name: [value] for name, value in connection.headers.items()}
            # A request without a query has null here, not an empty map.
            event["queryStringParameters"] = {k: v[-1] for k, v in connection.query.items()} or None
            event["multiValueQueryStringParameters"] = connection.query or None
        return event

    # -- the code's side -----------------------------------------------------------------------------------------

    def connection_api(self, method: str, connection_id: str, body: bytes) -> Answer:
        """``/@connections/{id}``: POST sends, GET tells, DELETE closes. An unknown one is gone (410)."""
        connection = self._open.get(connection_id)
        if connection is None or connection.ended.done():
            return _refusal(410, "GoneException")
        match method:
            case "POST":
                return _post(connection, body)
            case "GET":
                told = {
                    "connectedAt": _iso(connection.connected_ms),
                    "lastActiveAt": _iso(connection.active_ms),
                    "identity": {
                        "sourceIp": connection.client,
                        "userAgent": connection.headers.get("user-agent", ""),
                    },
                }
                return Answer(200, msgspec.json.encode(told), {"content-type": "application/json"})
            case "DELETE":
                connection.end(_NORMAL)
                return Answer(204)
        return _refusal(403, "ForbiddenException")

    def __len__(self) -> int:
        return len(self._open)


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


async def _talk(connection: Connection, send: Send) -> int:
    while True:
        text = await connection.outgoing.get()
        try:
            async with asyncio.timeout(SEND_S):
                await send({"type": "websocket.send", "text": text})
        except TimeoutError:
            connection.cut_off()
            return _TRY_AGAIN_LATER
        connection.active_ms = now_ms()


async def _say_goodbye(connection: Connection, send: Send, code: int) -> None:
    try:
        async with asyncio.timeout(1):
            await send({"type": "websocket.close", "code": code})
    except TimeoutError:
        connection.cut_off()
    except (ClientDisconnected, RuntimeError):
        # The other side ended it: there is nobody to tell.
        return


async def _deny(send: Send, status: int) -> None:
    await send({"type": "websocket.http.response.start", "status": status, "headers": []})
    await send({"type": "websocket.http.response.body", "body": b""})


def _refusal(status: int, name: str) -> Answer:
    headers: dict[str, str | list[str]] = {"content-type": "application/json", "x-amzn-errortype": name}
    return Answer(status, msgspec.json.encode({"message": name}), headers)


def _iso(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
