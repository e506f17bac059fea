"""Who may ask the host for what, by where they are and by which name they call it."""

import asyncio
import json
from collections.abc import MutableMapping
from typing import Any, cast

import pytest

from host.asgi import Host
from host.web import Answer, Request

KEY = "THEINSTALLATIONSKEY"


class _Part:
    """A part of the host that says its name."""

    def __init__(self, name: str) -> None:
        self._name = name

    async def __call__(self, request: Request) -> Answer:
        return Answer(200, self._name.encode())


class _Sockets:
    def find(self, connection_id: str) -> None:
        return None


def asked(
    path: str, client: str = "127.0.0.1", host: str = "localhost:8000", *, open_to_others: bool = False, **headers: str
) -> tuple[int, bytes]:
    """Status and body of the answer to a GET."""
    application = Host(
        api=cast(Any, _Part("api")),
        pages=cast(Any, _Part("pages")),
        sockets=cast(Any, _Sockets()),
        sms=cast(Any, _Part("sms")),
        health=lambda: {"ok": False},
        access_key_id=KEY,
        open_to_others=open_to_others,
        exercise=cast(Any, _Part("exercise")),
    )
    named = {"host": host, **headers}
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
        "client": (client, 50_000),
    }
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    asyncio.run(application(scope, receive, send))
    return sent[0]["status"], sent[1]["body"]


@pytest.mark.parametrize(
    ("path", "part"), [("/api/v1/me", b"api"), ("/desk", b"pages"), ("/sms", b"sms"), ("/smsen", b"pages")]
)
def test_each_part_gets_what_is_its_own(path: str, part: bytes) -> None:
    assert asked(path) == (200, part)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST"])
def test_it_answers_to_this_machines_names(host: str) -> None:
    assert asked("/", host=host)[0] == 200


@pytest.mark.parametrize("host", ["varde.example", "localhost.example", "localhost@evil", "[::1", "", "a b"])
def test_it_answers_to_no_other_name(host: str) -> None:
    status, body = asked("/", host=host)
    assert status == 421
    assert json.loads(body)["type"] == "urn:varde:problem:misdirected"


def test_opened_to_others_it_answers_to_its_name_among_them() -> None:
    assert asked("/", client="192.168.1.20", host="sentralen.lokal:8000", open_to_others=True) == (200, b"pages")


@pytest.mark.parametrize("path", ["/sms", "/sms/messages", "/sms/outgoing", "/@connections/abc"])
@pytest.mark.parametrize("client", ["192.168.1.20", "10.0.0.2", "2001:db8::1", ""])
def test_even_then_the_telephones_and_the_sockets_are_for_this_machine_only(path: str, client: str) -> None:
    credential = f"AWS4-HMAC-SHA256 Credential={KEY}/20260101/eu-north-1/execute-api/aws4_request"
    status, body = asked(path, client=client, open_to_others=True, authorization=credential)
    assert status == 403
    assert json.loads(body)["detail"] == "Bare fra maskinen som sentralen kjører på."


def test_a_socket_is_reached_with_the_installations_own_key_only() -> None:
    credential = "AWS4-HMAC-SHA256 Credential={}/20260101/eu-north-1/execute-api/aws4_request"
    assert asked("/@connections/abc", authorization=credential.format(KEY))[0] == 410
    assert asked("/@connections/abc", authorization=credential.format(KEY[:-1]))[0] == 403
    assert asked("/@connections/abc", authorization="Bearer x")[0] == 403
    assert asked("/@connections/abc")[0] == 403


def test_health_without_a_database_is_ill() -> None:
    assert asked("/healthz") == (503, b'{"ok":false}')
