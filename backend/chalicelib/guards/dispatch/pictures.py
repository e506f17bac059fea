"""A picture as it is kept: of a kind that is known by its bytes, and without what a phone hides in it.

A phone writes where and when and by whose device a picture was taken into the picture itself. None of that is kept:
what is wanted of it is reported beside it, as a position with its age and accuracy.
"""

from typing import Literal

from chalicelib.platform.problems import invalid
from chalicelib.platform.texts import Text, add_texts

MediaType = Literal["image/jpeg", "image/png"]
LARGEST = 2_000_000

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"sBIT"}
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_ALONE = {0x01, *range(0xD0, 0xD8)}
_APPLICATION = range(0xE0, 0xF0)
_KEPT_APPLICATION = {0xE0, 0xEE}  # how its colours are meant; the others tell of the device, the place and the time


def clean(raw: bytes) -> tuple[MediaType, bytes]:
    """The picture's kind and what is kept of it. Raises Problem, naming the field, for what is none or too large."""
    if len(raw) > LARGEST:
        raise invalid("photo", "photo.too_large", most=LARGEST // 1_000_000)
    if raw.startswith(_JPEG) and (kept := _jpeg(raw)):
        return "image/jpeg", kept
    if raw.startswith(_PNG) and (kept := _png(raw)):
        return "image/png", kept
    raise invalid("photo", "photo.unknown")


def media_type(kept: bytes) -> MediaType:
    """Of a picture that was kept."""
    return "image/png" if kept.startswith(_PNG) else "image/jpeg"


def _jpeg(raw: bytes) -> bytes | None:
    """Segment by segment up to the picture's own data; None where it is not built as one."""
    found, at = bytearray(raw[:2]), 2
    while at + 4 <= len(raw):
        if raw[at] != 0xFF:
            return None
        marker = raw[at + 1]
        if marker in _ALONE or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(raw[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(raw):
            return None
        if marker == _SCAN:
            end = raw.rfind(bytes((0xFF, _END)))
            return bytes(found + raw[at : end + 2]) if end > at else None  # what follows the end is no picture
        if marker != _COMMENT and (marker not in _APPLICATION or marker in _KEPT_APPLICATION):
            found += raw[at : at + 2 + length]
        at += 2 + length
    return None


def _png(raw: bytes) -> bytes | None:
    found, at = bytearray(_PNG), len(_PNG)
    while at + 12 <= len(raw):
        size, kind = int.from_bytes(raw[at : at + 4], "big"), raw[at + 4 : at + 8]
        if at + 12 + size > len(raw):
            return None
        if kind in _KEPT_CHUNKS:
            found += raw[at : at + 12 + size]
        at += 12 + size
        if kind == b"IEND":
            return bytes(found)
    return None


add_texts(
    {
        "photo.too_large": Text(
            "Bildet er større enn {most} MB. Send et mindre.",
            "The picture is larger than {most} MB. Send a smaller one.",
        ),
        "photo.unknown": Text(
            "Er ikke et bilde som kan leses. Send JPEG eller PNG.", "Is no picture that can be read. Send JPEG or PNG."
        ),
    }
)
