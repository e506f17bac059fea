"""The little of HTTP that the host needs for itself: a request with a bounded body, and an answer."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

from chalicelib.platform.ids import new_id
from chalicelib.platform.problems import Problem, render
from chalicelib.platform.texts import Text, add_texts, language_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

LARGEST_BODY = 6 * 1024 * 1024
"""What a Lambda function accepts in one request."""
_BODY_S = 30.0

_WHOLE_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


class ClientGone(Exception):
    """The client left before it had sent all of its request."""


class Answer(msgspec.Struct):
    """A whole answer. A header may have several values."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str | list[str]] = {}


def problem_answer(problem: Problem, request: "Request") -> Answer:
    """A refusal in the reader's language."""
    body = render(problem, language_of(request.headers.get("accept-language")), new_id())
    headers: dict[str, str | list[str]] = {"content-type": "application/problem+json", "cache-control": "no-store"}
    return Answer(problem.status, body, {**headers, **problem.headers})


def json_answer(value: Any, status: int = 200) -> Answer:
    """A value as JSON that no cache keeps."""
    headers: dict[str, str | list[str]] = {"content-type": "application/json", "cache-control": "no-store"}
    return Answer(status, msgspec.json.encode(value), headers)


class Request:
    """One HTTP request as ASGI tells it."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._receive = receive
        self.method: str = scope.get("method", "GET")
        self.raw_path: str = scope["raw_path"].decode("ascii")
        """As it was sent: an encoded slash stays what it is."""
        self.path = unquote(self.raw_path)
        self.query_string: str = scope["query_string"].decode("ascii")
        self.headers = headers_of(scope)
        self.client: str = scope["client"][0] if scope.get("client") else ""

    @property
    def target(self) -> str:
        """Path and query as they were sent."""
        return f"{self.raw_path}?{self.query_string}" if self.query_string else self.raw_path

    @property
    def host(self) -> str:
        """The name that the client calls us by, without the port."""
        try:
            return urlsplit(f"//{self.headers.get('host', '')}").hostname or ""
        except ValueError:
            return ""

    def query(self, name: str) -> str | None:
        """The last value of a query parameter."""
        values = parse_qs(self.query_string, keep_blank_values=True).get(name)
        return values[-1] if values else None

    async def body(self) -> bytes:
        """All of the body. Raises Problem when it is too large or too slow, ClientGone when it never ends."""
        declared = self.headers.get("content-length", "0")
        if declared.isdecimal() and int(declared) > LARGEST_BODY:
            raise _too_large()
        try:
            async with asyncio.timeout(_BODY_S):
                return await self._read()
        except TimeoutError:
            raise Problem(408, "slow", "body_too_slow", params={"seconds": int(_BODY_S)}) from None

    async def _read(self) -> bytes:
        parts = bytearray()
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            parts += message.get("body", b"")
            if len(parts) > LARGEST_BODY:
                raise _too_large()
            if not message.get("more_body", False):
                return bytes(parts)

    async def gone(self) -> None:
        """Wait until the client has left."""
        while (await self._receive())["type"] != "http.disconnect":
            pass


def headers_of(scope: Scope) -> dict[str, str]:
    """Header names in lower case; repeated ones joined with a comma."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def wire_headers(answer: Answer, *, length: bool = True) -> list[tuple[bytes, bytes]]:
    """An answer's headers as ASGI wants them, with those that every answer of the host has."""
    named: dict[str, str | list[str]] = {**_WHOLE_HEADERS, **{k.lower(): v for k, v in answer.headers.items()}}
    if length:
        named["content-length"] = str(len(answer.body))
    return [
        (name.encode("latin-1"), value.encode("latin-1"))
        for name, values in named.items()
        for value in ([values] if isinstance(values, str) else values)
    ]


async def send(answer: Answer, out: Send) -> None:
    """Send a whole answer."""
    bare = answer.status in (204, 304)
    await out(
        {"type": "http.response.start", "status": answer.status, "headers": wire_headers(answer, length=not bare)}
    )
    await out({"type": "http.response.body", "body": b"" if bare else answer.body})


def _too_large() -> Problem:
    return Problem(413, "too_large", "body_too_large", params={"limit": LARGEST_BODY})


add_texts(
    {
        "title.slow": Text("Tok for lang tid", "Took too long"),
        "body_too_slow": Text(
            "Innholdet kom ikke innen {seconds} sekunder. Send det på nytt.",
            "The body did not arrive within {seconds} seconds. Send it again.",
        ),
    }
)
