"""What only the browser can open: message encryption for web push (RFC 8291 in the coding of RFC 8188).

Each message has a salt and a key pair of its own. All are padded to one length, so that a service that carries them
cannot tell a reminder from a greeting. The steps are those of the standard, on the primitives of ``cryptography``.
"""

import hashlib
import os
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

LENGTH = 1024
"""Of the padded message; services take about four times as much."""
_RECORD = 4096
_CURVE = ec.SECP256R1()
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def key_pair(secret: str) -> ec.EllipticCurvePrivateKey:
    """The installation's own key pair, which always follows from its secret."""
    wide = hashlib.sha512(b"varde/web-push\x00" + secret.encode()).digest()  # twice as wide as needed: no bias
    return ec.derive_private_key(int.from_bytes(wide, "big") % (_ORDER - 1) + 1, _CURVE)


def encrypt(
    to_public: bytes,
    auth: bytes,
    word: bytes,
    *,
    length: int = LENGTH,
    salt: bytes | None = None,
    own: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """The body of a push. Raises ValueError for keys that are none, or a word that is too long."""
    if len(word) > length or len(auth) != 16:
        raise ValueError("the word is too long, or the browser's secret has not its length")
    salt = salt or os.urandom(16)
    own = own or ec.generate_private_key(_CURVE)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, to_public)
    own_public = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = own.exchange(ec.ECDH(), theirs)
    secret = _hkdf(auth, shared, b"WebPush: info\x00" + to_public + own_public, 32)
    key = _hkdf(salt, secret, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _hkdf(salt, secret, b"Content-Encoding: nonce\x00", 12)
    padded = word + b"\x02" + bytes(length - len(word))
    header = salt + struct.pack("!IB", _RECORD, len(own_public)) + own_public
    return header + AESGCM(key).encrypt(nonce, padded, None)


def _hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
