"""Encryption: AES-CBC with a vector of zeros, hexadecimal in the frame, a pad of random bytes in front of the data."""

import secrets
import string

import msgspec
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from receiver.dc09.oddities import Oddity

_BLOCK = 16
_PAD_LETTERS = string.ascii_letters + string.digits
KEY_SIZES = (16, 24, 32)


class Clear(msgspec.Struct, frozen=True):
    """What an encrypted part says: after the pad, and how long the pad was."""

    content: bytes
    pad: int
    oddities: tuple[Oddity, ...]


def decipher(sent: bytes, key: bytes) -> Clear | None:
    """The content of what stands after the bracket, or None if it is no cipher; the key may still be the wrong one."""
    oddities = [Oddity.CIPHER_CLOSED] if sent.endswith(b"]") else []
    sent = sent.removesuffix(b"]")
    cipher = _bytes(sent)
    if not cipher or len(cipher) % _BLOCK:
        return None
    decryptor = Cipher(AES(key), CBC(bytes(_BLOCK))).decryptor()
    clear = decryptor.update(cipher) + decryptor.finalize()
    if sent != sent.upper():
        oddities.append(Oddity.CIPHER_LOWER_CASE)
    return _without_pad(clear, oddities)


def encipher(content: bytes, key: bytes, pad: bytes | None = None) -> bytes:
    """``content`` behind a pad of 16 to 31 bytes and a bar, encrypted, as hexadecimal."""
    pad = new_pad(content) if pad is None else pad
    encryptor = Cipher(AES(key), CBC(bytes(_BLOCK))).encryptor()
    cipher = encryptor.update(pad + b"|" + content) + encryptor.finalize()
    return cipher.hex().upper().encode()


def new_pad(content: bytes) -> bytes:
    """A random pad that fills ``content`` and its bar up to whole blocks; no bracket and no bar in it."""
    size = _BLOCK + -(len(content) + 1) % _BLOCK
    return "".join(secrets.choice(_PAD_LETTERS) for _ in range(size)).encode()


def _bytes(sent: bytes) -> bytes | None:
    try:
        text = sent.decode("ascii")
        return bytes.fromhex(text) if text.isalnum() else None
    except ValueError:
        return None


def _without_pad(clear: bytes, oddities: list[Oddity]) -> Clear:
    bar, bracket = clear.find(b"|"), clear.find(b"]")
    if bar < 0 or 0 <= bracket < bar:
        # With nothing to say, some leave out the bar as well.
        pad, start = max(bracket, 0), max(bracket, 0)
        oddities.append(Oddity.PAD_NO_BAR)
    else:
        pad, start = bar, bar + 1
    if pad < _BLOCK:
        oddities.append(Oddity.PAD_SHORT)
    content = clear[start:].rstrip(b"\0 ")
    if len(content) + start != len(clear):
        oddities.append(Oddity.PAD_AT_END)
    return Clear(content, pad, tuple(oddities))
