"""How a frame begins: a line feed, the checksum, the length and a quotation mark; and how that is done wrong."""

import msgspec

_HEX = frozenset(b"0123456789abcdefABCDEF")
_LF = 0x0A
_RAW, _TEXT = 2, 4


class Shape(msgspec.Struct, frozen=True):
    """Where a frame starts, how many bytes its checksum takes, and where its body starts."""

    start: int
    crc_size: int
    body_at: int

    @property
    def raw_crc(self) -> bool:
        """Whether the checksum is two raw bytes."""
        return self.crc_size == _RAW

    @property
    def crc_at(self) -> int:
        """Where the checksum starts."""
        return self.body_at - 4 - self.crc_size


def shape_at(data: bytes | bytearray, quote: int, fresh: bool) -> Shape | None:
    """The beginning that the quotation mark at ``quote`` belongs to; ``fresh`` if ``data`` starts where a frame may.

    A checksum of two raw bytes may hold a line feed or a carriage return, so the mark is what is looked for, and the
    line feed is looked for before it.
    """
    length = _is_hex(data, quote - 4, quote)
    checksum = _is_hex(data, quote - 8, quote - 4)
    if length and checksum and _line_feed(data, quote - 9):
        return Shape(quote - 9, _TEXT, quote)
    if length and _line_feed(data, quote - 7):
        return Shape(quote - 7, _RAW, quote)
    if (length or checksum) and _line_feed(data, quote - 9):
        return Shape(quote - 9, _TEXT, quote)
    if length and checksum:
        return Shape(quote - 8, _TEXT, quote)
    if length and fresh and quote == 6:
        return Shape(0, _RAW, quote)
    return None


def inner_shape(data: bytes | bytearray, start: int, end: int) -> Shape | None:
    """The first beginning after ``start`` that has a line feed of its own."""
    quote = start
    while (quote := data.find(b'"', quote, end)) >= 0:
        shape = shape_at(data, quote, fresh=False)
        if shape is not None and shape.start >= start and data[shape.start] == _LF:
            return shape
        quote += 1
    return None


def _is_hex(data: bytes | bytearray, start: int, end: int) -> bool:
    return start >= 0 and _HEX.issuperset(data[start:end])


def _line_feed(data: bytes | bytearray, at: int) -> bool:
    return at >= 0 and data[at] == _LF
