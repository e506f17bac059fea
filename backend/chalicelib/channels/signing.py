"""Requests between Varde and a supplier, signed both ways with the secret that the two share.

Two headers: ``Varde-Timestamp`` (milliseconds since the epoch) and ``Varde-Signature``, the hexadecimal HMAC-SHA256 of
the timestamp, a full stop and the body. In a shell::

    printf '%s.%s' "$timestamp" "$body" | openssl dgst -sha256 -hmac "$secret"
"""

import hmac
from collections.abc import Mapping

from chalicelib.channels.receipts import Untrusted
from chalicelib.platform.time import MINUTE_MS

WINDOW_MS = 5 * MINUTE_MS
"""How far the sender's clock may be from ours, and for how long a request that was overheard can be repeated."""

TIMESTAMP = "Varde-Timestamp"
SIGNATURE = "Varde-Signature"


def signature_headers(secret: str, body: bytes, now_ms: int) -> dict[str, str]:
    """The headers that prove who sends ``body``, and when."""
    return {TIMESTAMP: str(now_ms), SIGNATURE: _signature(secret, str(now_ms), body)}


def verify(secret: str, headers: Mapping[str, str], body: bytes, now_ms: int) -> None:
    """Raise Untrusted unless ``body`` was signed with ``secret`` within the last (or next) five minutes."""
    found = {name.lower(): value for name, value in headers.items()}
    timestamp = found.get(TIMESTAMP.lower(), "")
    signature = found.get(SIGNATURE.lower(), "")
    expected = _signature(secret, timestamp, body)
    if not hmac.compare_digest(signature.encode(), expected.encode()):
        raise Untrusted(f"{SIGNATURE} does not match the body and {TIMESTAMP}")
    if not timestamp.isdecimal() or abs(now_ms - int(timestamp)) > WINDOW_MS:
        raise Untrusted(f"{TIMESTAMP} is not within five minutes of this machine's clock")


def _signature(secret: str, timestamp: str, body: bytes) -> str:
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, "sha256").hexdigest()
