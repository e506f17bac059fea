"""Suppliers of SMS on this machine: real HTTP servers that answer as AWS or a webhook's adapter does, or not at all."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, NamedTuple

from chalicelib.platform.config import Config
from tests.support.sms import Does

WEBHOOK_SECRET = "w" * 32


class Request(NamedTuple):
    """What reached the supplier."""

    headers: dict[str, str]
    body: bytes

    @property
    def sms(self) -> dict[str, Any]:
        """The message, in the supplier's own words."""
        found: dict[str, Any] = json.loads(self.body)
        return found


class Answer(NamedTuple):
    """What the supplier says; a ``status`` of 0 hangs up instead, -1 says nothing until the server closes."""

    status: int
    body: dict[str, Any] | bytes = b""


HANGS_UP, SAYS_NOTHING = Answer(0), Answer(-1)

AS_WEBHOOK = {
    Does.ACCEPT: Answer(202, {"id": "supplier-1"}),
    Does.ACCEPT_AND_LOSE_THE_ANSWER: HANGS_UP,
    Does.THROTTLE: Answer(429, {"reason": "slow down"}),
    Does.REFUSE: Answer(422, {"reason": "no such number: +47 90 00 00 01"}),
}
AS_AWS = {
    Does.ACCEPT: Answer(200, {"MessageId": "supplier-1"}),
    Does.ACCEPT_AND_LOSE_THE_ANSWER: HANGS_UP,
    Does.THROTTLE: Answer(400, {"__type": "ThrottlingException", "Message": "Rate exceeded"}),
    Does.REFUSE: Answer(
        400,
        {
            "__type": "ValidationException",
            "Message": "+4790000001 cannot be reached",
            "Reason": "INVALID_PARAMETER",
        },
    ),
}


class Supplier:
    """One server; it keeps what it got and gives ``answer``."""

    def __init__(self) -> None:
        self.got: list[Request] = []
        self.answer = HANGS_UP
        self._closing = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = False
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def url(self) -> str:
        """Its address, also after it is gone."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """Be away: the port is closed."""
        if not self._closing.is_set():
            self._closing.set()
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        supplier = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                supplier.got.append(Request(dict(self.headers.items()), body))
                answer = supplier.answer
                self.close_connection = True
                if answer.status == -1:
                    supplier._closing.wait()
                if answer.status > 0:
                    content = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
                    self.send_response(answer.status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(content)))
                    self.send_header("Location", "/elsewhere")
                    self.end_headers()
                    self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        return Handler


@contextmanager
def a_supplier() -> Iterator[Supplier]:
    """A server for one test."""
    supplier = Supplier()
    try:
        yield supplier
    finally:
        supplier.close()


def a_config(name: str, url: str, **options: str) -> Config:
    """The configuration of a provider that reaches this server, and waits for a moment only."""
    needed = {
        "aws": {"endpoint": url, "origination": "VARDE", "configuration_set": "varde"},
        "webhook": {"url": url, "secret": WEBHOOK_SECRET, "sender": "Varde"},
        "local": {"url": url},
    }[name]
    return Config(
        secret="s" * 32,
        sms_provider=name,
        one_machine=True,
        sms_options={**needed, "timeout_s": "0.5", **options},
    )
