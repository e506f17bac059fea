"""``/api/v1``: every request goes through Chalice's own local gateway to the same app that Lambda runs."""

import asyncio
import base64
from functools import partial
from typing import Any

from chalice.config import Config
from chalice.local import LambdaContext, LocalGateway, LocalGatewayException

from chalicelib.platform.problems import Problem, not_found, unavailable
from chalicelib.platform.texts import Text, add_texts
from host.functions import Functions
from host.lanes import Busy, Lanes, lane_of
from host.web import Answer, Request

PREFIX = "/api/v1/"
FUNCTION = "api_handler"
ANSWER_S = 29.0
"""API Gateway waits so long; then the client is told, and may send the same again with the same key."""


class _NoSuchRoute(Exception):
    """The gateway would say 403 and echo the caller's token; we say what is the matter."""


class _Gateway(LocalGateway):
    """Chalice's gateway for one request, telling the app the address that it really came from."""

    def __init__(self, functions: Functions, config: Config, client: str) -> None:
        super().__init__(functions.app, config)
        self._functions = functions
        self._client = client

    def _generate_lambda_context(self) -> LambdaContext:
        return self._functions.context(FUNCTION)

    def _generate_lambda_event(
        self, method: str, path: str, headers: dict[str, Any], body: bytes | None
    ) -> dict[str, Any]:
        try:
            event: dict[str, Any] = super()._generate_lambda_event(method, path, headers, body)
        except ValueError:
            raise _NoSuchRoute(path) from None
        event["requestContext"]["identity"]["sourceIp"] = self._client
        return event


class Api:
    """The door to the app's routes."""

    def __init__(self, functions: Functions, lanes: Lanes) -> None:
        self._functions = functions
        self._lanes = lanes
        self._config = functions.config(FUNCTION)

    async def __call__(self, request: Request) -> Answer:
        """The app's answer. Raises Problem when there is none."""
        body = await request.body()
        work = partial(self._handle, request, body)
        try:
            return await asyncio.wait_for(self._lanes.run(lane_of(request.method, request.path), work), ANSWER_S)
        except _NoSuchRoute:
            raise not_found("no_such_route") from None
        except Busy:
            raise unavailable() from None
        except TimeoutError:
            raise Problem(504, "slow", "answer_too_slow", params={"seconds": int(ANSWER_S)}) from None

    def _handle(self, request: Request, body: bytes) -> Answer:
        gateway = _Gateway(self._functions, self._config, request.client)
        try:
            answer = gateway.handle_request(request.method, request.target, request.headers, body or None)
        except LocalGatewayException as refusal:
            return Answer(refusal.CODE, refusal.body or b"", dict(refusal.headers))
        return _answer(answer)


def _answer(answer: dict[str, Any]) -> Answer:
    body = answer.get("body") or b""
    if answer.get("isBase64Encoded"):
        body = base64.b64decode(body)
    elif isinstance(body, str):
        body = body.encode()
    headers = {"content-type": "application/json", "cache-control": "no-store"}
    headers |= {name.lower(): str(value) for name, value in (answer.get("headers") or {}).items()}
    several = {
        name.lower(): [str(v) for v in values] for name, values in (answer.get("multiValueHeaders") or {}).items()
    }
    return Answer(int(answer["statusCode"]), body, {**headers, **several})


add_texts(
    {
        "no_such_route": Text("Adressen finnes ikke i dette API-et.", "This API has no such address."),
        "answer_too_slow": Text(
            "Svaret kom ikke innen {seconds} sekunder. Send det samme på nytt med samme Idempotency-Key.",
            "No answer within {seconds} seconds. Send the same again with the same Idempotency-Key.",
        ),
    }
)
