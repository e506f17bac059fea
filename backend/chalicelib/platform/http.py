"""Everything that is the same at every door: who it is, may they, is it readable, and how the answer goes back.

        request --> size --> caller --> audience --> Idempotency-Key --> body, query --> handler --> answer
                     413       401         403             400             415 400 422      Problem -> its status
                                                                                            anything else -> 500

Nobody who is not let in learns what a body should look like, and nothing is read from the store for a request that is
too large.
"""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from chalice.app import Chalice, Response

from chalicelib.platform import decoding, observability
from chalicelib.platform.access import ANYONE, PROVIDER, Assurance, Caller
from chalicelib.platform.config import Config
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import AnswerLost, Key, TryAgain
from chalicelib.platform.problems import (
    Problem,
    forbidden,
    internal,
    malformed,
    not_found,
    render,
    unauthenticated,
    unavailable,
)
from chalicelib.platform.route import JSON, Method, Params, Proof, Request, Route
from chalicelib.platform.texts import language_of
from chalicelib.platform.time import now_ms

if TYPE_CHECKING:
    from chalicelib.records.commit import Engine, Facts

__all__ = ["PREFIX", "Context", "Identified", "Incoming", "Method", "Params", "Proof", "Request", "Route", "mount"]

PREFIX = "/api/v1/"

_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_PARAM = re.compile(r"[0-9A-Za-z_+-]{1,64}")
_CORRELATION = re.compile(r"[0-9A-Za-z_-]{8,64}")

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000",
    "X-Content-Type-Options": "nosniff",
}


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """A request as it came, before anything in it is believed."""

    route: Route
    method: str
    path: str
    """The whole path from ``/api/v1/`` on, whatever stage or proxy stands before it."""
    headers: Mapping[str, str]
    raw_body: bytes
    idempotency_key: str
    client_address: str
    now_ms: int
    keys: list[Key]
    """The rows to be read together with the session."""


class Identified(msgspec.Struct, frozen=True):
    """Whom a request was found to come from, and the rows that were read on the way."""

    caller: Caller | None
    prefetched: "Facts"


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What the doors need from the rest of the system; the composition root fills it in."""

    engine: "Engine"
    config: Config
    authenticate: Callable[[Incoming], Identified]
    provider: Callable[[Incoming], bool]
    """Whether a webhook's request was signed with the supplier's secret."""
    passing: tuple[type[Exception], ...] = (TryAgain, AnswerLost)
    """Failures that pass: answered with 503 and the request to send the same again."""
    now: Callable[[], int] = now_ms


def mount(app: Chalice, routes: tuple[Route, ...], context: Context) -> None:
    """Open every route on ``app``. Raises ValueError when two routes share a method and a path."""
    for route in routes:
        # Chalice's own check of the content type is passed by, so that ours answers with a problem.
        register = app.route(PREFIX + route.path, methods=[route.method], content_types=["*/*"], name=_name(route))
        register(_view(app, route, context))


def _name(route: Route) -> str:
    return re.sub(r"\W+", "_", f"{route.method}_{route.path}").strip("_").lower()


def _view(app: Chalice, route: Route, context: Context) -> Callable[..., Response]:
    def view(**params: str) -> Response:
        raw = app.current_request
        assert raw is not None
        headers = {name.lower(): str(value) for name, value in raw.headers.items()}
        given = headers.get("x-correlation-id", "")
        correlation_id = given if _CORRELATION.fullmatch(given) else new_id()
        started_ms = context.now()
        try:
            body, status, extra = _answer(route, context, raw, headers, params, correlation_id, started_ms)
        except Exception as error:
            problem = _problem(error, context, correlation_id)
            if problem.status >= 500:
                observability.count("requests_failed")
                observability.failed(
                    error,
                    "a request failed",
                    method=route.method,
                    route=route.path,
                    status=problem.status,
                    correlation_id=correlation_id,
                )
            body = render(problem, language_of(headers.get("accept-language")), correlation_id)
            status, extra = problem.status, {"Content-Type": "application/problem+json", **problem.headers}
        return Response(body.decode(), {**_HEADERS, "X-Correlation-Id": correlation_id, **extra}, status)

    view.__doc__ = route.summary
    return view


def _problem(error: Exception, context: Context, correlation_id: str) -> Problem:
    if isinstance(error, Problem):
        return error
    return unavailable() if isinstance(error, context.passing) else internal(correlation_id)


def _answer(
    route: Route,
    context: Context,
    raw: Any,
    headers: Mapping[str, str],
    params: Params,
    correlation_id: str,
    at_ms: int,
) -> tuple[bytes, int, dict[str, str]]:
    incoming = _incoming(route, context, raw, headers, params, at_ms)
    found = _admit(context, incoming)
    if route.mutating and not route.forgiving and not route.keyless and not incoming.idempotency_key:
        raise malformed("key_missing")
    request = Request(
        engine=context.engine,
        config=context.config,
        caller=found.caller,
        body=_body(route, headers, incoming.raw_body),
        params=params,
        query=_query(route, raw),
        command_id=_command_id(incoming, found.caller),
        now_ms=at_ms,
        language=language_of(headers.get("accept-language")),
        client_address=incoming.client_address,
        headers=headers,
        prefetched=found.prefetched,
        correlation_id=correlation_id,
    )
    answer = route.handler(request)
    if route.status == 204:
        return b"", 204, {}
    return msgspec.json.encode({} if answer is None else answer), route.status, {"Content-Type": JSON}


def _incoming(
    route: Route, context: Context, raw: Any, headers: Mapping[str, str], params: Params, at_ms: int
) -> Incoming:
    if any(not _PARAM.fullmatch(value) for value in params.values()):
        raise not_found()
    body = raw.raw_body or b""
    if len(body) > route.max_body_bytes and not route.forgiving:
        raise decoding.too_large(route.max_body_bytes)
    key = headers.get("idempotency-key", "")
    return Incoming(
        route=route,
        method=route.method,
        path=PREFIX + route.path.format(**params),
        headers=headers,
        raw_body=body,
        idempotency_key=key if _KEY.fullmatch(key) else "",
        client_address=_client_address(raw, headers, context.config.forwarded_hops),
        now_ms=at_ms,
        keys=route.prefetch(params),
    )


def _client_address(raw: Any, headers: Mapping[str, str], hops: int) -> str:
    """Who sent it: the peer, or so many places from the end of what our own proxies have written down."""
    chain = [part.strip() for part in headers.get("x-forwarded-for", "").split(",") if part.strip()]
    if hops and len(chain) >= hops:
        return chain[-hops][:64]
    return str(raw.context.get("identity", {}).get("sourceIp") or "unknown")


def _admit(context: Context, incoming: Incoming) -> Identified:
    route = incoming.route
    if route.audience == PROVIDER and not context.provider(incoming):
        raise unauthenticated("signature_wrong")
    found = context.authenticate(incoming)
    if route.audience in (ANYONE, PROVIDER):
        return found
    if found.caller is None:
        raise unauthenticated()
    unverified = found.caller.assurance is Assurance.UNVERIFIED
    if unverified and route.proof != "never_refused":
        raise unauthenticated()
    if not unverified and not found.caller.has(*route.audience.roles) and route.proof != "never_refused":
        raise forbidden()
    return found


def _command_id(incoming: Incoming, caller: Caller | None) -> str:
    """One person's key is never another's, so that nobody is answered with somebody else's result."""
    key = incoming.idempotency_key
    if not key and incoming.route.forgiving:
        key = new_id() + new_id()  # rather two alarms than none
    return f"{caller.person_id if caller else 'anyone'}/{key}" if key else ""


def _body(route: Route, headers: Mapping[str, str], raw: bytes) -> Any:
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if raw and content_type != route.consumes and not route.forgiving:
        raise decoding.wrong_content_type(route.consumes)
    if route.body is bytes:
        return raw
    return decoding.text_body(raw) if route.body is str else decoding.json_body(raw, route.wanted_body)


def _query(route: Route, raw: Any) -> Any:
    values = None if route.forgiving else raw.query_params
    found = {name: values.getlist(name) for name in values} if values else {}
    return decoding.query(found, route.query or decoding.Nothing)
