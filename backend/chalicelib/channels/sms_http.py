"""A supplier that is spoken to in Varde's own form: JSON over HTTP, signed both ways (``signing.py``).

::

    we send        {"to", "text", "reference", "sender"}          it answers 2xx {"id"}, else {"reason"}
    a receipt      {"reference", "id", "state", "reason"?, "at_ms"?}, or a list of them
    an answer      {"id", "from", "to", "text", "received_at_ms"?}, or a list of them

``state`` is one of delivered, failed, failed_for_now, unknown. Numbers are E.164. Fields that we do not know are passed
over, so that a supplier can say more.
"""

import re
from collections.abc import Mapping
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

import msgspec
import urllib3

from chalicelib.channels.receipts import Delivery, InboundSms, Receipt, Unreadable
from chalicelib.channels.signing import signature_headers, verify
from chalicelib.channels.sms import NO_ANSWER, NO_CONNECTION, Accepted, OutgoingSms, Refused
from chalicelib.platform.time import now_ms as clock_ms

TIMEOUT_S = 8.0

_PERMANENT = {400, 410, 413, 422}
"""It is the message that is refused. Other refusals are the supplier's state or our settings, and pass."""

_Short = Annotated[str, msgspec.Meta(max_length=1_000)]
_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_Instant = Annotated[int, msgspec.Meta(ge=0, le=32_503_680_000_000)]


class _Answer(msgspec.Struct):
    id: str = ""
    reason: str = ""


class _Receipt(msgspec.Struct):
    reference: _Short
    state: Delivery
    id: _Short = ""
    reason: _Short = ""
    at_ms: _Instant | None = None


class _Inbound(msgspec.Struct):
    id: _Name
    from_: Annotated[str, msgspec.Meta(min_length=1, max_length=40)] = msgspec.field(name="from")
    to: Annotated[str, msgspec.Meta(max_length=40)]
    text: Annotated[str, msgspec.Meta(max_length=2_000)]
    received_at_ms: _Instant | None = None


_T = TypeVar("_T")


class HttpSms:
    """Implements ``SmsProvider`` towards one address."""

    def __init__(self, *, url: str, secret: str, sender: str = "", timeout_s: float = TIMEOUT_S) -> None:
        self._url = url
        self._secret = secret
        self._sender = sender
        timeout = urllib3.Timeout(connect=min(3.0, timeout_s), read=timeout_s)
        self._pool = urllib3.PoolManager(timeout=timeout, retries=False, maxsize=16)

    def send(self, sms: OutgoingSms) -> Accepted | Refused:
        """See ``SmsProvider``."""
        body = msgspec.json.encode(
            {"to": sms.to, "text": sms.text, "reference": sms.reference, "sender": sms.sender or self._sender}
        )
        headers = {"Content-Type": "application/json", **signature_headers(self._secret, body, clock_ms())}
        try:
            answer = self._pool.request("POST", self._url, body=body, headers=headers, redirect=False)
        except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError):
            return Refused(NO_CONNECTION, permanent=False)
        except urllib3.exceptions.SSLError:
            return Refused(f"{NO_CONNECTION}: the certificate was not accepted", permanent=False)
        except urllib3.exceptions.HTTPError:
            return Refused(NO_ANSWER, permanent=False)
        return meaning(answer.status, answer.data)

    def receipts(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[Receipt]:
        """See ``SmsProvider``."""
        verify(self._secret, headers, body, now_ms)
        return [
            Receipt(
                reference=found.reference,
                provider_id=found.id,
                delivery=found.state,
                reason=without_numbers(found.reason),
                at_ms=now_ms if found.at_ms is None else found.at_ms,
            )
            for found in one_or_more(body, _Receipt)
        ]

    def inbound(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[InboundSms]:
        """See ``SmsProvider``."""
        verify(self._secret, headers, body, now_ms)
        return [
            InboundSms(
                provider_id=found.id,
                from_=e164(found.from_),
                to=e164(found.to),
                text=found.text,
                received_at_ms=now_ms if found.received_at_ms is None else found.received_at_ms,
            )
            for found in one_or_more(body, _Inbound)
        ]


def is_loopback(url: str) -> bool:
    """Whether an address is this machine's own."""
    host = urlsplit(url).hostname or ""
    return host in {"localhost", "::1"} or re.fullmatch(r"127(\.\d{1,3}){3}", host) is not None


def e164(number: str) -> str:
    """A number as suppliers write it (``0047 901 23 456``) as the register does; what is no number stays as it is."""
    bare = re.sub(r"[\s()-]", "", number)
    return re.sub(r"^00", "+", bare) if re.fullmatch(r"(\+|00)[0-9]+", bare) else number.strip()


def without_numbers(reason: str) -> str:
    """A supplier's own words, short, and without the number that some suppliers repeat in them."""
    return re.sub(r"\+?\d[\d ]{4,}\d", "(number)", " ".join(reason.split()))[:100]


def meaning(status: int, body: bytes) -> Accepted | Refused:
    """What the supplier's answer means."""
    try:
        answer = msgspec.json.decode(body, type=_Answer)
    except (msgspec.DecodeError, UnicodeDecodeError):
        answer = _Answer()
    if 200 <= status < 300:
        # It has accepted, even if we cannot read what it calls the message: to send again would be to double it.
        return Accepted(answer.id)
    reason = without_numbers(answer.reason)
    return Refused(f"status {status}: {reason}" if reason else f"status {status}", permanent=status in _PERMANENT)


def one_or_more(body: bytes, of: type[_T]) -> list[_T]:
    """What a body holds of one kind. Raises Unreadable."""
    try:
        found = msgspec.json.decode(body, type=of | list[of])  # type: ignore[valid-type]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable(str(error)) from error
    return found if isinstance(found, list) else [found]
