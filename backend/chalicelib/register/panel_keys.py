"""A panel's key: read from what a fitter writes, and kept sealed. It is never given back: only that there is one."""

import hmac
from base64 import b64decode, b64encode

LENGTHS = (16, 24, 32)
"""Bytes of AES-128, 192 and 256."""
_ASCII = "ascii:"
_NONCE = 12


def read_key(text: str) -> bytes | None:
    """The key as bytes: hexadecimal, with spaces if one likes, or ``ascii:`` and the letters. None if it is neither."""
    if text.casefold().startswith(_ASCII):
        letters = text[len(_ASCII) :]
        return letters.encode() if letters.isascii() else None
    try:
        return bytes.fromhex(text)
    except ValueError:
        return None


def seal(key: bytes, panel_id: str, secret: str) -> str:
    """What is kept of a key: encrypted for this panel by the installation's secret.

    The nonce follows from panel and key, so that the same key, sent again, is the same thing and changes nothing.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = hmac.digest(_own(secret, "nonce"), panel_id.encode() + b"\x00" + key, "sha256")[:_NONCE]
    return b64encode(nonce + AESGCM(_own(secret, "key")).encrypt(nonce, key, panel_id.encode())).decode()


def unseal(sealed: str, panel_id: str, secret: str) -> bytes:
    """The key itself, for the receiver. Raises ValueError when it was sealed for another panel or by another secret."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    raw = b64decode(sealed)
    try:
        return AESGCM(_own(secret, "key")).decrypt(raw[:_NONCE], raw[_NONCE:], panel_id.encode())
    except InvalidTag as error:
        raise ValueError("the key was sealed for another panel, or by another secret") from error


def _own(secret: str, what: str) -> bytes:
    return hmac.digest(secret.encode(), f"panel {what}\x00".encode(), "sha256")
