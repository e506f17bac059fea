"""An authenticator in software: makes and uses passkeys as a security key does. For tests and demonstrations only."""

import hashlib
import json
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

_USER_PRESENT = 0x01
_USER_VERIFIED = 0x04
_ATTESTED = 0x40
_ES256 = -7


@dataclass
class SoftKey:
    """One passkey: a P-256 key for one site and one person."""

    rp_id: str
    user_handle: bytes
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    count: int = 0


class SoftAuthenticator:
    """What a laptop's fingerprint reader is to a browser.

    ``options`` and the credentials that come back are plain JSON, as ``PublicKeyCredential.toJSON`` gives them.
    """

    def __init__(self, origin: str, *, verifies_user: bool = True, counts: bool = True) -> None:
        self.origin = origin
        self.verifies_user = verifies_user
        self.counts = counts
        self.keys: list[SoftKey] = []

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """Make a passkey as the registration's options ask."""
        known = {entry["id"] for entry in options.get("excludeCredentials", [])}
        if any(_text(key.id) in known for key in self.keys):
            raise ValueError("this authenticator has a passkey for that person already")
        key = SoftKey(options["rp"]["id"], _raw(options["user"]["id"]))
        self.keys.append(key)
        client = self._client_data("webauthn.create", options["challenge"])
        attested = b"\0" * 16 + struct.pack(">H", len(key.id)) + key.id + cbor2.dumps(_cose(key))
        attestation = cbor2.dumps(
            {"fmt": "none", "attStmt": {}, "authData": self._authenticator_data(key, _ATTESTED) + attested}
        )
        return _credential(key, clientDataJSON=_text(client), attestationObject=_text(attestation), transports=["usb"])

    def get(self, options: dict[str, Any], key: SoftKey | None = None) -> dict[str, Any]:
        """Answer the authentication's challenge with a passkey for that site, the latest unless one is named."""
        chosen = key or next(one for one in reversed(self.keys) if one.rp_id == options["rpId"])
        client = self._client_data("webauthn.get", options["challenge"])
        data = self._authenticator_data(chosen)
        signature = chosen.private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return _credential(
            chosen,
            clientDataJSON=_text(client),
            authenticatorData=_text(data),
            signature=_text(signature),
            userHandle=_text(chosen.user_handle),
        )

    def _client_data(self, what: str, challenge: str) -> bytes:
        said = {"type": what, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _authenticator_data(self, key: SoftKey, flags: int = 0) -> bytes:
        key.count += 1 if self.counts else 0
        flags |= _USER_PRESENT | (_USER_VERIFIED if self.verifies_user else 0)
        return hashlib.sha256(key.rp_id.encode()).digest() + struct.pack(">BI", flags, key.count)


def _cose(key: SoftKey) -> dict[int, Any]:
    numbers = key.private.public_key().public_numbers()
    return {1: 2, 3: _ES256, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}


def _credential(key: SoftKey, **response: Any) -> dict[str, Any]:
    return {
        "id": _text(key.id),
        "rawId": _text(key.id),
        "type": "public-key",
        "response": response,
        "clientExtensionResults": {},
        "authenticatorAttachment": "cross-platform",
    }


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
