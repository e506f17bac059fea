"""``/sms`` and what lies under it: the network's door for the engine, and the page with its JSON.

::

    POST /sms/outgoing                      the engine hands over a message, signed
    GET  /sms/messages?to=&after=&wait_s=   all messages, the newest first; waits for a change after version ``after``
    POST /sms/calls/outgoing                the engine lets a telephone ring, signed
    POST /sms/calls     {id, done}          somebody takes the call, presses 1, or does not
    POST /sms/answers   {from, text}        somebody answers an SMS on a telephone
    GET  /sms/behaviour                     how the network treats whom, where it is not the normal
    PUT  /sms/behaviour {to, behaviour, delay_s?, once?}
"""

import asyncio
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlsplit

import msgspec

from chalicelib.channels.receipts import Untrusted
from chalicelib.channels.signing import verify
from chalicelib.platform.problems import Problem, forbidden, malformed, not_found
from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import now_ms
from host.sms import page
from host.sms.network import Behaviour, Done, Fate, Number, call_fate, fate
from host.sms.telephones import Message, Telephones
from host.web import Answer, Request, json_answer

LONGEST_WAIT_S = 25.0
_NAMES_MS = 30_000

NamesOf = Callable[[Iterable[str]], dict[str, str]]
"""Whom the register knows by these numbers."""


class AnswerLost(Exception):
    """The network took the message, and its answer is to be lost on the way."""


class _Outgoing(msgspec.Struct):
    to: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    text: Annotated[str, msgspec.Meta(max_length=2_000)]
    reference: Annotated[str, msgspec.Meta(max_length=1_000)]
    sender: Annotated[str, msgspec.Meta(max_length=40)] = ""


class _OutgoingCall(msgspec.Struct):
    to: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    text: Annotated[str, msgspec.Meta(max_length=4_000)]
    reference: Annotated[str, msgspec.Meta(max_length=1_000)]
    language: str = "nb"


class _PickedUp(msgspec.Struct, forbid_unknown_fields=True):
    id: int
    done: Done


class _Written(msgspec.Struct, forbid_unknown_fields=True):
    from_: Number = msgspec.field(name="from")
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=1_000)]


class Changes:
    """A number that grows with every change, and a way to wait for it. Told from any thread."""

    def __init__(self) -> None:
        # Begins with the clock: a page that is still open after a restart asks with a number that is behind.
        self.version = now_ms()
        self._changed: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    def tell(self) -> None:
        """Something changed."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._advance)
        else:
            self.version += 1

    def close(self) -> None:
        """Let go of everybody who waits."""
        self._closed = True
        self._advance()

    async def after(self, version: int, wait_s: float) -> None:
        """Wait until something changed after ``version``, at most ``wait_s``."""
        self._loop = asyncio.get_running_loop()
        until = self._loop.time() + wait_s
        while self.version <= version and not self._closed:
            if self._changed is None:
                self._changed = asyncio.Event()
            try:
                async with asyncio.timeout_at(until):
                    await self._changed.wait()
            except TimeoutError:
                return

    def _advance(self) -> None:
        self.version += 1
        if self._changed is not None:
            self._changed.set()
            self._changed = None


class Sms:
    """The doors to the telephones. Only for those on this machine; the host sees to that."""

    def __init__(self, telephones: Telephones, changes: Changes, secret: str, names_of: NamesOf) -> None:
        self._telephones = telephones
        self._changes = changes
        self._secret = secret
        self._names_of = names_of
        self._names: dict[str, str] = {}
        self._names_at_ms = 0

    async def __call__(self, request: Request) -> Answer:
        """Answer what is asked under ``/sms``. Raises Problem, and AnswerLost."""
        match request.method, request.path.rstrip("/"):
            case (("GET" | "HEAD"), "/sms"):
                return page.html(request)
            case (("GET" | "HEAD"), ("/sms/page.css" | "/sms/page.js" | "/sms/clock.js") as path):
                return page.asset(path.rpartition("/")[2])
            case "GET", "/sms/messages":
                return await self._list(request)
            case "GET", "/sms/behaviour":
                return json_answer({"behaviours": await asyncio.to_thread(self._telephones.behaviours)})
            case "POST", "/sms/outgoing":
                return await self._outgoing(request)
            case "POST", "/sms/calls/outgoing":
                return await self._signed(request, _OutgoingCall, self._ring)
            case "POST", "/sms/calls":
                picked = await _from_page(request, _PickedUp)
                await asyncio.to_thread(self._telephones.pick_up, picked.id, picked.done, now_ms())
                return json_answer(picked)
            case "POST", "/sms/answers":
                written = await _from_page(request, _Written)
                message = await asyncio.to_thread(self._telephones.write, written.from_, written.text, now_ms())
                return json_answer(message, 202)
            case "PUT", "/sms/behaviour":
                behaviour = await _from_page(request, Behaviour)
                await asyncio.to_thread(self._telephones.behave, behaviour)
                return json_answer(behaviour)
        raise not_found("no_such_page")

    async def _outgoing(self, request: Request) -> Answer:
        return await self._signed(request, _Outgoing, self._take)

    async def _signed(self, request: Request, kind: type[Any], take: Callable[[Any], Answer]) -> Answer:
        body = await request.body()
        try:
            verify(self._secret, request.headers, body, now_ms())
        except Untrusted:
            raise Problem(401, "unauthenticated", "unsigned") from None
        return await asyncio.to_thread(take, _decode(body, kind))

    def _ring(self, call: _OutgoingCall) -> Answer:
        treated = call_fate(self._telephones.behaviour_for(call.to))
        message = self._telephones.ring(call.to, call.text, call.reference, treated, now_ms())
        return _said(message, treated)

    def _take(self, outgoing: _Outgoing) -> Answer:
        treated = fate(self._telephones.behaviour_for(outgoing.to))
        message = self._telephones.receive(
            outgoing.to, outgoing.sender, outgoing.text, outgoing.reference, treated, now_ms()
        )
        return _said(message, treated)

    async def _list(self, request: Request) -> Answer:
        number = _number(request.query("to"))
        after = request.query("after")
        if after is not None:
            await self._changes.after(_whole(after), min(_seconds(request.query("wait_s")), LONGEST_WAIT_S))
        version = self._changes.version
        messages = await asyncio.to_thread(partial(self._shown, number))
        return json_answer({"version": version, "messages": messages})

    def _shown(self, number: str | None) -> list[dict[str, Any]]:
        messages = self._telephones.messages(number)
        names = self._known({message.number for message in messages})
        return [{**_fields(message), "name": names.get(message.number, "")} for message in messages]

    def _known(self, numbers: set[str]) -> dict[str, str]:
        if now_ms() - self._names_at_ms > _NAMES_MS or not numbers <= self._names.keys():
            self._names = {**dict.fromkeys(numbers, ""), **self._names_of(numbers)}
            self._names_at_ms = now_ms()
        return self._names


def _said(message: Message, treated: Fate) -> Answer:
    """What the network answers the engine."""
    if treated.answer_lost:
        raise AnswerLost
    if treated.status >= 300:
        return json_answer({"reason": treated.reason}, treated.status)
    return json_answer({"id": message.provider_id})


def _fields(message: Message) -> dict[str, Any]:
    hidden = ("outcome", "tries")
    return {name: value for name, value in msgspec.structs.asdict(message).items() if name not in hidden}


async def _from_page(request: Request, kind: type[Any]) -> Any:
    """What the page sends. Another site's page can neither send JSON here nor hide where it comes from."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Problem(415, "unsupported", "content_type", params={"expected": "application/json"})
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise forbidden()
    return _decode(await request.body(), kind)


def _decode(body: bytes, kind: type[Any]) -> Any:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise Problem(422, "invalid", "not_so", params={"why": str(error)}) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise malformed() from None


def _number(text: str | None) -> str | None:
    """A number from a query, where an unencoded plus arrives as a space."""
    bare = re.sub(r"[^0-9]", "", text or "")
    return f"+{bare}" if bare else None


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,16}", text) else 0


def _seconds(text: str | None) -> float:
    return float(text) if text and re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3})?", text) else LONGEST_WAIT_S


add_texts(
    {
        "unsigned": Text(
            "Meldingen er ikke signert av denne installasjonen.", "The message is not signed by this installation."
        ),
        "not_so": Text("Kan ikke brukes: {why}", "Cannot be used: {why}"),
    }
)
