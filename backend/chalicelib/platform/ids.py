"""Identifiers: twelve characters of Crockford's base 32 (60 bits), short enough to be read aloud."""

import hashlib
import secrets

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12


def new_id() -> str:
    """A fresh random identifier."""
    return _encode(secrets.randbits(5 * LENGTH))


def id_from(*parts: str) -> str:
    """The identifier that always follows from ``parts``: what a repeated request creates is the same thing."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return _encode(int.from_bytes(digest[:8], "big") >> 4)


def is_id(text: str) -> bool:
    """Whether ``text`` has the form of an identifier."""
    return len(text) == LENGTH and all(character in _ALPHABET for character in text)


def _encode(number: int) -> str:
    return "".join(_ALPHABET[(number >> (5 * i)) & 31] for i in reversed(range(LENGTH)))
