"""The Chalice app as Lambda would run it: one call per event, each with its context, in a thread of its own.

Chalice keeps the current request on the app, which is safe in Lambda (one request at a time) and not in threads.
"""

import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import msgspec
from chalice.app import Chalice, Request, ScheduledEventConfig, SQSEventConfig
from chalice.config import Config
from chalice.local import LambdaContext

from chalicelib.platform.time import now_ms

Event = dict[str, Any]
Handler = Callable[[Event, Any], Any]

STAGE = "production"
_ACCOUNT = "000000000000"


class _PerThread(Chalice):
    """What Chalice keeps on the app, kept per thread instead."""

    _thread = threading.local()

    @property
    def current_request(self) -> Request | None:
        """The request that this thread answers."""
        return cast("Request | None", getattr(self._thread, "request", None))

    @current_request.setter
    def current_request(self, value: Request | None) -> None:
        self._thread.request = value

    @property
    def lambda_context(self) -> Any:
        """The context of the call that this thread makes."""
        return getattr(self._thread, "context", None)

    @lambda_context.setter
    def lambda_context(self, value: Any) -> None:
        self._thread.context = value


class Context(LambdaContext):
    """A call's context. Once the host is stopping, no time remains, so that long calls end as they do in Lambda."""

    def __init__(self, name: str, memory_mb: int, timeout_s: int, stopping: threading.Event) -> None:
        super().__init__(name, memory_mb, timeout_s * 1000)
        self._until = time.monotonic() + timeout_s
        self._stopping = stopping

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until Lambda would end this call."""
        return 0 if self._stopping.is_set() else max(0, int((self._until - time.monotonic()) * 1000))


class Functions:
    """The functions of one Chalice app, found by what the app itself says of them."""

    def __init__(self, app: Chalice, configuration: Path) -> None:
        self.app = app
        self.stopping = threading.Event()
        app.__class__ = type("HostedChalice", (_PerThread, app.__class__), {})
        self._config = Config(STAGE, config_from_disk=msgspec.json.decode(configuration.read_bytes()))

    def context(self, name: str) -> Context:
        """A fresh context with the time that the configuration gives that function."""
        scoped = self._config.scope(STAGE, name)
        return Context(name, scoped.lambda_memory_size or 128, scoped.lambda_timeout or 60, self.stopping)

    def config(self, name: str) -> Config:
        """The configuration of one function."""
        return self._config.scope(STAGE, name)

    def call(self, name: str, event: Event) -> Any:
        """Call a function by its name. Raises what it raises."""
        handler = cast(Handler, self.app.handler_map[name])
        return handler(event, self.context(name))

    def schedules(self) -> list[ScheduledEventConfig]:
        """What EventBridge would call, and how often."""
        return [source for source in self.app.event_sources if isinstance(source, ScheduledEventConfig)]

    def queues(self) -> list[SQSEventConfig]:
        """What SQS would call."""
        return [source for source in self.app.event_sources if isinstance(source, SQSEventConfig)]

    def socket_handler(self, route: str) -> str | None:
        """The name of the function for ``$connect``, ``$default`` or ``$disconnect``."""
        found = self.app.websocket_handlers.get(route)
        return cast(str, found.name) if found else None


def schedule_event(name: str) -> Event:
    """A tick as EventBridge sends it."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": _ACCOUNT,
        "time": datetime.fromtimestamp(now_ms() / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": "local",
        "resources": [f"arn:aws:events:local:{_ACCOUNT}:rule/{name}"],
        "detail": {},
    }


def queue_event(queue: str, bodies: list[str]) -> Event:
    """A batch as SQS sends it."""
    return {"Records": [_record(queue, body) for body in bodies]}


def _record(queue: str, body: str) -> Event:
    return {
        "messageId": str(uuid.uuid4()),
        "receiptHandle": str(uuid.uuid4()),
        "body": body,
        "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": str(now_ms())},
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:local:{_ACCOUNT}:{queue}",
        "awsRegion": "local",
    }
