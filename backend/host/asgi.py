"""What answers on the host's port: which part of the host a request is for, and who may ask for it."""

import hmac
import ipaddress
import logging
import re
from collections.abc import Callable
from typing import Any

from chalicelib.platform.ids import new_id
from chalicelib.platform.problems import Problem, forbidden, internal
from chalicelib.platform.texts import Text, add_texts
from host.api import PREFIX, Api
from host.connections import connection_api
from host.packing import packed
from host.pages import Pages
from host.sms.routes import AnswerLost, Sms
from host.sockets import Sockets
from host.training.mark import marked, pointed
from host.training.routes import Training
from host.training.towards import PATH as TRAINING
from host.training.towards import Towards
from host.web import Answer, ClientGone, Receive, Request, Scope, Send, json_answer, problem_answer, send

HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")
_CONNECTION = re.compile(r"/@connections/([A-Za-z0-9_-]{1,64})")

log = logging.getLogger("host")


class Host:
    """The ASGI application."""

    def __init__(
        self,
        *,
        api: Api,
        pages: Pages,
        sockets: Sockets,
        sms: Sms,
        health: Callable[[], dict[str, Any]],
        access_key_id: str,
        open_to_others: bool,
        exercise: Training | Towards,
    ) -> None:
        self._api = api
        self._pages = pages
        self._sockets = sockets
        self._sms = sms
        self._health = health
        self._access_key_id = access_key_id
        self._open_to_others = open_to_others
        self._exercise = exercise

    async def __call__(self, scope: Scope, receive: Receive, out: Send) -> None:
        """One request, one socket."""
        if scope["type"] == "websocket":
            await self._socket(scope, receive, out)
        else:
            await self._request(Request(scope, receive), out)

    async def _socket(self, scope: Scope, receive: Receive, out: Send) -> None:
        if scope["path"] == "/ws" and self._called_rightly(Request(scope, receive)):
            await self._sockets(scope, receive, out)
            return
        await receive()
        await out({"type": "websocket.close", "code": 1008})

    async def _request(self, request: Request, out: Send) -> None:
        try:
            answer = await self._answer(request)
        except ClientGone:
            return
        except AnswerLost:
            await _lose(out)
            return
        except Problem as problem:
            answer = problem_answer(problem, request)
        except Exception:
            name = new_id()
            log.exception("no answer to a request (%s)", name)
            answer = problem_answer(internal(name), request)
        # First the mark of an exercise, then the packing: in what is packed nobody can put a mark.
        answer = marked(answer) if isinstance(self._exercise, Training) else answer
        await send(packed(pointed(answer, TRAINING), request), out)

    async def _answer(self, request: Request) -> Answer:
        if not self._called_rightly(request):
            raise Problem(421, "misdirected", "misdirected")
        path = request.path
        if path.startswith(PREFIX):
            return await self._api(request)
        if path.startswith("/@connections/"):
            return await self._connections(request)
        if path == "/healthz":
            return self._told_health()
        elsewhere = _where_passkeys_work(request)
        if elsewhere is not None:
            return Answer(307, b"", {"location": elsewhere, "cache-control": "no-store"})
        if path == "/sms" or path.startswith("/sms/"):
            _only_from_here(request)
            return await self._sms(request)
        if path == TRAINING or path.startswith(f"{TRAINING}/"):
            _only_from_here(request)
            return await self._exercise(request)
        return await self._pages(request)

    def _called_rightly(self, request: Request) -> bool:
        """A page elsewhere that lets its own name point at this machine calls us by that name: it is turned away."""
        if not _HOST.fullmatch(request.headers.get("host", "")):
            return False
        return self._open_to_others or request.host in HERE

    async def _connections(self, request: Request) -> Answer:
        _only_from_here(request)
        credential = request.headers.get("authorization", "").partition("Credential=")[2].partition("/")[0]
        if not hmac.compare_digest(credential.encode(), self._access_key_id.encode()):
            raise forbidden()
        found = _CONNECTION.fullmatch(request.path)
        body = await request.body()
        return connection_api(request.method, self._sockets.find(found[1]) if found else None, body)

    def _told_health(self) -> Answer:
        told = self._health()
        return json_answer(told, 200 if told["ok"] else 503)


def _only_from_here(request: Request) -> None:
    try:
        here = ipaddress.ip_address(request.client).is_loopback
    except ValueError:
        here = False
    if not here:
        raise Problem(403, "forbidden", "only_from_this_machine")


def _where_passkeys_work(request: Request) -> str | None:
    """The same page by the name ``localhost``: to a browser an address cannot own a passkey."""
    wants_page = request.method == "GET" and "text/html" in request.headers.get("accept", "")
    if not wants_page or request.host not in ("127.0.0.1", "::1"):
        return None
    port = request.headers["host"].rpartition(":")[2]
    # One slash at the beginning: two would be another host's address.
    target = "/" + request.target.lstrip("/")
    return f"http://localhost:{port}{target}" if port.isdecimal() else f"http://localhost{target}"


async def _lose(out: Send) -> None:
    """Begin an answer and never end it: the server then breaks the connection."""
    await out({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"64")]})
    await out({"type": "http.response.body", "body": b"", "more_body": True})


add_texts(
    {
        "title.misdirected": Text("Feil adresse", "Wrong address"),
        "misdirected": Text(
            "Denne sentralen svarer bare på http://localhost.", "This centre answers at http://localhost only."
        ),
        "only_from_this_machine": Text("Bare fra maskinen som sentralen kjører på.", "From the centre's machine only."),
    }
)
