"""What stands in the brackets: the data, the extended fields, and the timestamp after them."""

import re

import msgspec

from receiver.dc09.extended import Extended, json_end, read_extended
from receiver.dc09.moments import read_moment
from receiver.dc09.oddities import Oddity
from receiver.dc09.text import decode

_STAMP = re.compile(r"_([^\[\]_]*)\Z")
_CLOSE = re.compile(r"\](?=\[|_[^\[\]_]*\Z|\Z)")


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """The inside of a frame, in the clear, as text."""

    data: str
    extended: tuple[Extended, ...]
    timestamp: str | None
    timestamp_ms: int | None
    after: str
    """What stands where nothing should."""
    oddities: tuple[Oddity, ...]


def read_content(raw: bytes) -> Content:
    """Read what follows the first bracket. A closing bracket within a text does not end it."""
    text, windows = decode(raw)
    oddities = [Oddity.TEXT_CP1252] if windows else []
    data, at, closed = _until_closed(text, 0)
    if not closed:
        oddities.append(Oddity.DATA_NOT_CLOSED)
    fields: list[Extended] = []
    while text.startswith("[", at):
        value, at, closed = _field(text, at + 1)
        field, found = read_extended(value)
        fields.append(field)
        oddities += found if closed else [*found, Oddity.DATA_NOT_CLOSED]
    after, timestamp = text[at:], None
    if stamp := _STAMP.search(after):
        after, timestamp = after[: stamp.start()], stamp[1]
    if after:
        oddities.append(Oddity.AFTER_DATA)
    moment = None if timestamp is None else read_moment(timestamp)
    if timestamp is not None and moment is None:
        oddities.append(Oddity.TIMESTAMP_UNREADABLE)
    return Content(
        data=data,
        extended=tuple(fields),
        timestamp=timestamp,
        timestamp_ms=moment,
        after=after,
        oddities=tuple(oddities),
    )


def _until_closed(text: str, start: int) -> tuple[str, int, bool]:
    """Up to the bracket that something follows which may follow; else up to the first; else all."""
    if found := _CLOSE.search(text, start):
        return text[start : found.start()], found.end(), True
    end = text.find("]", start)
    if end >= 0:
        return text[start:end], end + 1, True
    stamp = _STAMP.search(text, start)
    end = stamp.start() if stamp else len(text)
    return text[start:end], end, False


def _field(text: str, start: int) -> tuple[str, int, bool]:
    end = json_end(text, start + 1) if text.startswith("J", start) else None
    if end is not None and text.startswith("]", end):
        return text[start:end], end + 1, True
    return _until_closed(text, start)
