"""A message's name on its way: it comes back with the receipt, so that a receipt needs no look-up to find its message.

It is signed. Whoever can reach the receipts' door but does not know the installation's secret can touch no message.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

from chalicelib.platform.config import Config
from chalicelib.platform.operations import Key

_MAC_BYTES = 16
LONGEST = 800
"""What the most frugal supplier (AWS) carries."""


def reference(config: Config, key: Key) -> str:
    """The reference that always stands for this message of this installation."""
    named = "\x1f".join(key).encode()
    made = f"{_text(named)}.{_text(_mac(config, named))}"
    if len(made) > LONGEST:
        raise ValueError(f"a message's key of {len(named)} bytes is too long to travel with it")
    return made


def open_reference(config: Config, text: str) -> Key | None:
    """The message that a reference stands for; None when it is not one of ours. Never raises, whatever the text."""
    if len(text) > LONGEST or not text.isascii():
        return None
    named, _, signed = text.partition(".")
    try:
        raw = _bytes(named)
        genuine = hmac.compare_digest(_bytes(signed), _mac(config, raw))
        pk, _, sk = raw.decode().partition("\x1f")
    except ValueError:
        return None
    return Key(pk, sk) if genuine else None


def _mac(config: Config, named: bytes) -> bytes:
    return hmac.digest(config.secret.encode(), b"sms reference\x00" + named, "sha256")[:_MAC_BYTES]


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
