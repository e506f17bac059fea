"""One line of the fitter's tool: a frame in hexadecimal, and perhaps a key behind it."""

import re

import msgspec

from receiver.dc09 import BadKey, read_key

_NOT_HEX = re.compile(r"[^0-9A-Fa-f\s]")


class Line(msgspec.Struct, frozen=True):
    """The bytes, and the key if one was given."""

    frame: bytes
    key: bytes | None = None


class BadLine(ValueError):
    """What is wrong with a line, and at which character."""

    def __init__(self, what: str, where: int, detail: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.detail = detail


def read_line(text: str) -> Line:
    """Read it. The bytes may be apart (``0a 39 36``), as capturing tools print them; the key comes last."""
    text = text.rstrip("\r\n")
    frame, key = _parted(text)
    if found := _NOT_HEX.search(frame):
        raise BadLine("line not hexadecimal", found.start(), str(found.start() + 1))
    try:
        raw = bytes.fromhex("".join(frame.split()))
    except ValueError:
        raise BadLine("line half a byte", len(frame)) from None
    if key is None:
        return Line(raw)
    try:
        return Line(raw, read_key(key))
    except BadKey:
        raise BadLine("key unreadable", text.rindex(key)) from None


def _parted(text: str) -> tuple[str, str | None]:
    """The frame and the key. A second word is a key, unless the bytes were written apart."""
    frame, ascii_mark, key = text.partition("ascii:")
    if ascii_mark:
        return frame, ascii_mark + key
    words = text.split()
    last = words[-1] if len(words) > 1 else ""
    apart = len(words) > 1 and len(words[0]) <= 2
    if not last or (apart and len(last) <= 2):
        return text, None
    return text[: text.rindex(last)], last
