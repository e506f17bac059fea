"""Routes mounted as in the system, a clock that the test sets, and a client that speaks to them like a page."""

import itertools
import json
import re
import secrets
from collections.abc import Callable
from typing import Any

import msgspec
from chalice.app import Chalice
from chalice.config import Config as ChaliceConfig
from chalice.local import LocalChalice, LocalGateway

from chalicelib.identity.authenticate import authenticator
from chalicelib.platform.config import Config
from chalicelib.platform.http import PREFIX, Context, Incoming, Route, mount
from chalicelib.records.commit import Engine

JSON = "application/json"


class Answered(msgspec.Struct):
    """What came back."""

    status: int
    headers: dict[str, str]
    json: Any

    @property
    def fields(self) -> list[str]:
        """The fields that a problem names."""
        return [error["field"] for error in self.json["errors"]]


def shape(value: object) -> str:
    """What somebody sees of an answer who cannot tell one number from another: its bytes, each figure a zero."""
    return re.sub(r"[0-9]", "0", json.dumps(value))


class Clock:
    """The time, which passes when the test says so."""

    def __init__(self, now_ms: int) -> None:
        self.now_ms = now_ms

    def __call__(self) -> int:
        return self.now_ms

    def wait(self, ms: int) -> None:
        self.now_ms += ms


class Doors:
    """A client of the mounted routes. Every request gets a key of its own unless it names one."""

    def __init__(
        self,
        routes: tuple[Route, ...],
        engine: Engine,
        config: Config,
        clock: Callable[[], int],
        provider: Callable[[Incoming], bool] = lambda _: False,
    ) -> None:
        app: Chalice = LocalChalice("doors", configure_logs=False)
        self.config = config
        context = Context(
            engine=engine, config=config, authenticate=authenticator(engine, config), provider=provider, now=clock
        )
        mount(app, routes, context)
        self._gateway = LocalGateway(app, ChaliceConfig())
        self._keys = itertools.count(1)
        self.address = f"2001:db8::{secrets.token_hex(2)}:{secrets.token_hex(2)}"
        """Its own, so that what one test tries does not count against another."""

    def __call__(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        token: str = "",
        key: str = "",
        address: str = "",
        headers: dict[str, str] | None = None,
    ) -> Answered:
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        sent = {
            "content-type": JSON,
            "x-forwarded-for": address or self.address,
            "idempotency-key": key or self.new_key(),
        }
        if token:
            sent["authorization"] = f"Bearer {token}"
        answer = self._gateway.handle_request(method, PREFIX + path, {**sent, **(headers or {})}, raw)
        text = answer["body"]
        return Answered(answer["statusCode"], answer["headers"], json.loads(text) if text else None)

    def new_key(self) -> str:
        """An idempotency key that was not used before."""
        return f"request-{next(self._keys):012d}"
