"""Tokens: a short signed one that says which session, and a long-lived one that follows from the session itself.

The access token holds for ten minutes and names the session, whose row is read with every request: ending the session
ends the token too. The refresh token number *n* of a session follows from the secret, the session's salt and *n*, so
that a refresh that is repeated because its answer was lost is answered with the very same token.
"""

from typing import Any

import msgspec

from chalicelib.identity.derive import key_for, same, token
from chalicelib.platform.config import Config
from chalicelib.platform.time import MINUTE_MS

ACCESS_MS = 10 * MINUTE_MS
_ALGORITHM = "HS256"


class Access(msgspec.Struct, frozen=True):
    """What an access token says, once its signature is known to be ours."""

    session_id: str
    expires_at_ms: int


def access_token(config: Config, session_id: str, now_ms: int) -> tuple[str, int]:
    """A token for the session, and when it runs out."""
    from joserfc import jwt

    expires_at_ms = now_ms + ACCESS_MS
    claims: dict[str, Any] = {"sid": session_id, "exp": expires_at_ms / 1000, "iat": now_ms // 1000}
    return jwt.encode({"alg": _ALGORITHM}, claims, _key(config), algorithms=[_ALGORITHM]), expires_at_ms


def read_access_token(config: Config, text: str) -> Access | None:
    """What the token says, expired or not; None when we did not sign it."""
    from joserfc import jwt
    from joserfc.errors import JoseError

    if len(text) > 1024:
        return None
    try:
        claims = jwt.decode(text, _key(config), algorithms=[_ALGORITHM]).claims
        return Access(str(claims["sid"]), round(float(claims["exp"]) * 1000))
    except (JoseError, ValueError, TypeError, KeyError, OverflowError):
        return None


def _key(config: Config) -> Any:
    from joserfc.jwk import OctKey

    return OctKey.import_key(key_for(config, "access-token"))


def refresh_token(config: Config, session_id: str, salt: str, number: int) -> str:
    """The session's refresh token with that number."""
    return f"{session_id}.{number}.{token(config, 'refresh-token', session_id, salt, str(number))}"


def session_and_number(text: str) -> tuple[str, int] | None:
    """Which session and which of its tokens ``text`` claims to be; ``is_ours`` tells whether it is true."""
    parts = text.split(".")
    if len(text) > 128 or len(parts) != 3 or not (parts[1].isascii() and parts[1].isdigit() and len(parts[1]) < 10):
        return None
    return parts[0], int(parts[1])


def is_ours(config: Config, text: str, session_id: str, salt: str, number: int) -> bool:
    """Whether ``text`` is that refresh token."""
    return same(text, refresh_token(config, session_id, salt, number))
