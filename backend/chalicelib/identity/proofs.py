"""The device's own signature: what vouches for a check-in when the session has run out behind a mountain.

The phone makes a P-256 key when it signs in, which never leaves it. The header ``Varde-Proof`` is a compact JWS (ES256)
whose ``kid`` is the session's id and whose payload names exactly this request::

    {"m": "POST", "p": "/api/v1/duties/abc/check-ins", "h": base64url(sha256(body)), "k": idempotency key, "t": ms}

So a proof that is overheard is good for nothing but the same request once more, which changes nothing.
"""

from typing import Any

import msgspec

from chalicelib.identity.derive import body_hash, from_b64url, same
from chalicelib.platform.http import Incoming
from chalicelib.platform.time import HOUR_MS

HEADER = "varde-proof"
LATEST_MS = HOUR_MS
EARLIEST_MS = 24 * HOUR_MS
"""A phone's outbox may send a day later, and its clock may be ahead."""
_LONGEST = 2048


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the payload says."""

    m: str
    p: str
    h: str
    k: str
    t: int


class _Header(msgspec.Struct, frozen=True):
    kid: str
    alg: str


def claimed_session(proof: str) -> str | None:
    """The session whose key the proof says it is signed with. Nothing of it is believed yet."""
    if not 0 < len(proof) <= _LONGEST:
        return None
    try:
        return msgspec.json.decode(from_b64url(proof.partition(".")[0]), type=_Header).kid[:64]
    except (ValueError, msgspec.DecodeError):
        return None


def holds(proof: str, device_key: dict[str, str] | None, incoming: Incoming) -> bool:
    """Whether the device with that key vouches for exactly this request."""
    if not device_key or not 0 < len(proof) <= _LONGEST:
        return False
    payload = _verified(proof, device_key)
    if payload is None:
        return False
    try:
        claim = msgspec.json.decode(payload, type=Claim)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    names_it = (claim.m, claim.p) == (incoming.method, incoming.path)
    same_content = same(claim.h, body_hash(incoming.raw_body)) and same(claim.k, incoming.idempotency_key)
    in_time = -EARLIEST_MS <= claim.t - incoming.now_ms <= LATEST_MS
    return names_it and same_content and in_time


def _verified(proof: str, device_key: dict[str, str]) -> bytes | None:
    from joserfc import jws
    from joserfc.errors import JoseError

    try:
        found = jws.deserialize_compact(proof, _public(device_key), algorithms=["ES256"])
    except (JoseError, ValueError, TypeError):
        return None
    return found.payload


def usable(device_key: dict[str, str]) -> bool:
    """Whether the key is a public point on P-256."""
    try:
        _public(device_key)
    except ValueError:
        return False
    return True


def _public(device_key: dict[str, str]) -> Any:
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey

    try:
        key = ECKey.import_key({"kty": "EC", "crv": "P-256", "x": device_key["x"], "y": device_key["y"]})
        key.public_key  # noqa: B018  the point is checked when it is first computed
    except (JoseError, KeyError) as error:
        raise ValueError("not a public key on P-256") from error
    return key
