"""Web push: a short word to a browser that asked for it, by way of that browser's own push service.

A courtesy beside the SMS. A service that is slow, full or gone is an everyday answer, never an exception. Addresses of
devices are never logged, here or below: who has one can be told things in our name.

    we                        push service                 browser
    |-- POST, encrypted ----->|                            |
    |<- 201 ------------------|-- when it can ------------>|   decrypted there; the service sees only its length
    |-- POST ---------------->|
    |<- 404, 410 -------------|                            the browser has let go of it: forget the device
"""

import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from typing import Any, Protocol
from urllib.parse import urlsplit

import msgspec
import urllib3

from chalicelib.platform.config import Config

TIMEOUT_S = 5.0
_TOKEN_S = 6 * 3600
_LONGEST_WAIT_S = 3600


class Address(msgspec.Struct, frozen=True):
    """Where a browser is reached, and the two keys that only it can open a message with (base 64 for URLs)."""

    endpoint: str
    p256dh: str
    auth: str

    def __repr__(self) -> str:
        """Without anything that would let somebody else push to it."""
        return "Address(…)"


class Taken(msgspec.Struct, frozen=True):
    """The service has it."""


class Gone(msgspec.Struct, frozen=True):
    """The browser has let go of this address for good."""


class Later(msgspec.Struct, frozen=True):
    """Not now. ``after_s`` is what the service asked for, if it did."""

    reason: str
    after_s: int | None = None


class Refused(msgspec.Struct, frozen=True):
    """This word will never be taken."""

    reason: str


Outcome = Taken | Gone | Later | Refused


class PushService(Protocol):
    """Whatever takes a word to a browser."""

    def send(self, to: Address, word: bytes, *, ttl_s: int, topic: str) -> Outcome:
        """Hand one word over. Comes back within seconds; raises only for a mistake in our own code."""


class WebPush:
    """Push services as browsers name them."""

    def __init__(self, config: Config, timeout_s: float = TIMEOUT_S) -> None:
        self._config = config
        timeout = urllib3.Timeout(connect=min(3.0, timeout_s), read=timeout_s)
        self._pool = urllib3.PoolManager(timeout=timeout, retries=False, maxsize=8)

    def send(self, to: Address, word: bytes, *, ttl_s: int, topic: str) -> Outcome:
        """See ``PushService``. A later word of the same topic takes the place of one that still waits."""
        from chalicelib.channels.push_encryption import encrypt

        if not is_known_service(self._config, to.endpoint):
            return Gone()  # the list of services was shortened since it was registered
        try:
            body = encrypt(from_text(to.p256dh), from_text(to.auth), word)
        except ValueError:
            return Gone()
        headers = {
            "Authorization": f"vapid t={_token(self._config, _origin(to.endpoint))}, k={public_key(self._config)}",
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(ttl_s),
            "Urgency": "high",
            "Topic": topic[:32],
        }
        try:
            answer = self._pool.request("POST", to.endpoint, body=body, headers=headers, redirect=False)
        except urllib3.exceptions.HTTPError as error:
            return Later(f"no answer: {type(error).__name__}")
        return _meaning(answer.status, answer.headers.get("Retry-After"))


def _meaning(status: int, retry_after: str | None) -> Outcome:
    if 200 <= status < 300:
        return Taken()
    if status in (404, 410):
        return Gone()
    if status in (408, 425, 429) or status >= 500:
        return Later(f"status {status}", _seconds(retry_after))
    return Refused(f"status {status}")


def _seconds(retry_after: str | None) -> int | None:
    """``Retry-After`` in either of its forms; None when it is absent or makes no sense."""
    if not retry_after:
        return None
    try:
        wanted = int(retry_after)
    except ValueError:
        try:
            wanted = round(parsedate_to_datetime(retry_after).timestamp() - time.time())
        except ValueError:
            return None
    return min(max(wanted, 1), _LONGEST_WAIT_S)


# -- which services are reached at all -------------------------------------------------------------------------------


def is_known_service(config: Config, endpoint: str) -> bool:
    """Whether an address is at one of the services that the configuration names.

    A browser tells us where to send: without a list, whoever signs in could have us call any machine.
    """
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    if len(endpoint) > 1000 or parts.username is not None or parts.password is not None or not parts.hostname:
        return False
    return any(_is_at(service, parts.scheme, parts.hostname, port) for service in config.push_services.split())


def _is_at(service: str, scheme: str, host: str, port: int | None) -> bool:
    """``fcm.googleapis.com``, ``*.push.apple.com``; or a whole origin, ``http://127.0.0.1:9000``, for one's own."""
    if "://" in service:
        named = urlsplit(service)
        return (named.scheme, named.hostname, named.port) == (scheme, host, port)
    if scheme != "https" or port not in (None, 443):
        return False
    return host.endswith(service[1:]) if service.startswith("*.") else host == service


def _origin(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"


# -- who we are to them (VAPID, RFC 8292) ----------------------------------------------------------------------------


def public_key(config: Config) -> str:
    """The key by which a browser binds its subscription to this installation."""
    return _keys(config.secret)[0]


def _token(config: Config, origin: str) -> str:
    """A signed word that it is us, good for one service; made anew each hour."""
    return _signed(config.secret, config.public_url, origin, int(time.time()) // 3600)


@cache
def _keys(secret: str) -> tuple[str, Any]:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from joserfc.jwk import ECKey

    from chalicelib.channels.push_encryption import key_pair

    private = key_pair(secret)
    raw = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return to_text(raw), ECKey.import_key(private)


@lru_cache(maxsize=64)
def _signed(secret: str, us: str, origin: str, hour: int) -> str:
    from joserfc import jwt

    claims: dict[str, Any] = {"aud": origin, "exp": hour * 3600 + _TOKEN_S, "sub": us}
    return jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, _keys(secret)[1], algorithms=["ES256"])


def to_text(raw: bytes) -> str:
    """Base 64 for URLs, without padding, as browsers write keys."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


def from_text(text: str) -> bytes:
    """The bytes again. Raises ValueError."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
