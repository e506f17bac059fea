"""A phone's key, and the proofs it signs: what the field app does with WebCrypto."""

import hashlib
import json
from base64 import urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils


class Device:
    """One phone. Its private key never leaves it."""

    def __init__(self) -> None:
        self._private = ec.generate_private_key(ec.SECP256R1())

    @property
    def public_key(self) -> dict[str, Any]:
        """The key as a browser exports it."""
        numbers = self._private.public_key().public_numbers()
        return {
            "kty": "EC",
            "crv": "P-256",
            "x": _text(numbers.x.to_bytes(32, "big")),
            "y": _text(numbers.y.to_bytes(32, "big")),
            "ext": True,
            "key_ops": ["verify"],
        }

    def prove(self, session_id: str, method: str, path: str, body: bytes, key: str, at_ms: int) -> str:
        """The ``Varde-Proof`` header for one request."""
        payload = {"m": method, "p": path, "h": _text(hashlib.sha256(body).digest()), "k": key, "t": at_ms}
        return self.sign({"alg": "ES256", "kid": session_id}, payload)

    def sign(self, header: dict[str, Any], payload: dict[str, Any]) -> str:
        """A compact JWS."""
        signed = f"{_json(header)}.{_json(payload)}"
        r, s = utils.decode_dss_signature(self._private.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        return f"{signed}.{_text(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def _json(value: dict[str, Any]) -> str:
    return _text(json.dumps(value).encode())


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
