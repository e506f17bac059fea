"""Frames out of a stream, however it is cut; and out of a datagram."""

from collections.abc import Iterator

import msgspec

from receiver.dc09.ending import Ending
from receiver.dc09.envelope import envelope_of
from receiver.dc09.oddities import Oddity, Wrong
from receiver.dc09.pieces import Envelope, Noise, Piece
from receiver.dc09.shapes import Shape, shape_at
from receiver.dc09.strangers import greeting, kind_of

LIMIT = 8192
"""Bytes that a frame may have: room for the longest encrypted one with addresses of pictures, and no more."""
_LONGEST_BEGINNING = 9


class Framer:
    """One connection's bytes, as they come: ``feed`` gives what is whole, ``close`` what is left."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._buffer = bytearray()
        self._limit = limit
        self._looked = 0
        self._fresh = True
        self._ending: Ending | None = None

    def feed(self, chunk: bytes) -> list[Piece]:
        """The frames that are whole with ``chunk``, and what stood between them, in order."""
        self._buffer += chunk
        return list(self._pieces(last=False))

    def close(self) -> list[Piece]:
        """What is left when nothing more comes: at the end of a connection or of a datagram, or after a silence."""
        return list(self._pieces(last=True))

    @property
    def waiting(self) -> int:
        """How many bytes wait for more."""
        return len(self._buffer)

    @property
    def whole(self) -> bool:
        """Whether what waits is a frame whose checksum is right and whose end alone has not come."""
        cut = self._ending.find(self._buffer, last=True) if self._ending else None
        return cut is not None and cut.wrong is None

    @property
    def stranger(self) -> str | None:
        """Who introduces itself by what waits, if it is nobody that sends frames: its connection can be closed."""
        return None if self._ending or not self._buffer else greeting(bytes(self._buffer[:64]).lstrip(b"\r\n"))

    def _pieces(self, last: bool) -> Iterator[Piece]:
        while self._buffer:
            piece = self._next(last)
            if piece is None:
                return
            yield piece

    def _next(self, last: bool) -> Piece | None:
        if self._ending is None:
            noise = self._search(last)
            if noise is not None:
                return noise
        return self._frame(last)

    def _search(self, last: bool) -> Noise | None:
        """Look for the next beginning, and give what stands before it."""
        shape = self._beginning()
        if shape is None:
            if len(self._buffer) >= self._limit:
                return self._noise(self._limit - _LONGEST_BEGINNING, fresh=False)
            return self._noise(len(self._buffer), fresh=True) if last else None
        if shape.start:
            return self._noise(shape.start, fresh=True)
        self._ending = Ending(self._buffer, shape, self._limit)
        return None

    def _beginning(self) -> Shape | None:
        while (quote := self._buffer.find(b'"', self._looked, self._limit)) >= 0:
            if (shape := shape_at(self._buffer, quote, self._fresh)) is not None:
                return shape
            self._looked = quote + 1
        self._looked = min(len(self._buffer), self._limit)
        return None

    def _frame(self, last: bool) -> Piece | None:
        ending = self._ending
        cut = ending.find(self._buffer, last) if ending else None
        if ending is None or cut is None:
            return None
        if cut.wrong is not None:
            return self._noise(cut.size, fresh=cut.wrong is Wrong.TRUNCATED, wrong=cut.wrong)
        return envelope_of(self._take(cut.size, fresh=True), ending.shape, cut.crc)

    def _noise(self, size: int, fresh: bool, wrong: Wrong = Wrong.STRANGER) -> Noise:
        raw = self._take(size, fresh)
        return Noise(raw=raw, kind=kind_of(raw) if wrong is Wrong.STRANGER else "frame", wrong=wrong)

    def _take(self, size: int, fresh: bool) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._looked, self._fresh, self._ending = 0, fresh, None
        return taken


def split(data: bytes, limit: int = LIMIT) -> list[Piece]:
    """All of a datagram, or of anything else that is whole. Padding is told with the frame that it follows."""
    framer = Framer(limit)
    pieces: list[Piece] = []
    padding: list[Piece] = []
    for piece in [*framer.feed(data), *framer.close()]:
        if isinstance(piece, Envelope) or piece.kind != "padding":
            pieces.append(piece)
        elif pieces and isinstance(pieces[-1], Envelope):
            pieces[-1] = _padded(pieces[-1], piece.raw)
        else:
            padding.append(piece)
    return pieces or padding


def _padded(envelope: Envelope, padding: bytes) -> Envelope:
    if 0 not in padding or Oddity.TRAILING_NUL in envelope.oddities:
        return envelope
    return msgspec.structs.replace(envelope, oddities=(*envelope.oddities, Oddity.TRAILING_NUL))
