"""Where a frame ends, which is said twice: by its length and by its carriage return. Both are wrong at times."""

import msgspec

from receiver.dc09.crc import crc16
from receiver.dc09.oddities import Wrong
from receiver.dc09.shapes import Shape, inner_shape


class Cut(msgspec.Struct, frozen=True):
    """Take so many bytes: as a frame, or as something wrong."""

    size: int
    wrong: Wrong | None = None
    crc: int | None = None
    """The checksum of the frame's body, where it was reckoned on the way."""


class Ending:
    """The search for one frame's end, carried on as bytes come. The frame starts where the buffer does.

    In this order, each decided by the bytes alone and never by how they were cut:

    1. a carriage return at which the checksum is right is the end, whatever the length says;
    2. so is one where the length says, in either base;
    3. a whole right frame inside says that what came before it was cut off;
    4. once the length is passed, or if it cannot be read, it is the first carriage return.
    """

    def __init__(self, data: bytearray, shape: Shape, limit: int) -> None:
        self.shape = shape
        self._limit = limit
        self._wanted = checksum_of(data, shape)
        hexadecimal, decimal = lengths_of(data, shape)
        if hexadecimal is not None and shape.body_at + hexadecimal >= limit:
            hexadecimal = None
        self._declared = None if hexadecimal is None else shape.body_at + hexadecimal
        self._ends = {shape.body_at + length for length in (hexadecimal, decimal) if length is not None}
        self._scanned = shape.body_at
        self._crc = 0
        self._first: int | None = None

    def find(self, data: bytearray, last: bool) -> Cut | None:
        """Where it ends in ``data``, or None if that takes more bytes; ``last`` says that there will be none."""
        while (at := data.find(b"\r", self._scanned, self._limit)) >= 0:
            if self._first is not None and self._passed(at):
                return self._settle(data, self._first)
            self._crc = crc16(data[self._scanned : at], self._crc)
            if self._crc == self._wanted:
                return Cut(at + 1, crc=self._crc)
            if at in self._ends or (self._first is None and self._passed(at)):
                return self._settle(data, at)
            if (inner := _right_inside(data, self.shape.body_at, at)) is not None:
                return self._before(data, inner)
            self._crc = crc16(b"\r", self._crc)
            self._scanned = at + 1
            self._first = at if self._first is None else self._first
        if self._first is not None and (last or self._passed(len(data) - 1)):
            return self._settle(data, self._first)
        return self._without(data, last)

    def _passed(self, at: int) -> bool:
        """Whether there is something at ``at`` though the length says that the frame has ended before it."""
        return self._declared is None or at >= self._declared

    def _settle(self, data: bytearray, at: int) -> Cut:
        inner = inner_shape(data, self.shape.body_at + 1, at)
        return Cut(at + 1) if inner is None else Cut(inner.start, Wrong.TRUNCATED)

    def _before(self, data: bytearray, inner: int) -> Cut:
        if self._first is not None and self._first < inner:
            return self._settle(data, self._first)
        return Cut(inner, Wrong.TRUNCATED)

    def _without(self, data: bytearray, last: bool) -> Cut | None:
        """No carriage return yet."""
        if not last and len(data) < self._limit:
            return None
        if (inner := inner_shape(data, self.shape.body_at + 1, min(len(data), self._limit))) is not None:
            return Cut(inner.start, Wrong.TRUNCATED)
        if len(data) >= self._limit:
            return Cut(self.shape.body_at + 1, Wrong.TOO_LONG)
        whole = crc16(data[self._scanned :], self._crc) == self._wanted
        return Cut(len(data), None if whole else Wrong.TRUNCATED)


def checksum_of(data: bytes | bytearray, shape: Shape) -> int | None:
    """The checksum as it was sent, or None if it is no number."""
    sent = bytes(data[shape.crc_at : shape.crc_at + shape.crc_size])
    return int.from_bytes(sent) if shape.raw_crc else _number(sent, 16)


def lengths_of(data: bytes | bytearray, shape: Shape) -> tuple[int | None, int | None]:
    """The length as it was sent, read as hexadecimal and as decimal."""
    sent = bytes(data[shape.body_at - 4 : shape.body_at])
    return _number(sent, 16), _number(sent, 10)


def _number(sent: bytes, base: int) -> int | None:
    if not sent.isalnum():
        return None
    try:
        return int(sent, base)
    except ValueError:
        return None


def _right_inside(data: bytearray, start: int, end: int) -> int | None:
    """Where a frame begins, at one of the last line feeds, whose length and checksum are right for this end."""
    at = end
    for _ in range(3):
        if (at := data.rfind(b"\n", start, at)) < 0:
            return None
        shape = inner_shape(data, at, min(at + 10, end))
        if shape is None or end - shape.body_at not in lengths_of(data, shape):
            continue
        if crc16(data[shape.body_at : end]) == checksum_of(data, shape):
            return shape.start
    return None
