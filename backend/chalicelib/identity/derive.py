"""Everything secret here follows from the installation's one secret, so that nothing secret is kept in a row."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

from chalicelib.platform.config import Config


def key_for(config: Config, purpose: str) -> bytes:
    """A key of its own for each purpose: what signs tokens cannot be used to forge codes."""
    return hmac.digest(config.secret.encode(), f"varde/{purpose}".encode(), "sha256")


def derived(config: Config, purpose: str, *parts: str) -> bytes:
    """Thirty-two bytes that always follow from ``parts``, and that nobody finds without the secret."""
    return hmac.digest(key_for(config, purpose), "\x1f".join(parts).encode(), "sha256")


def token(config: Config, purpose: str, *parts: str) -> str:
    """``derived`` as text that fits in a link or a header."""
    return b64url(derived(config, purpose, *parts))


def mark(config: Config, purpose: str, *parts: str) -> str:
    """A name for a row that must not show what it is about: a number, an address, a token."""
    return token(config, f"mark/{purpose}", *parts)[:22]


def same(one: str, other: str) -> bool:
    """Compare without telling by the time it takes where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def b64url(raw: bytes) -> str:
    """Base 64 for URLs, without padding."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


def from_b64url(text: str) -> bytes:
    """The bytes again. Raises ValueError when ``text`` is not base 64."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def body_hash(raw: bytes) -> str:
    """How a device's proof names the body it vouches for."""
    return b64url(hashlib.sha256(raw).digest())
