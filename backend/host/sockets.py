"""WebSockets at ``/ws``: each one calls the app's handlers as API Gateway does, from its handshake to its end."""

import asyncio
import logging
import secrets
from functools import partial
from typing import Any

from uvicorn.protocols.utils import ClientDisconnected

from chalicelib.platform.time import now_ms
from host.connections import TRY_AGAIN_LATER, Connection
from host.functions import Event, Functions
from host.lanes import Busy, Lanes
from host.web import Receive, Scope, Send

IDLE_S = 600.0
LIFE_S = 7200.0
"""API Gateway's limits; pages that live with these live in the cloud too."""
SEND_S = 10.0
_AWAY = 1001
_LOST = 1006

log = logging.getLogger("host.sockets")


class Sockets:
    """All open sockets of this host. Used from the event loop's thread only."""

    def __init__(self, functions: Functions, lanes: Lanes, domain: str) -> None:
        self._functions = functions
        self._lanes = lanes
        self._domain = domain
        self._open: dict[str, Connection] = {}

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
            log.exception("the function for %s failed", route)
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
                "identity": connection.identity,
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

    def find(self, connection_id: str) -> Connection | None:
        """The open socket with that id."""
        return self._open.get(connection_id)

    def __len__(self) -> int:
        return len(self._open)


async def _talk(connection: Connection, send: Send) -> int:
    while True:
        text = await connection.outgoing.get()
        try:
            async with asyncio.timeout(SEND_S):
                await send({"type": "websocket.send", "text": text})
        except TimeoutError:
            connection.cut_off()
            return TRY_AGAIN_LATER
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
