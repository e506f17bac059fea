"""What checksum and length say of a frame, and how they were written."""

from receiver.dc09.crc import crc16
from receiver.dc09.ending import checksum_of, lengths_of
from receiver.dc09.oddities import Oddity
from receiver.dc09.pieces import Envelope
from receiver.dc09.shapes import Shape


def envelope_of(raw: bytes, shape: Shape, crc: int | None = None) -> Envelope:
    """The outside of the frame that ``raw`` is, of which ``shape`` is the beginning; ``crc``: its body's, if known."""
    closed = raw.endswith(b"\r")
    body = raw[shape.body_at : -1] if closed else raw[shape.body_at :]
    sent, length = raw[shape.crc_at : shape.crc_at + shape.crc_size], raw[shape.body_at - 4 : shape.body_at]
    computed = crc16(body) if crc is None else crc
    oddities = [] if shape.crc_at else [Oddity.NO_LINE_FEED]
    oddities += [] if closed else [Oddity.NO_CARRIAGE_RETURN]
    oddities += _of_checksum(sent, checksum_of(raw, shape), computed, shape.raw_crc)
    oddities += _of_length(length, lengths_of(raw, shape), len(body))
    return Envelope(
        raw=raw,
        body_at=shape.body_at,
        crc=sent.hex().upper() if shape.raw_crc else sent.decode("latin-1"),
        crc_computed=f"{computed:04X}",
        length=length.decode("latin-1"),
        length_computed=len(body),
        oddities=tuple(oddities),
    )


def _of_checksum(sent: bytes, value: int | None, computed: int, raw: bool) -> list[Oddity]:
    lower = [Oddity.CRC_LOWER_CASE] if sent != sent.upper() else []
    found = [Oddity.CRC_RAW_BYTES] if raw else lower
    if value is None:
        return [Oddity.CRC_UNREADABLE]
    return found if value == computed else [*found, Oddity.CRC_WRONG]


def _of_length(sent: bytes, values: tuple[int | None, int | None], computed: int) -> list[Oddity]:
    hexadecimal, decimal = values
    if hexadecimal is None:
        return [Oddity.LENGTH_UNREADABLE]
    found = [Oddity.LENGTH_LOWER_CASE] if sent != sent.upper() else []
    if hexadecimal == computed:
        return found
    return [*found, Oddity.LENGTH_DECIMAL if decimal == computed else Oddity.LENGTH_WRONG]
